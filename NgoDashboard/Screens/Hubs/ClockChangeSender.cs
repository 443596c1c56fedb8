using System.Text.Json.Serialization;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Live.Operations;

namespace NgoDashboard.Screens.Hubs;

/// <summary>The hub message after the server's clock was set.</summary>
/// <param name="ServerTimeMs">The server's clock, in milliseconds since the Unix epoch.</param>
public sealed record ClockMessage([property: JsonPropertyName("now")] long ServerTimeMs);

/// <summary>
/// Sends the clock to the screens after it was set. They calculate ages and highlights from the clock in <see cref="Hello"/>, which would
/// be wrong by the whole jump until they reconnect.
/// </summary>
sealed class ClockChangeSender(
    ClockWatch clock, IHubContext<BriefingHub> hub, TimeProvider time, ILogger<ClockChangeSender> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        clock.Jumped += SendInBackground;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        clock.Jumped -= SendInBackground;
        return Task.CompletedTask;
    }

    // Not awaited, because a screen that does not read must not block the clock watch.
    void SendInBackground() => _ = Send();

    async Task Send()
    {
        try
        {
            await hub.Clients.All.SendAsync("Clock", new ClockMessage(time.GetUtcNow().ToUnixTimeMilliseconds()));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The screens could not be told that the clock was set: they learn it when they connect anew.");
        }
    }
}
