using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace NgoDashboard.Access;

/// <summary>/enter, where a key is exchanged for the cookie, and /leave, where the cookie ends.</summary>
static class Entrance
{
    // A form with one key in it.
    const int LongestForm = 16 * 1024;

    /// <summary>In the form: the id of the key that the person has seen named and lets go.</summary>
    public const string InsteadOf = "instead-of";

    public static void MapEntrance(this IEndpointRouteBuilder app)
    {
        app.MapGet(EnterLink.Path, Get).ExcludeFromDescription();
        app.MapPost(EnterLink.Path, Post).ExcludeFromDescription()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LongestForm));
        app.MapPost(EnterLink.LeavePath, Leave).ExcludeFromDescription()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LongestForm));
        // Only the cookie's own date changes, where it is due.
        app.MapPost(EnterLink.RenewPath, () => Results.NoContent()).RequireAuthorization(Policies.Screen).ExcludeFromDescription();
    }

    static async Task<IResult> Get(HttpContext context, Doors doors)
    {
        DoNotKeep(context);
        var query = context.Request.Query;
        var back = EnterLink.Local(query["return"]);
        return query.ContainsKey("key") ? await doors.Exchange(context, query["key"], back, insteadOf: null) : doors.Show(context, new(null, back));
    }

    static async Task<IResult> Post(HttpContext context, Doors doors, IAntiforgery antiforgery)
    {
        DoNotKeep(context);
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
            return doors.Show(context, new(EnterProblem.StaleForm, EnterLink.Local(context.Request.Query["return"])));
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return await doors.Exchange(context, form["key"], EnterLink.Local(form["return"]), form[InsteadOf]);
    }

    static async Task<IResult> Leave(HttpContext context, Doors doors, IAntiforgery antiforgery)
    {
        DoNotKeep(context);
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
            return doors.Show(context, new(EnterProblem.StaleForm, null));
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect(EnterLink.LeftPath);
    }

    // The key may be in the address: neither a cache nor the next page may learn it. Written last, because the form's token and
    // the sign-in write weaker words of their own.
    static void DoNotKeep(HttpContext context) => context.Response.OnStarting(() =>
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Task.CompletedTask;
    });
}

/// <summary>Opens with a good key.</summary>
sealed class Doors(Keyring keyring, FailedAttempts attempts, EnterPages pages, FirstLinksFile firstLinks)
{
    public IResult Show(HttpContext context, EnterView view) => pages.Show(view with { Holder = keyring.Live(context.User.KeyId) });

    /// <param name="insteadOf">The id of the key that the person lets go; a link lets go none, and is asked about.</param>
    public async Task<IResult> Exchange(HttpContext context, string? secret, string? back, string? insteadOf)
    {
        if (keyring.Find(secret) is { } key)
        {
            if (context.User.KeyId is { } held && held != key.Id && held != insteadOf && keyring.Live(held) is not null)
                return Show(context, new(null, back) { Offered = new(key.Label, secret!.Trim()) });
            await KeyCookie.SignIn(context, key);
            firstLinks.RemoveOnceUsed(secret!.Trim());
            return Results.LocalRedirect(back ?? Roles.Page(key.Role));
        }

        if (attempts.Count(context.Connection.RemoteIpAddress) is not { } wait)
            return Show(context, new(EnterProblem.WrongKey, back));
        context.Response.WaitBeforeNext(wait);
        return Show(context, new(EnterProblem.TooManyAttempts, back));
    }
}
