using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;
using NgoDashboard.Access.SignIn;

namespace NgoDashboard.Api.Pages;

/// <summary>/enter, where a key is exchanged for the cookie, and /leave, where the cookie ends.</summary>
static class SignInEndpoints
{
    // A form with one key in it.
    const int MaxFormBytes = 16 * 1024;

    /// <summary>In the form: the id of the key that the person has seen named and lets go.</summary>
    public const string ReplacedKeyField = "instead-of";

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet(SignInUrls.Path, Get).ExcludeFromDescription();
        app.MapPost(SignInUrls.Path, Post).ExcludeFromDescription()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxFormBytes));
        app.MapPost(SignInUrls.SignOutPath, SignOut).ExcludeFromDescription()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxFormBytes));
        // Only the cookie's own date changes, where it is due.
        app.MapPost(SignInUrls.RenewPath, () => Results.NoContent()).RequireAuthorization(Policies.Screen).ExcludeFromDescription();
    }

    static async Task<IResult> Get(HttpContext context, KeySignIn doors)
    {
        PreventCaching(context);
        var query = context.Request.Query;
        var back = SignInUrls.LocalReturnUrl(query["return"]);
        return query.ContainsKey("key") ? await doors.SignInWithKey(context, query["key"], back, insteadOf: null) : doors.ShowPage(context, new(null, back));
    }

    static async Task<IResult> Post(HttpContext context, KeySignIn doors, IAntiforgery antiforgery)
    {
        PreventCaching(context);
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
            return doors.ShowPage(context, new(SignInProblem.StaleForm, SignInUrls.LocalReturnUrl(context.Request.Query["return"])));
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return await doors.SignInWithKey(context, form["key"], SignInUrls.LocalReturnUrl(form["return"]), form[ReplacedKeyField]);
    }

    static async Task<IResult> SignOut(HttpContext context, KeySignIn doors, IAntiforgery antiforgery)
    {
        PreventCaching(context);
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
            return doors.ShowPage(context, new(SignInProblem.StaleForm, null));
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect(SignInUrls.LeftPath);
    }

    // The key may be in the address: neither a cache nor the next page may learn it. Written last, because the form's token and
    // the sign-in write weaker words of their own.
    static void PreventCaching(HttpContext context) => context.Response.OnStarting(() =>
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Task.CompletedTask;
    });
}

/// <summary>Opens with a good key.</summary>
sealed class KeySignIn(Keyring keyring, FailedAttempts attempts, SignInPageRenderer pages, StartupLinksFile firstLinks)
{
    public IResult ShowPage(HttpContext context, SignInView view) => pages.RenderPage(view with { CurrentKey = keyring.FindLive(context.User.KeyId) });

    /// <param name="insteadOf">The id of the key that the person lets go; a link lets go none, and is asked about.</param>
    public async Task<IResult> SignInWithKey(HttpContext context, string? secret, string? back, string? insteadOf)
    {
        if (keyring.FindBySecret(secret) is { } key)
        {
            if (context.User.KeyId is { } held && held != key.Id && held != insteadOf && keyring.FindLive(held) is not null)
                return ShowPage(context, new(null, back) { KeySwitch = new(key.Label, secret!.Trim()) });
            await KeyCookie.SignIn(context, key);
            firstLinks.RemoveOnceUsed(secret!.Trim());
            return Results.LocalRedirect(back ?? Roles.StartPageFor(key.Role));
        }

        if (attempts.RecordFailure(context.Connection.RemoteIpAddress) is not { } wait)
            return ShowPage(context, new(SignInProblem.WrongKey, back));
        context.Response.SetRetryAfter(wait);
        return ShowPage(context, new(SignInProblem.TooManyAttempts, back));
    }
}
