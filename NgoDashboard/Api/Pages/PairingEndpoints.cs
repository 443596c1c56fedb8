using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using NgoDashboard.Access;
using NgoDashboard.Access.ScreenPairing;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Components.Pages;
using NgoDashboard.Language;

namespace NgoDashboard.Api.Pages;

/// <summary>For the page of a screen without a key.</summary>
/// <param name="Code">In two halves, as it is read out; null if the browser has its key already.</param>
/// <param name="Until">A sentence in the reader's language that says until when the code holds.</param>
public sealed record PairingResponse(string? Code, string? Until);

/// <summary>
/// Pairing of a screen without a key. The page is anonymous, static and free of state, so that clients may load it as often as they like.
/// Its first call (POST) makes the code; the code lives while the page polls for its key (GET).
/// </summary>
static class PairingEndpoints
{
    public const string Path = "/screen/pairing";
    public const string QrPath = Path + "/qr";

    const string SvgType = "image/svg+xml";

    /// <summary>A poll is answered within this time, because proxies close connections that are silent for longer.</summary>
    static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(25);

    /// <summary>Retry-After for a page that gets no code because too many are open.</summary>
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public static void MapPairing(this IEndpointRouteBuilder app)
    {
        app.MapPost(Path, StartPairing).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(Path, WaitForKey).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(QrPath, QrImage).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The page; or a redirect to /screen if an officer or operator has entered this browser's code.</summary>
    public static async Task<IResult> ShowPage(HttpContext context, Pairing pairing)
    {
        if (PairingCookie.FindScreen(context, pairing) is not { PairedKey.IsCompletedSuccessfully: true } screen)
            return new RazorComponentResult<PairingCodePage>();
        await PairingCookie.SignIn(context, pairing, screen);
        return Results.LocalRedirect($"/screen{context.Request.QueryString}");
    }

    /// <summary>The browser's code; 503 if too many codes are open.</summary>
    static async Task<IResult> StartPairing(HttpContext context, Pairing pairing)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (PairingCookie.GetOrStart(context, pairing) is not { } screen)
        {
            context.Response.SetRetryAfter(RetryAfter);
            return Results.Problem(
                title: context.GetLanguage().Words.Access["pair-busy"], statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        if (!screen.PairedKey.IsCompletedSuccessfully)
        {
            var until = VietnamTime.ToLocal(screen.ExpiresAt).ToString("HH:mm", CultureInfo.InvariantCulture);
            var sentence = context.GetLanguage().Words.Access["pair-until", until];
            return Results.Ok(new PairingResponse(Pairing.FormatCode(screen.Code), sentence));
        }

        await PairingCookie.SignIn(context, pairing, screen);
        return Results.Ok(new PairingResponse(null, null));
    }

    /// <summary>
    /// A QR code with the address where a signed-in officer enters the code by telephone; only for the browser that shows the code.
    /// </summary>
    static IResult QrImage(HttpContext context, Pairing pairing, AccessOptions access)
    {
        context.Response.Headers.CacheControl = "no-store";
        return PairingCookie.FindScreen(context, pairing) is { } screen
            ? Results.Text(QrCode.ToSvg($"{access.BaseUrlFor(context.Request)}/pair?code={screen.Code}"), SvgType)
            : Results.NotFound();
    }

    /// <summary>200 once the screen has its key, 204 while it has none, 410 after its code has expired.</summary>
    static async Task<IResult> WaitForKey(HttpContext context, Pairing pairing, TimeProvider time, IHostApplicationLifetime server)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (PairingCookie.FindScreen(context, pairing) is not { } screen)
            return Results.StatusCode(StatusCodes.Status410Gone);
        using var poll = pairing.BeginPoll(screen);
        // A server that shuts down must not wait for polls.
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
