using Microsoft.AspNetCore.Http.HttpResults;
using NgoDashboard.Access;
using NgoDashboard.Components.Pages;

namespace NgoDashboard.Screens;

/// <summary>What a screen without a key is shown, and how it learns that it has one.</summary>
static class PairingEndpoints
{
    public const string Path = "/screen/pairing";

    /// <summary>A question is answered within this time whatever happens: proxies cut what is silent for longer.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    public static void MapPairing(this IEndpointRouteBuilder app) =>
        app.MapGet(Path, Wait).AllowAnonymous().ExcludeFromDescription();

    /// <summary>The code and how to enter it; or, where somebody has entered it meanwhile, the way to the stage.</summary>
    public static async Task<IResult> Show(HttpContext context, Pairing pairing, AccessOptions access)
    {
        var screen = PairingCookie.Begin(context, pairing);
        if (screen is { Paired.IsCompletedSuccessfully: true })
        {
            await PairingCookie.SignIn(context, pairing, screen);
            return Results.LocalRedirect($"/screen{context.Request.QueryString}");
        }

        var link = screen is null ? "" : $"{access.AddressFor(context.Request)}/pair?code={screen.Code}";
        return new RazorComponentResult<PairingPage>(new Dictionary<string, object?>
        {
            [nameof(PairingPage.Screen)] = screen,
            [nameof(PairingPage.Link)] = link,
        })
        {
            StatusCode = screen is null ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK,
        };
    }

    /// <summary>200 when the screen has its key, 204 while it has not, 410 when its code is worth nothing any more.</summary>
    static async Task<IResult> Wait(HttpContext context, Pairing pairing, TimeProvider time, IHostApplicationLifetime server)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (PairingCookie.Known(context, pairing) is not { } screen)
            return Results.StatusCode(StatusCodes.Status410Gone);
        // A server that stops must not wait for those who wait.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, server.ApplicationStopping);
        try
        {
            var left = screen.Until - time.GetUtcNow();
            await screen.Paired.WaitAsync(left < Patience ? left : Patience, time, end.Token);
        }
        catch (Exception notYet) when (notYet is TimeoutException or OperationCanceledException)
        {
            return Results.NoContent();
        }

        await PairingCookie.SignIn(context, pairing, screen);
        return Results.Ok();
    }
}
