using System.Diagnostics;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>How long an edit takes to be on the disk and answered, and how many there can be in a second.</summary>
sealed class Edits(Published published, Report report)
{
    public async Task Run(int count, int edits, TimeSpan flood, bool isPinned)
    {
        report.Head($"Edits, without screens and with {count}");
        var rows = new List<string[]>();
        foreach (var screens in (int[])[0, count])
        {
            if (screens == 0)
            {
                using var alone = await Application.Start(published, Options.Pins(isPinned).Server);
                for (var i = 0; i < 100; i++)
                    alone.Edit();
                rows.Add(Row("no screens", Calm(alone, edits), Flood(alone, 1, flood), Flood(alone, 8, flood), Flood(alone, 32, flood)));
                continue;
            }

            var (meeting, _) = await Meeting.Start(published, isPinned, screens);
            using (meeting)
            {
                await meeting.Edit(30);
                var calm = Quantiles.Of([.. await meeting.Edit(edits)]);
                await meeting.Clients.Ask(new("take") { Seconds = 30 });
                var busy = meeting.Application;
                rows.Add(Row($"{screens} screens", calm, Flood(busy, 1, flood), Flood(busy, 8, flood), Flood(busy, 32, flood)));
                await meeting.Edit(1);
                await meeting.Clients.Ask(new("take") { Seconds = 30 });
                await meeting.Clients.Ask(new("check"));
            }
        }

        report.Table(["", "an edit's answer, ms: median", "p99", "edits a second: 1 writer", "8 writers", "32 writers"], rows);
    }

    static string[] Row(string name, Quantiles calm, double one, double eight, double many) =>
        [name, Report.Milliseconds(calm.Median), Report.Milliseconds(calm.Count >= 500 ? calm.P99 : double.NaN), Report.Number(one), Report.Number(eight), Report.Number(many)];

    static Quantiles Calm(Application application, int edits)
    {
        var taken = new List<double>();
        for (var i = 0; i < edits; i++)
        {
            taken.Add(application.Edit().Took.TotalMicroseconds);
            Thread.Sleep(10);
        }

        return Quantiles.Of([.. taken]);
    }

    /// <summary>Each writer sends its next edit when the one before is answered.</summary>
    static double Flood(Application application, int writers, TimeSpan time)
    {
        var (total, begun) = (0, Stopwatch.GetTimestamp());
        Thread[] threads =
        [
            .. Enumerable.Range(0, writers).Select(writer => new Thread(() =>
            {
                using var line = application.Line();
                for (var i = 0; Stopwatch.GetElapsedTime(begun) < time; i++)
                {
                    line.Put("/api/figures", Application.Body((writer * 7) + i));
                    Interlocked.Increment(ref total);
                }
            })),
        ];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return total / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }
}
