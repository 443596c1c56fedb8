namespace NgoDashboard.Bench.Measuring;

/// <summary>What is to be reached, as ratios of one run, and what was.</summary>
sealed class Goals(BenchReport report)
{
    readonly List<string[]> rows = [];

    /// <summary>How many are not reached; where nothing was measured, nothing was missed.</summary>
    public int MissedCount { get; private set; }

    /// <param name="limitText">At most so much.</param>
    /// <param name="measured">Not a number where nothing was measured.</param>
    public void Add(string name, string limitText, double measured, double limit, string unit = "×")
    {
        // One in so many reads better than a small number.
        var text = double.IsNaN(measured) ? "not measured" : unit == "1/" ? $"1/{BenchReport.FormatNumber(1 / measured)}" : $"{BenchReport.FormatNumber(measured)} {unit}";
        MissedCount += measured > limit ? 1 : 0;
        rows.Add([name, limitText, text, double.IsNaN(measured) ? "–" : measured <= limit ? "reached" : "NOT reached"]);
    }

    /// <summary>Of what can be counted, and none or few of which may be found.</summary>
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
