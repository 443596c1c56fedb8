using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>One screen of twenty stops reading, its connection open: what the others notice, and what it costs.</summary>
sealed class Stalled(Published published, Report report)
{
    /// <summary>Shorter than the time after which the server drops those that owe an acknowledgement.</summary>
    const int Block = 50;

    public async Task<(double P99, double Memory)> Run(int count, int edits, bool isPinned)
    {
        var stalled = count / 20;
        report.Head($"{count} screens, {stalled} of them stop reading, {edits} edits with and without");
        var (meeting, _) = await Meeting.Start(published, isPinned, count);
        using (meeting)
        {
            await meeting.Edit(Block);
            await meeting.Clients.Ask(new("take") { Seconds = 30 });
            var (without, with, memory) = (new List<Latencies>(), new List<Latencies>(), new List<double>());
            for (var edit = 0; edit < edits; edit += Block)
            {
                without.Add(await Edit(meeting));
                // Of the heap: what the system has given the process changes by more than this with every collection.
                var before = meeting.Application.Heap();
                await meeting.Clients.Ask(new("stall") { Count = stalled });
                with.Add(await Edit(meeting));
                memory.Add((double)(meeting.Application.Heap() - before) / stalled / 1024);
                await meeting.Clients.Ask(new("unstall") { Count = stalled });
                await Edit(meeting, 4);
            }

            if ((await meeting.Clients.Ask(new("look"))).Lost is > 0 and var lost)
                throw new TroubleException($"{lost} connections were lost.");
            await meeting.Clients.Ask(new("check"));
            // Of blocks of the same length, the one in the middle: a block in which something else had the processor says nothing.
            var (calm, held) = (Middle(without, one => one.All.P99), Middle(with, one => one.All.P99));
            report.Table(
                ["ms, the healthy screens", "median", "p99", "last screen: median"],
                [
                    ["none stalled", Report.Milliseconds(Middle(without, one => one.All.Median)), Report.Milliseconds(calm), Report.Milliseconds(Middle(without, one => one.Last.Median))],
                    ["5 % stalled", Report.Milliseconds(Middle(with, one => one.All.Median)), Report.Milliseconds(held), Report.Milliseconds(Middle(with, one => one.Last.Median))],
                ]);
            var each = Quantiles.Of([.. memory]).Median;
            report.Say($"Memory of the server for one that stalls: {Report.Number(each)} KB.");
            return (held / calm, each);
        }
    }

    static async Task<Latencies> Edit(Meeting meeting, int edits = Block)
    {
        await meeting.Edit(edits);
        return (await meeting.Clients.Ask(new("take") { Seconds = 30 })).Latencies!;
    }

    static double Middle(List<Latencies> blocks, Func<Latencies, double> what) => Quantiles.Of([.. blocks.Select(what)]).Median;
}
