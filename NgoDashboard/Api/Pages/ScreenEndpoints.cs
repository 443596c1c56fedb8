using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Access.Scope;
using NgoDashboard.Access.ScreenPairing;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Language;
using NgoDashboard.Live.State;
using NgoDashboard.Screens.Frames;
using NgoDashboard.Screens.Hubs;

namespace NgoDashboard.Api.Pages;

/// <summary>Registers and maps the page and the hub of the screens.</summary>
public static class ScreenEndpoints
{
    /// <summary>
    /// Opens the connection without the execution context of its request: language and log scope do not matter to work that goes on for
    /// hours, and would otherwise be restored for every message of every screen.
    /// </summary>
    static RequestDelegate SuppressExecutionContext(RequestDelegate next) => context =>
    {
        using (ExecutionContext.SuppressFlow())
            return next(context);
    };

    /// <summary>Tells proxies not to buffer the response: otherwise one would hold back a stream of server-sent events for ever.</summary>
    static RequestDelegate DisableBuffering(RequestDelegate next) => context =>
    {
        context.Response.Headers["X-Accel-Buffering"] = "no";
        // In OnStarting, because SignalR sets its own Cache-Control before. no-transform, because a proxy that compresses buffers too.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.CacheControl = headers.CacheControl is [{ Length: > 0 } value] ? $"{value}, no-transform" : "no-store, no-transform";
            return Task.CompletedTask;
        });
        return next(context);
    };

    /// <param name="policy">The policy of the hub. The page itself is anonymous: without a key it shows how to get one.</param>
    public static void MapScreens(this IEndpointRouteBuilder app, string policy)
    {
        app.MapGet("/screen", async (HttpContext context, LiveBriefing briefing, ScreenPageCache page, Pairing pairing) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            if (context.User.Role is null)
            {
                return BearerKeyHandler.HasBearerHeader(context.Request)
                    ? Results.Challenge()
                    : await PairingEndpoints.ShowPage(context, pairing);
            }

            return await page.GetPage(briefing.Current, context.GetLanguage());
        }).AllowAnonymous();
        app.MapPairing();
        app.MapConnections(
                "/hubs/briefing",
                new() { LongPolling = { PollTimeout = SilentConnections.PollTimeout } },
                connections => connections.AbortWhenSilent().UseAcknowledgementFastPath().UseHub<BriefingHub>())
            .RequireAuthorization(policy)
            .Add(endpoint => endpoint.RequestDelegate = DisableBuffering(SuppressExecutionContext(endpoint.RequestDelegate!)));
    }
}
