using NgoDashboard.Reports.Questions;

namespace NgoDashboard.Reports.Resolution;

/// <summary>What a step has found out: a value, or why there is none, or neither where the report says nothing.</summary>
readonly record struct Resolved<T>(T? Value, ReportFinding? Problem = null)
{
    public static implicit operator Resolved<T>(ReportFinding problem) => new(default, problem);

    public static implicit operator Resolved<T>(T? value) => new(value);
}
