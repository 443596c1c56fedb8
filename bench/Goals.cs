namespace NgoDashboard.Bench;

/// <summary>What is to be reached, as ratios of one run, and what was.</summary>
sealed class Goals(Report report)
{
    readonly List<string[]> rows = [];

    /// <summary>How many are not reached; where nothing was measured, nothing was missed.</summary>
    public int Missed { get; private set; }

    /// <param name="most">At most so much.</param>
    /// <param name="measured">Not a number where nothing was measured.</param>
    public void Add(string what, string most, double measured, double limit, string unit = "×")
    {
        // One in so many reads better than a small number.
        var text = double.IsNaN(measured) ? "not measured" : unit == "1/" ? $"1/{Report.Number(1 / measured)}" : $"{Report.Number(measured)} {unit}";
        Missed += measured > limit ? 1 : 0;
        rows.Add([what, most, text, double.IsNaN(measured) ? "–" : measured <= limit ? "reached" : "NOT reached"]);
    }

    /// <summary>Of what can be counted, and none or few of which may be found.</summary>
    public void AddCount(string what, int found, int limit = 0, string unit = "")
    {
        Missed += found > limit ? 1 : 0;
        rows.Add([what, limit == 0 ? "none" : $"{limit}", $"{found} {unit}".TrimEnd(), found <= limit ? "reached" : "NOT reached"]);
    }

    public void Tell()
    {
        report.Head("The goals");
        report.Table(["", "goal: at most", "measured", ""], rows);
    }
}
