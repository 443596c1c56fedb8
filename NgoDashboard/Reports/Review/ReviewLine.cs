using System.Collections.Immutable;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Review;

/// <summary>The effect that a line of a report would have on the figures.</summary>
public enum ReviewLineState
{
    /// <summary>Not taken, whatever the desk answers: there is no number, or no figure to which it belongs.</summary>
    [Code("refused")] Refused,

    /// <summary>Waits for an answer.</summary>
    [Code("asked")] AwaitingAnswer,

    /// <summary>Taken only if the desk accepts it.</summary>
    [Code("doubtful")] Doubtful,
    [Code("changed")] Changed,
    [Code("new")] New,
    [Code("unchanged")] Unchanged,
}

/// <summary>The states in the order of the review: what needs a decision first.</summary>
public static class ReviewLineStates
{
    public static readonly ImmutableArray<ReviewLineState> All =
    [
        ReviewLineState.Refused, ReviewLineState.AwaitingAnswer, ReviewLineState.Doubtful, ReviewLineState.Changed, ReviewLineState.New,
        ReviewLineState.Unchanged,
    ];
}

/// <summary>One line of the review.</summary>
/// <param name="Key">Null if the row could not be read that far.</param>
/// <param name="CurrentStatement">The adopted statement of the figure; null if there is none.</param>
public sealed record ReviewLine(
    ReviewLineState State, string File, CellReference Location, FigureKey? Key, Quantity? Value, Qualifier Qualifier,
    Statement? CurrentStatement, string WrittenText, int SummedRowCount, ImmutableArray<ReportFinding> Findings)
{
    /// <summary>New value minus current value, in the unit of the new one; null if they cannot be compared.</summary>
    public Quantity? Difference(ReferenceData reference) =>
        Value is { } now && Key is { } key
        && CurrentStatement?.Value.ConvertTo(now.Unit, reference.VndPerUsd(key.Period.To.Year)) is { } then
        ? new Quantity(now.MinorUnits - then.MinorUnits, now.Unit) : null;
}
