namespace NgoDashboard.Figures;

/// <summary>One line of the record: a change as it was written, without its sources.</summary>
public sealed record PastChange(
    long Version, DateTimeOffset At, string Who, FigureKey Key, Quantity? Before, Qualifier? QualifierBefore, Quantity After, Qualifier QualifierAfter,
    string Reason);
