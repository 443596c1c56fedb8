using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using NgoDashboard.Access;
using NgoDashboard.Access.SignIn;

namespace NgoDashboard.Api.Pages;

/// <summary>/enter exchanges a key for the cookie, /leave deletes the cookie, /enter/renew extends it.</summary>
static class SignInEndpoints
{
    // A form with one key in it.
    const int MaxFormBytes = 16 * 1024;

    /// <summary>Form field: id of the present key, which the page has named, and which the person agrees to replace.</summary>
    public const string ReplacedKeyField = "instead-of";

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet(SignInUrls.Path, Get).ExcludeFromDescription();
        app.MapPost(SignInUrls.Path, Post).ExcludeFromDescription()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxFormBytes));
        app.MapPost(SignInUrls.SignOutPath, SignOut).ExcludeFromDescription()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxFormBytes));
        // Nothing to do: the cookie handler renews the cookie when it is due.
        app.MapPost(SignInUrls.RenewPath, () => Results.NoContent()).RequireAuthorization(Policies.Screen).ExcludeFromDescription();
    }

    static async Task<IResult> Get(HttpContext context, KeySignIn signIn)
    {
        PreventCaching(context);
        var query = context.Request.Query;
        var back = SignInUrls.LocalReturnUrl(query["return"]);
        return query.ContainsKey("key")
            ? await signIn.SignInWithKey(context, query["key"], back, insteadOf: null)
            : signIn.ShowPage(context, new(null, back));
    }

    static async Task<IResult> Post(HttpContext context, KeySignIn signIn, IAntiforgery antiforgery)
    {
        PreventCaching(context);
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
            return signIn.ShowPage(context, new(SignInProblem.FormExpired, SignInUrls.LocalReturnUrl(context.Request.Query["return"])));
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return await signIn.SignInWithKey(context, form["key"], SignInUrls.LocalReturnUrl(form["return"]), form[ReplacedKeyField]);
    }

    static async Task<IResult> SignOut(HttpContext context, KeySignIn signIn, IAntiforgery antiforgery)
    {
        PreventCaching(context);
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
            return signIn.ShowPage(context, new(SignInProblem.FormExpired, null));
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect(SignInUrls.LeftPath);
    }

    // The key may be in the address: neither a cache nor the next page (by Referer) may learn it. Set in OnStarting, because the
    // antiforgery token and the sign-in set weaker headers of their own before.
    static void PreventCaching(HttpContext context) => context.Response.OnStarting(() =>
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Task.CompletedTask;
    });
}
