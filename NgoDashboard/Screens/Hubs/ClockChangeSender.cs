using System.Text.Json.Serialization;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Live.Operations;

namespace NgoDashboard.Screens.Hubs;

/// <summary>The message by which a screen learns that the server's clock was set.</summary>
/// <param name="ServerTimeMs">In milliseconds of the Unix epoch.</param>
public sealed record ClockMessage([property: JsonPropertyName("now")] long ServerTimeMs);

/// <summary>
/// Tells the screens that the server's clock was set. They count on from what they were told when they came: the age of the figures and the
/// marks of changes would be wrong by the whole jump until they connect anew.
/// </summary>
sealed class ClockChangeSender(ClockWatch clock, IHubContext<BriefingHub> hub, TimeProvider time, ILogger<ClockChangeSender> log) : IHostedService
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

    // Waited for by nobody: a screen that reads nothing must not hold up the watch.
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
