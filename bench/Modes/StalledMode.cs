using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Modes;

/// <summary>One screen of twenty stops reading, its connection open: what the others notice, and what it costs.</summary>
sealed class StalledMode(PublishedApplication published, BenchReport report)
{
    /// <summary>Shorter than the time after which the server drops those that owe an acknowledgement.</summary>
    const int BlockEdits = 50;

    public async Task<(double P99, double Memory)> Run(int count, int edits, bool isPinned)
    {
        var stalled = count / 20;
        report.WriteHeading($"{count} screens, {stalled} of them stop reading, {edits} edits with and without");
        var (meeting, _) = await ConnectedMeeting.Start(published, isPinned, count);
        using (meeting)
        {
            await meeting.RunEdits(BlockEdits);
            await meeting.Clients.SendOrThrow(new("take") { Seconds = 30 });
            var (without, with, memory) = (new List<Latencies>(), new List<Latencies>(), new List<double>());
            for (var edit = 0; edit < edits; edit += BlockEdits)
            {
                without.Add(await MeasureBlock(meeting));
                // Of the heap: what the system has given the process changes by more than this with every collection.
                var before = meeting.Application.CollectAndGetHeapBytes();
                await meeting.Clients.SendOrThrow(new("stall") { Count = stalled });
                with.Add(await MeasureBlock(meeting));
                memory.Add((double)(meeting.Application.CollectAndGetHeapBytes() - before) / stalled / 1024);
                await meeting.Clients.SendOrThrow(new("unstall") { Count = stalled });
                await MeasureBlock(meeting, 4);
            }

            if ((await meeting.Clients.SendOrThrow(new("look"))).LostConnections is > 0 and var lost)
                throw new BenchException($"{lost} connections were lost.");
            await meeting.Clients.SendOrThrow(new("check"));
            // Of blocks of the same length, the one in the middle: a block in which something else had the processor says nothing.
            var (calm, held) = (GetMedian(without, one => one.AllReceipts.P99), GetMedian(with, one => one.AllReceipts.P99));
            report.WriteTable(
                ["ms, the healthy screens", "median", "p99", "last screen: median"],
                [
                    ["none stalled", BenchReport.FormatMicrosecondsAsMs(GetMedian(without, one => one.AllReceipts.Median)), BenchReport.FormatMicrosecondsAsMs(calm), BenchReport.FormatMicrosecondsAsMs(GetMedian(without, one => one.LastScreen.Median))],
                    ["5 % stalled", BenchReport.FormatMicrosecondsAsMs(GetMedian(with, one => one.AllReceipts.Median)), BenchReport.FormatMicrosecondsAsMs(held), BenchReport.FormatMicrosecondsAsMs(GetMedian(with, one => one.LastScreen.Median))],
                ]);
            var each = Quantiles.Compute([.. memory]).Median;
            report.WriteLine($"Memory of the server for one that stalls: {BenchReport.FormatNumber(each)} KB.");
            return (held / calm, each);
        }
    }

    static async Task<Latencies> MeasureBlock(ConnectedMeeting meeting, int edits = BlockEdits)
    {
        await meeting.RunEdits(edits);
        return (await meeting.Clients.SendOrThrow(new("take") { Seconds = 30 })).Latencies!;
    }

    static double GetMedian(List<Latencies> blocks, Func<Latencies, double> what) => Quantiles.Compute([.. blocks.Select(what)]).Median;
}
