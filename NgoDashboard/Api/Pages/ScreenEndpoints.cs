using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Access.Scope;
using NgoDashboard.Access.ScreenPairing;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Language;
using NgoDashboard.Live.State;
using NgoDashboard.Screens.Frames;
using NgoDashboard.Screens.Hubs;

namespace NgoDashboard.Api.Pages;

/// <summary>The screens' page and hub, for composition.</summary>
public static class ScreenEndpoints
{
    /// <summary>
    /// The language and the log's scope of the request that opened a connection are nothing to what is done on it for hours; carried
    /// along, they would be swapped in and out with every message of every screen.
    /// </summary>
    static RequestDelegate SuppressExecutionContext(RequestDelegate next) => context =>
    {
        using (ExecutionContext.SuppressFlow())
            return next(context);
    };

    /// <summary>A proxy that gathers an answer until it is whole would hold back a stream of events for ever.</summary>
    static RequestDelegate DisableBuffering(RequestDelegate next) => context =>
    {
        context.Response.Headers["X-Accel-Buffering"] = "no";
        // As the headers leave: SignalR writes its own Cache-Control before. A proxy that packs what passes has to gather it too.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.CacheControl = headers.CacheControl is [{ Length: > 0 } said] ? $"{said}, no-transform" : "no-store, no-transform";
            return Task.CompletedTask;
        });
        return next(context);
    };

    /// <param name="policy">Who may see what is on air; whoever comes without a key to the page is shown how to get one.</param>
    public static void MapScreens(this IEndpointRouteBuilder app, string policy)
    {
        app.MapGet("/screen", async (HttpContext context, LiveBriefing air, ScreenPageCache page, Pairing pairing) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            if (context.User.Role is null)
                return BearerKeyHandler.HasBearerHeader(context.Request) ? Results.Challenge() : await PairingEndpoints.ShowPage(context, pairing);
            return await page.GetPage(air.Current, Languages.Current);
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
