using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Faults;

/// <summary>One kind of fault, done to a published application from outside.</summary>
interface IFaultPart
{
    string Name { get; }

    Task Run(FaultContext context);
}

/// <summary>
/// What a part needs, and what it has to say: held until the part has ended, because parts of a quick run work beside each other.
/// </summary>
/// <param name="seed">Of all that is drawn: the same faults again for the same number.</param>
sealed class FaultContext(Published published, bool isQuick, int seed)
{
    readonly List<Action<Report>> said = [];
    readonly List<Action<Goals>> judged = [];

    public Published Published => published;

    public int Seed => seed;

    public void Head(string title) => said.Add(report => report.Head(title));

    public void Say(string line) => said.Add(report => report.Say(line));

    public void Table(string[] heads, IEnumerable<string[]> rows)
    {
        var all = rows.ToArray();
        said.Add(report => report.Table(heads, all));
    }

    public void Goal(string what, string most, double measured, double limit, string unit) =>
        judged.Add(goals => goals.Add(what, most, measured, limit, unit));

    /// <summary>A goal of which nothing may be found.</summary>
    public void None(string what, int found) => judged.Add(goals => goals.AddCount(what, found));

    public void All(string what, int reached, int all) =>
        judged.Add(goals => goals.AddCount(what + ": missing", all - reached, unit: $"of {all}"));

    /// <summary>A time that says something only where nothing else is run beside it: in a quick run, five times as long will do.</summary>
    public void Time(string what, TimeSpan measured, TimeSpan limit)
    {
        var most = isQuick ? 5 * limit : limit;
        Goal(what, $"{Report.Number(most.TotalMilliseconds)} ms", measured.TotalMilliseconds, most.TotalMilliseconds, "ms");
    }

    public void Tell(Report report, Goals goals)
    {
        said.ForEach(tell => tell(report));
        judged.ForEach(judge => judge(goals));
    }
}
