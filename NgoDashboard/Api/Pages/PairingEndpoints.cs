using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using NgoDashboard.Access;
using NgoDashboard.Access.ScreenPairing;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Components.Pages;
using NgoDashboard.Language;

namespace NgoDashboard.Api.Pages;

/// <summary>What the page of a screen without a key is told.</summary>
/// <param name="Code">In two halves, as it is read out; null where the browser has its key already.</param>
/// <param name="Until">A sentence.</param>
public sealed record PairingResponse(string? Code, string? Until);

/// <summary>
/// What a screen without a key is shown, and how it learns that it has one. The page itself is the same for everybody and costs nothing:
/// anybody may ask for it as often as they like. The code is made by the page's own first call (POST), and lives while the page asks (GET).
/// </summary>
static class PairingEndpoints
{
    public const string Path = "/screen/pairing";
    public const string QrPath = Path + "/qr";

    const string SvgType = "image/svg+xml";

    /// <summary>A question is answered within this time whatever happens: proxies cut what is silent for longer.</summary>
    static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(25);

    /// <summary>When a page may ask for a code again that found no room.</summary>
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public static void MapPairing(this IEndpointRouteBuilder app)
    {
        app.MapPost(Path, StartPairing).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(Path, WaitForKey).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(QrPath, QrImage).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The page; or, where somebody has entered the browser's code meanwhile, the way to the stage.</summary>
    public static async Task<IResult> ShowPage(HttpContext context, Pairing pairing)
    {
        if (PairingCookie.FindScreen(context, pairing) is not { PairedKey.IsCompletedSuccessfully: true } screen)
            return new RazorComponentResult<PairingCodePage>();
        await PairingCookie.SignIn(context, pairing, screen);
        return Results.LocalRedirect($"/screen{context.Request.QueryString}");
    }

    /// <summary>The browser's code; 503 where there is no room for one more.</summary>
    static async Task<IResult> StartPairing(HttpContext context, Pairing pairing)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (PairingCookie.GetOrStart(context, pairing) is not { } screen)
        {
            context.Response.SetRetryAfter(RetryAfter);
            return Results.Problem(title: Words.Access["pair-busy"], statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        if (!screen.PairedKey.IsCompletedSuccessfully)
            return Results.Ok(new PairingResponse(Pairing.FormatCode(screen.Code), Words.Access["pair-until", VietnamTime.ToLocal(screen.ExpiresAt).ToString("HH:mm", CultureInfo.InvariantCulture)]));
        await PairingCookie.SignIn(context, pairing, screen);
        return Results.Ok(new PairingResponse(null, null));
    }

    /// <summary>Where somebody who is signed in enters the code, for a telephone; to the browser that shows the code alone.</summary>
    static IResult QrImage(HttpContext context, Pairing pairing, AccessOptions access)
    {
        context.Response.Headers.CacheControl = "no-store";
        return PairingCookie.FindScreen(context, pairing) is { } screen
            ? Results.Text(QrCode.ToSvg($"{access.BaseUrlFor(context.Request)}/pair?code={screen.Code}"), SvgType)
            : Results.NotFound();
    }

    /// <summary>200 when the screen has its key, 204 while it has not, 410 when its code is worth nothing any more.</summary>
    static async Task<IResult> WaitForKey(HttpContext context, Pairing pairing, TimeProvider time, IHostApplicationLifetime server)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (PairingCookie.FindScreen(context, pairing) is not { } screen)
            return Results.StatusCode(StatusCodes.Status410Gone);
        using var poll = pairing.BeginPoll(screen);
        // A server that stops must not wait for those who wait.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, server.ApplicationStopping);
        try
        {
            var left = screen.ExpiresAt - time.GetUtcNow();
            await screen.PairedKey.WaitAsync(left < PollTimeout ? left : PollTimeout, time, end.Token);
        }
        catch (Exception notYet) when (notYet is TimeoutException or OperationCanceledException)
        {
            return Results.NoContent();
        }

        await PairingCookie.SignIn(context, pairing, screen);
        return Results.Ok();
    }
}
