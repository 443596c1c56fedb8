using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Faults.Scenarios;

/// <summary>A kind of fault that is inflicted on a published application from outside.</summary>
interface IFaultScenario
{
    string Name { get; }

    Task Run(FaultContext context);
}

/// <summary>
/// Context of a scenario; collects its report until the scenario has ended, because scenarios of a quick run are concurrent.
/// </summary>
/// <param name="seed">Seed of all random choices: the same number repeats the same faults.</param>
sealed class FaultContext(PublishedApplication published, bool isQuick, int seed)
{
    readonly List<Action<BenchReport>> reportActions = [];
    readonly List<Action<Goals>> goalActions = [];

    public PublishedApplication Published => published;

    public int Seed => seed;

    public void AddHeading(string title) => reportActions.Add(report => report.WriteHeading(title));

    public void AddLine(string line) => reportActions.Add(report => report.WriteLine(line));

    public void AddTable(string[] heads, IEnumerable<string[]> rows)
    {
        var all = rows.ToArray();
        reportActions.Add(report => report.WriteTable(heads, all));
    }

    public void AddGoal(string what, string limitText, double measured, double limit, string unit) =>
        goalActions.Add(goals => goals.Add(what, limitText, measured, limit, unit));

    /// <summary>A goal of no occurrences.</summary>
    public void ExpectNone(string what, int found) => goalActions.Add(goals => goals.AddCount(what, found));

    public void ExpectAll(string what, int reached, int all) =>
        goalActions.Add(goals => goals.AddCount(what + ": missing", all - reached, unit: $"of {all}"));

    /// <summary>A time that is meaningful only without concurrent scenarios: in a quick run the limit is five times as high.</summary>
    public void AddTimeGoal(string what, TimeSpan measured, TimeSpan limit)
    {
        var most = isQuick ? 5 * limit : limit;
        AddGoal(what, $"{BenchReport.FormatNumber(most.TotalMilliseconds)} ms", measured.TotalMilliseconds, most.TotalMilliseconds, "ms");
    }

    public void WriteTo(BenchReport report, Goals goals)
    {
        reportActions.ForEach(write => write(report));
        goalActions.ForEach(add => add(goals));
    }
}
