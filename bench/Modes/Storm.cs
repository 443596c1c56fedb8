using System.Diagnostics;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>All screens come at once; then the server is killed, and all come back.</summary>
sealed class Storm(Published published, Report report)
{
    static readonly TimeSpan Away = TimeSpan.FromSeconds(10);

    /// <returns>Seconds from the start of the new process until all were back and had painted.</returns>
    public async Task<double> Run(int count, bool isPinned)
    {
        report.Head($"{count} screens come at once, and come back after a restart");
        var (meeting, connected) = await Meeting.Start(published, isPinned, count, returns: true, atOnce: count);
        using (meeting)
        {
            var first = Stopwatch.GetElapsedTime(connected.Begun, connected.At).TotalSeconds;
            await meeting.Edit(10);
            var last = meeting.Application.Edit();
            await meeting.Clients.Ask(new("take") { Seconds = 30 });
            var (started, ready) = await meeting.Restart(published, isPinned, Away);
            var back = await meeting.Clients.Ask(new("settled") { Seconds = 60 });
            var processor = meeting.Application.Processor;
            if (back.Version != last.Version)
                throw new TroubleException($"Version {last.Version} was answered; after the restart some show {back.Version}.");
            await meeting.Clients.Ask(new("check"));
            var (all, afterReady) = (Stopwatch.GetElapsedTime(started, back.At).TotalSeconds, Stopwatch.GetElapsedTime(ready, back.At).TotalSeconds);
            report.Table(
                ["seconds", "until all have painted", "server CPU"],
                [
                    ["all at once, from the first connection", Report.Number(first), "–"],
                    ["after SIGKILL and 10 s, from the start of the new process", Report.Number(all), Report.Number(processor / 1000)],
                    ["the same, from when it answered", Report.Number(afterReady), "–"],
                ]);
            report.Say($"Every screen shows version {back.Version}, the last that was answered before the kill.");
            return all;
        }
    }
}
