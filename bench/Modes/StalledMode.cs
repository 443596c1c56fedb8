using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Modes;

/// <summary>
/// 5 % of the screens stop reading without closing their connection: how much that delays the others, and how much memory it takes.
/// </summary>
sealed class StalledMode(PublishedApplication published, BenchReport report)
{
    /// <summary>A block is shorter than the time after which the server drops screens that do not acknowledge.</summary>
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
                // The managed heap, because the memory of the process changes by more than this with every collection.
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
            // The median over blocks of equal length, because another process may have taken the processor during a block.
            var (calm, held) = (GetMedian(without, block => block.AllReceipts.P99), GetMedian(with, block => block.AllReceipts.P99));
            report.WriteTable(
                ["ms, the healthy screens", "median", "p99", "last screen: median"],
                [
                    CreateRow("none stalled", without, calm),
                    CreateRow("5 % stalled", with, held),
                ]);
            var each = Quantiles.Compute([.. memory]).Median;
            report.WriteLine($"Memory of the server for one that stalls: {BenchReport.FormatNumber(each)} KB.");
            return (held / calm, each);
        }
    }

    static string[] CreateRow(string name, List<Latencies> blocks, double p99) =>
    [
        name,
        BenchReport.FormatMicrosecondsAsMs(GetMedian(blocks, block => block.AllReceipts.Median)),
        BenchReport.FormatMicrosecondsAsMs(p99),
        BenchReport.FormatMicrosecondsAsMs(GetMedian(blocks, block => block.LastScreen.Median)),
    ];

    static async Task<Latencies> MeasureBlock(ConnectedMeeting meeting, int edits = BlockEdits)
    {
        await meeting.RunEdits(edits);
        return (await meeting.Clients.SendOrThrow(new("take") { Seconds = 30 })).Latencies!;
    }

    static double GetMedian(List<Latencies> blocks, Func<Latencies, double> getValue) =>
        Quantiles.Compute([.. blocks.Select(getValue)]).Median;
}
