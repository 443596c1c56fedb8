namespace NgoDashboard.Figures;

/// <summary>One line of the record: a change as it was written, without its sources.</summary>
/// <param name="After">Null where a take was taken back and nothing had been stated before it.</param>
public sealed record PastChange(
    long Version, DateTimeOffset At, string Who, FigureKey Key, Quantity? Before, Qualifier? QualifierBefore, Quantity? After,
    Qualifier QualifierAfter, string Reason, bool IsCorrection = false);
