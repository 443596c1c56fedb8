using System.Diagnostics;
using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Modes;

/// <summary>All screens connect at once; then the server is killed, and all reconnect.</summary>
sealed class StormMode(PublishedApplication published, BenchReport report)
{
    static readonly TimeSpan DownTime = TimeSpan.FromSeconds(10);

    /// <returns>Seconds from the start of the new process until all were back and had painted.</returns>
    public async Task<double> Run(int count, bool isPinned)
    {
        report.WriteHeading($"{count} screens come at once, and come back after a restart");
        var (meeting, connected) = await ConnectedMeeting.Start(published, isPinned, count, reconnects: true, maxConcurrentConnects: count);
        using (meeting)
        {
            var first = Stopwatch.GetElapsedTime(connected.FirstConnectAt, connected.LastReadyAt).TotalSeconds;
            await meeting.RunEdits(10);
            var last = meeting.Application.PutNextFigure();
            await meeting.Clients.SendOrThrow(new("take") { Seconds = 30 });
            var (started, ready) = await meeting.Restart(published, isPinned, DownTime);
            var back = await meeting.Clients.SendOrThrow(new("settled") { Seconds = 60 });
            var processor = meeting.Application.ProcessorTimeMs;
            if (back.Version != last.Version)
                throw new BenchException($"Version {last.Version} was answered; after the restart some show {back.Version}.");
            await meeting.Clients.SendOrThrow(new("check"));
            var all = Stopwatch.GetElapsedTime(started, back.LastReadyAt).TotalSeconds;
            var afterReady = Stopwatch.GetElapsedTime(ready, back.LastReadyAt).TotalSeconds;
            report.WriteTable(
                ["seconds", "until all have painted", "server CPU"],
                [
                    ["all at once, from the first connection", BenchReport.FormatNumber(first), "–"],
                    [
                        "after SIGKILL and 10 s, from the start of the new process", BenchReport.FormatNumber(all),
                        BenchReport.FormatNumber(processor / 1000),
                    ],
                    ["the same, from when it answered", BenchReport.FormatNumber(afterReady), "–"],
                ]);
            report.WriteLine($"Every screen shows version {back.Version}, the last that was answered before the kill.");
            return all;
        }
    }
}
