using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Reports.Review;

namespace NgoDashboard.Live.Imports;

/// <summary>A review compared with an operator's own draft, so that the import cannot replace a prepared edit unnoticed. Pure.</summary>
/// <param name="Review">Lines that would replace a prepared edit are doubtful, so that the operator must accept each of them.</param>
/// <param name="DraftConflicts">Edits in the draft whose value differs from the review's.</param>
public sealed record ReviewAgainstDraft(ReportReview Review, IReadOnlyDictionary<FigureKey, Edit> DraftConflicts)
{
    public static ReviewAgainstDraft Create(ReportReview review, Draft draft)
    {
        var conflicts = FindConflicts(review, draft);
        return new(conflicts.Count == 0 ? review : review with { Lines = [.. review.Lines.Select(WithConflict)] }, conflicts);

        ReviewLine WithConflict(ReviewLine line) =>
            line is { State: ReviewLineState.New or ReviewLineState.Changed, Key: { } key } && conflicts.ContainsKey(key)
                ? line with { State = ReviewLineState.Doubtful }
                : line;
    }

    /// <summary>
    /// What the operator decides about when accepting a line. With another value, or instead of another edit, it is another decision.
    /// </summary>
    public (ReviewLineState State, FigureKey? Key, Quantity? Value, Qualifier Qualifier, long? CurrentVersion, Edit? Replaced) GetIdentity(
        ReviewLine line) =>
        (
            line.State,
            line.Key,
            line.Value,
            line.Qualifier,
            line.CurrentStatement?.Version,
            line.Key is { } key ? DraftConflicts.GetValueOrDefault(key) : null);

    /// <summary>Whether the other review asks the same decisions in the same order.</summary>
    public bool HasSameLines(ReviewAgainstDraft other) =>
        Review.Lines.Select(GetIdentity).SequenceEqual(other.Review.Lines.Select(other.GetIdentity));

    static Dictionary<FigureKey, Edit> FindConflicts(ReportReview review, Draft draft)
    {
        var edits = draft.Edits.ToLookup(edit => edit.Key);
        var conflicts = new Dictionary<FigureKey, Edit>();
        foreach (var line in review.Lines)
        {
            if (line.Key is { } key && edits[key].LastOrDefault() is { } edit && !IsSame(edit, line))
                conflicts[key] = edit;
        }

        return conflicts;
    }

    static bool IsSame(Edit edit, ReviewLine line) =>
        edit is Restatement restatement && restatement.Value == line.Value && restatement.Qualifier == line.Qualifier;
}
