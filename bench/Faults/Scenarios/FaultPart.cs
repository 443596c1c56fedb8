using NgoDashboard.Bench.Measuring;
using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Faults.Scenarios;

/// <summary>One kind of fault, done to a published application from outside.</summary>
interface IFaultScenario
{
    string Name { get; }

    Task Run(FaultContext context);
}

/// <summary>
/// What a part needs, and what it has to say: held until the part has ended, because parts of a quick run work beside each other.
/// </summary>
/// <param name="seed">Of all that is drawn: the same faults again for the same number.</param>
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

    /// <summary>A goal of which nothing may be found.</summary>
    public void ExpectNone(string what, int found) => goalActions.Add(goals => goals.AddCount(what, found));

    public void ExpectAll(string what, int reached, int all) =>
        goalActions.Add(goals => goals.AddCount(what + ": missing", all - reached, unit: $"of {all}"));

    /// <summary>A time that says something only where nothing else is run beside it: in a quick run, five times as long will do.</summary>
    public void AddTimeGoal(string what, TimeSpan measured, TimeSpan limit)
    {
        var most = isQuick ? 5 * limit : limit;
        AddGoal(what, $"{BenchReport.FormatNumber(most.TotalMilliseconds)} ms", measured.TotalMilliseconds, most.TotalMilliseconds, "ms");
    }

    public void WriteTo(BenchReport report, Goals goals)
    {
        reportActions.ForEach(tell => tell(report));
        goalActions.ForEach(judge => judge(goals));
    }
}
