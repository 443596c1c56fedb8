using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;

namespace NgoDashboard.Access;

/// <summary>/enter: where a key is exchanged for the cookie.</summary>
static class Entrance
{
    // A form with one key in it.
    const int LongestForm = 16 * 1024;

    public static void MapEntrance(this IEndpointRouteBuilder app)
    {
        app.MapGet(EnterLink.Path, Get).ExcludeFromDescription();
        app.MapPost(EnterLink.Path, Post).ExcludeFromDescription()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LongestForm));
    }

    static async Task<IResult> Get(HttpContext context, Doors doors)
    {
        DoNotKeep(context);
        var query = context.Request.Query;
        var back = EnterLink.Local(query["return"]);
        return query.ContainsKey("key")
            ? await doors.Exchange(context, query["key"], back)
            : doors.Pages.Show(new(null, back, context.User.Identity?.IsAuthenticated == true ? context.User.Who : null));
    }

    static async Task<IResult> Post(HttpContext context, Doors doors, IAntiforgery antiforgery)
    {
        DoNotKeep(context);
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
            return doors.Pages.Show(new(EnterProblem.StaleForm, EnterLink.Local(context.Request.Query["return"])));
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return await doors.Exchange(context, form["key"], EnterLink.Local(form["return"]));
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
sealed class Doors(Keyring keyring, FailedAttempts attempts, EnterPages pages)
{
    public EnterPages Pages => pages;

    public async Task<IResult> Exchange(HttpContext context, string? secret, string? back)
    {
        if (keyring.Find(secret) is { } key)
        {
            await KeyCookie.SignIn(context, key);
            return Results.LocalRedirect(back ?? Roles.Page(key.Role));
        }

        if (attempts.Count(context.Connection.RemoteIpAddress) is not { } wait)
            return pages.Show(new(EnterProblem.WrongKey, back));
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return pages.Show(new(EnterProblem.TooManyAttempts, back));
    }
}
