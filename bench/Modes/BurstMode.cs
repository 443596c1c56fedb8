using System.Diagnostics;
using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>A hundred edits in a second: how many bytes the screens are sent, and whether they all show the last version.</summary>
sealed class BurstMode(PublishedApplication published, BenchReport report)
{
    const int Edits = 100, Bursts = 5, Singles = 10;

    /// <returns>Bytes per screen of a burst, relative to one edit.</returns>
    public async Task<double> Run(int count, bool isPinned)
    {
        report.WriteHeading($"{Edits} edits in a second, {count} screens");
        var (meeting, _) = await ConnectedMeeting.Start(published, isPinned, count);
        using (meeting)
        {
            await meeting.RunEdits(20);
            await meeting.Clients.SendOrThrow(new("take") { Seconds = 30 });
            var (singles, bursts, messages, settled) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var i = 0; i < Bursts; i++)
            {
                singles.Add(await MeasureBytesPerScreen(meeting, async () =>
                {
                    await meeting.RunEdits(Singles);
                    await meeting.Clients.SendOrThrow(new("take") { Seconds = 30 });
                }) / Singles);
                var before = await meeting.Clients.SendOrThrow(new("look"));
                bursts.Add(await MeasureBytesPerScreen(meeting, () => RunBurst(meeting, settled)));
                messages.Add((double)((await meeting.Clients.SendOrThrow(new("look"))).Frames - before.Frames) / count);
            }

            await meeting.Clients.SendOrThrow(new("check"));
            var (single, burst) = (Quantiles.Compute([.. singles]).Median, Quantiles.Compute([.. bursts]).Median);
            report.WriteTable(
                ["a screen", "bytes", "frames"],
                [
                    ["one edit", BenchReport.FormatNumber(single), "1"],
                    [
                        $"{Edits} edits in a second", BenchReport.FormatNumber(burst),
                        BenchReport.FormatNumber(Quantiles.Compute([.. messages]).Median),
                    ],
                ]);
            var settledUs = Quantiles.Compute([.. settled]).Median;
            report.WriteLine(
                $"All screens had the last version {BenchReport.FormatMicrosecondsAsMs(settledUs)} ms after its edit was to begin; "
                + "the journal has all of them.");
            return burst / single;
        }
    }

    static async Task RunBurst(ConnectedMeeting meeting, List<double> settled)
    {
        var next = Stopwatch.GetTimestamp();
        EditResult last = default;
        for (var i = 0; i < Edits; i++)
        {
            await ConnectedMeeting.DelayUntil(next);
            last = meeting.Application.PutNextFigure(next);
            next += Stopwatch.Frequency / Edits;
        }

        await meeting.Clients.SendOrThrow(new("edit") { Version = last.Version, ScheduledAt = last.ScheduledAt });
        settled.Add((await meeting.Clients.SendOrThrow(new("take") { Seconds = 30 })).Latencies!.LastScreen.Median);
        // The last acknowledgement is still on its way.
        await Task.Delay(TimeSpan.FromSeconds(1));
    }

    static async Task<double> MeasureBytesPerScreen(ConnectedMeeting meeting, Func<Task> work)
    {
        var before = await meeting.Clients.SendOrThrow(new("look"));
        await work();
        return (double)((await meeting.Clients.SendOrThrow(new("look"))).FrameBytes - before.FrameBytes) / meeting.Count;
    }
}
