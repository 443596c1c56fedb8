using System.Diagnostics;
using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;
using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Modes;

/// <summary>How long an edit takes until it is durable and answered, and how many edits a second are possible.</summary>
sealed class EditMode(PublishedApplication published, BenchReport report)
{
    public async Task Run(int count, int edits, TimeSpan flood, bool isPinned)
    {
        report.WriteHeading($"Edits, without screens and with {count}");
        var rows = new List<string[]>();
        foreach (var screens in (int[])[0, count])
        {
            if (screens == 0)
            {
                using var alone = await BriefingApplication.Start(published, BenchOptions.GetProcessorPins(isPinned).Server);
                for (var i = 0; i < 100; i++)
                    alone.PutNextFigure();
                rows.Add(CreateRow(
                    "no screens", MeasureAnswerTimes(alone, edits), MeasureEditsPerSecond(alone, 1, flood),
                    MeasureEditsPerSecond(alone, 8, flood), MeasureEditsPerSecond(alone, 32, flood)));
                continue;
            }

            var (meeting, _) = await ConnectedMeeting.Start(published, isPinned, screens);
            using (meeting)
            {
                await meeting.RunEdits(30);
                var calm = Quantiles.Compute([.. await meeting.RunEdits(edits)]);
                await meeting.Clients.SendOrThrow(new("take") { Seconds = 30 });
                var busy = meeting.Application;
                rows.Add(CreateRow(
                    $"{screens} screens", calm, MeasureEditsPerSecond(busy, 1, flood), MeasureEditsPerSecond(busy, 8, flood),
                    MeasureEditsPerSecond(busy, 32, flood)));
                await meeting.RunEdits(1);
                await meeting.Clients.SendOrThrow(new("take") { Seconds = 30 });
                await meeting.Clients.SendOrThrow(new("check"));
            }
        }

        report.WriteTable(["", "an edit's answer, ms: median", "p99", "edits a second: 1 writer", "8 writers", "32 writers"], rows);
    }

    static string[] CreateRow(string name, Quantiles answers, double oneWriter, double eightWriters, double manyWriters) =>
    [
        name,
        BenchReport.FormatMicrosecondsAsMs(answers.Median),
        BenchReport.FormatMicrosecondsAsMs(answers.Count >= 500 ? answers.P99 : double.NaN),
        BenchReport.FormatNumber(oneWriter),
        BenchReport.FormatNumber(eightWriters),
        BenchReport.FormatNumber(manyWriters),
    ];

    static Quantiles MeasureAnswerTimes(BriefingApplication application, int edits)
    {
        var taken = new List<double>();
        for (var i = 0; i < edits; i++)
        {
            taken.Add(application.PutNextFigure().Elapsed.TotalMicroseconds);
            Thread.Sleep(10);
        }

        return Quantiles.Compute([.. taken]);
    }

    /// <summary>Throughput of concurrent writers; each sends its next edit when the one before is answered.</summary>
    static double MeasureEditsPerSecond(BriefingApplication application, int writers, TimeSpan time)
    {
        var (total, begun) = (0, Stopwatch.GetTimestamp());
        Thread[] threads =
        [
            .. Enumerable.Range(0, writers).Select(writer => new Thread(() =>
            {
                using var line = application.OpenEditConnection();
                for (var i = 0; Stopwatch.GetElapsedTime(begun) < time; i++)
                {
                    line.PutEdit("/api/figures", BriefingApplication.CreateEditBody((writer * 7) + i));
                    Interlocked.Increment(ref total);
                }
            })),
        ];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return total / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }
}
