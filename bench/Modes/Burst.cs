using System.Diagnostics;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>A hundred edits in a second: how much of it the screens are sent, and whether they end with the last.</summary>
sealed class Burst(Published published, Report report)
{
    const int Edits = 100, Bursts = 5, Singles = 10;

    /// <returns>Bytes a screen, of a burst against one edit.</returns>
    public async Task<double> Run(int count, bool isPinned)
    {
        report.Head($"{Edits} edits in a second, {count} screens");
        var (meeting, _) = await Meeting.Start(published, isPinned, count);
        using (meeting)
        {
            await meeting.Edit(20);
            await meeting.Clients.Ask(new("take") { Seconds = 30 });
            var (singles, bursts, messages, settled) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var i = 0; i < Bursts; i++)
            {
                singles.Add(await Bytes(meeting, async () =>
                {
                    await meeting.Edit(Singles);
                    await meeting.Clients.Ask(new("take") { Seconds = 30 });
                }) / Singles);
                var before = await meeting.Clients.Ask(new("look"));
                bursts.Add(await Bytes(meeting, () => All(meeting, settled)));
                // Less the pings that came meanwhile: a version or a ping, both are messages.
                messages.Add((double)((await meeting.Clients.Ask(new("look"))).Frames - before.Frames) / count);
            }

            await meeting.Clients.Ask(new("check"));
            var (single, burst) = (Quantiles.Of([.. singles]).Median, Quantiles.Of([.. bursts]).Median);
            report.Table(
                ["a screen", "bytes", "frames"],
                [
                    ["one edit", Report.Number(single), "1"],
                    [$"{Edits} edits in a second", Report.Number(burst), Report.Number(Quantiles.Of([.. messages]).Median)],
                ]);
            report.Say($"All screens had the last version {Report.Milliseconds(Quantiles.Of([.. settled]).Median)} ms after its edit was to begin; the journal has all of them.");
            return burst / single;
        }
    }

    static async Task All(Meeting meeting, List<double> settled)
    {
        var next = Stopwatch.GetTimestamp();
        Edited last = default;
        for (var i = 0; i < Edits; i++)
        {
            await Meeting.Until(next);
            last = meeting.Application.Edit(next);
            next += Stopwatch.Frequency / Edits;
        }

        await meeting.Clients.Ask(new("edit") { Version = last.Version, Begun = last.Begun });
        settled.Add((await meeting.Clients.Ask(new("take") { Seconds = 30 })).Latencies!.Last.Median);
        // The last acknowledgement is on its way still.
        await Task.Delay(TimeSpan.FromSeconds(1));
    }

    static async Task<double> Bytes(Meeting meeting, Func<Task> work)
    {
        var before = await meeting.Clients.Ask(new("look"));
        await work();
        return (double)((await meeting.Clients.Ask(new("look"))).FrameBytes - before.FrameBytes) / meeting.Count;
    }
}
