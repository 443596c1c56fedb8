using System.Diagnostics;
using NgoDashboard.Bench.Clients.Protocol;
using NgoDashboard.Bench.Clients.Sockets;
using NgoDashboard.Bench.Processes;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>The application alone with its screens connected and warmed up, for modes that compare it with itself.</summary>
sealed class ConnectedMeeting : IDisposable
{
    static readonly TimeSpan Slot = TimeSpan.FromMilliseconds(250);

    ConnectedMeeting(BriefingApplication application, SimulatorProcess clients, int count) =>
        (Application, Clients, Count) = (application, clients, count);

    public BriefingApplication Application { get; private set; }

    public SimulatorProcess Clients { get; }

    public int Count { get; }

    /// <param name="reconnects">Whether screens reconnect after a lost connection.</param>
    /// <param name="maxConcurrentConnects">Number of screens that connect at the same time.</param>
    public static async Task<(ConnectedMeeting Meeting, SimulatorResponse Connected)> Start(
        PublishedApplication published, bool isPinned, int count, bool reconnects = false, int maxConcurrentConnects = 256)
    {
        var (server, clients) = BenchOptions.GetProcessorPins(isPinned);
        var application = await BriefingApplication.Start(published, server);
        var meeting = new ConnectedMeeting(application, SimulatorProcess.Start(clients), count);
        try
        {
            var to = new LoadTarget(
                application.Port, "/hubs/briefing?lang=vi&changes=true", application.IssueProvinceKeys(), UsesSignalR: true,
                Acknowledges: true, reconnects, maxConcurrentConnects);
            // Warms up the compiler, whose time would otherwise be counted while thousands of screens wait.
            for (var i = 0; i < 30; i++)
                application.PutNextFigure();
            return (meeting, await meeting.Clients.SendOrThrow(new("connect") { Count = count, Target = to, Seconds = 120 }));
        }
        catch
        {
            meeting.Dispose();
            throw;
        }
    }

    /// <summary>Sends edits on a fixed schedule, one every 250 ms.</summary>
    /// <returns>Time until the answer of each, in µs.</returns>
    public async Task<List<double>> RunEdits(int edits)
    {
        var answers = new List<double>(edits);
        var next = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 10);
        for (var edit = 0; edit < edits; edit++)
        {
            await DelayUntil(next);
            var edited = Application.PutNextFigure(next);
            await Clients.SendOrThrow(new("edit") { Version = edited.Version, ScheduledAt = edited.ScheduledAt });
            answers.Add(edited.Elapsed.TotalMicroseconds);
            next += (long)(Slot.TotalSeconds * Stopwatch.Frequency);
        }

        return answers;
    }

    /// <summary>Kills the server and starts it again on the same database and port.</summary>
    public async Task<(long Started, long Ready)> Restart(PublishedApplication published, bool isPinned, TimeSpan away)
    {
        var (folder, port) = (Application.KillKeepingDatabase(), Application.Port);
        await Task.Delay(away);
        var started = Stopwatch.GetTimestamp();
        Application = await BriefingApplication.Start(published, BenchOptions.GetProcessorPins(isPinned).Server, folder, port);
        return (started, Stopwatch.GetTimestamp());
    }

    public static async Task DelayUntil(long timestamp)
    {
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), timestamp);
        if (left > TimeSpan.Zero)
            await Task.Delay(left);
    }

    public void Dispose()
    {
        Clients.Dispose();
        Application.Dispose();
    }
}
