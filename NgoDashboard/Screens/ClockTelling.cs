using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Live;

namespace NgoDashboard.Screens;

/// <summary>The message by which a screen learns that the server's clock was set.</summary>
/// <param name="Now">In milliseconds of the Unix epoch.</param>
public sealed record ClockSet(long Now);

/// <summary>
/// Tells the screens that the server's clock was set. They count on from what they were told when they came: the age of the figures and the
/// marks of changes would be wrong by the whole jump until they connect anew.
/// </summary>
sealed class ClockTelling(ClockWatch clock, IHubContext<BriefingHub> hub, TimeProvider time, ILogger<ClockTelling> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        clock.Jumped += Tell;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        clock.Jumped -= Tell;
        return Task.CompletedTask;
    }

    // Waited for by nobody: a screen that reads nothing must not hold up the watch.
    void Tell() => _ = Send();

    async Task Send()
    {
        try
        {
            await hub.Clients.All.SendAsync("Clock", new ClockSet(time.GetUtcNow().ToUnixTimeMilliseconds()));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The screens could not be told that the clock was set: they learn it when they connect anew.");
        }
    }
}
