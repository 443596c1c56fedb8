namespace NgoDashboard.Bench.Measuring;

/// <summary>Goals and the measured values. Most goals are ratios within one run, because absolute times depend on the machine.</summary>
sealed class Goals(BenchReport report)
{
    readonly List<string[]> rows = [];

    /// <summary>Number of missed goals; a goal that was not measured is not missed.</summary>
    public int MissedCount { get; private set; }

    /// <param name="limitText">The limit as text.</param>
    /// <param name="measured">NaN if it was not measured.</param>
    /// <param name="limit">The highest value that reaches the goal.</param>
    public void Add(string name, string limitText, double measured, double limit, string unit = "×")
    {
        // "1/8" reads better than 0.125.
        var text = double.IsNaN(measured) ? "not measured"
            : unit == "1/" ? $"1/{BenchReport.FormatNumber(1 / measured)}"
            : $"{BenchReport.FormatNumber(measured)} {unit}";
        MissedCount += measured > limit ? 1 : 0;
        rows.Add([name, limitText, text, double.IsNaN(measured) ? "–" : measured <= limit ? "reached" : "NOT reached"]);
    }

    /// <summary>A goal of at most <paramref name="limit"/> occurrences.</summary>
    public void AddCount(string name, int found, int limit = 0, string unit = "")
    {
        MissedCount += found > limit ? 1 : 0;
        rows.Add([name, limit == 0 ? "none" : $"{limit}", $"{found} {unit}".TrimEnd(), found <= limit ? "reached" : "NOT reached"]);
    }

    public void WriteReport()
    {
        report.WriteHeading("The goals");
        report.WriteTable(["", "goal: at most", "measured", ""], rows);
    }
}
