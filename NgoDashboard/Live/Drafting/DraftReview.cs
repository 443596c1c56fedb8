using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.State;

namespace NgoDashboard.Live.Drafting;

/// <summary>A finding that the operator should consider before a take.</summary>
/// <param name="Key">The figure that it is about; null where it is about none, but about a rate.</param>
public sealed record Doubt(FigureKey? Key, Finding Finding)
{
    public string ToSentence(ReferenceData reference, DisplayLanguage language) => Key is { } key
        ? $"{language.DisplayNames.ForFigure(key, reference)}: {Finding.ToSentence(reference, language)}"
        : Finding.ToSentence(reference, language);
}

/// <summary>Finds the doubts that the desk shows before it takes a draft. Pure.</summary>
public static class DraftReview
{
    /// <summary>Empty where the rules reject the draft: then <see cref="EditRules"/> has the findings.</summary>
    public static IReadOnlyList<Doubt> FindDoubts(BriefingState newest, Draft draft)
    {
        var before = newest.Snapshot;
        var questions = EditRules.CheckEdits(before, [.. draft.Edits.Select(edit => edit with { IsAccepted = false })]);
        if (questions.Any(list => list.Any(finding => !finding.IsDoubt)))
            return [];
        var (after, _) = before.ApplyEdits(draft.Edits, newest.Version + 1, DateOnly.MinValue, "");
        return
        [
            .. draft.Edits.SelectMany((edit, i) => questions[i].Concat(DoubtsOfFigure(before, after, edit.Key))
                .Select(finding => new Doubt(edit.Key, finding))),
            .. DoubtsOfTotals(newest, after, draft),
        ];
    }

    static IEnumerable<Finding> DoubtsOfFigure(Snapshot before, Snapshot after, FigureKey key)
    {
        var now = after.FindAdopted(key)!;
        if (before.FindAdopted(key) is { } old && old.Value.Unit != now.Value.Unit)
            yield return new(FindingKind.UnitChanges, "unit", old.Value, now.Value);

        // A value typed at the desk differs from the published one on purpose: that is a correction. Two publications that disagree are a
        // doubt, until the desk has decided once.
        if (before.FindAdopted(key) is null or { IsFromDesk: true } || !now.IsFromDesk)
            yield break;
        Statement[] published = [.. after.FindFigure(key)!.Statements.Where(statement => !statement.IsFromDesk)];
        if (published is not [var first, ..])
            yield break;
        if (published.FirstOrDefault(one => one.Value != first.Value && one.Value.Unit == first.Value.Unit) is { } other)
        {
            yield return new(
                FindingKind.SourcesDisagree, "value", first.Value, first.Source.Publisher, other.Value, other.Source.Publisher);
        }
    }

    /// <summary>Totals that were on air in this meeting, and change although only a part of them is edited.</summary>
    static IEnumerable<Doubt> DoubtsOfTotals(BriefingState newest, Snapshot after, Draft draft)
    {
        if (draft.Edits.IsEmpty)
            return [];
        var edited = draft.Edits.Select(edit => edit.Key).ToHashSet();
        return DoubtsOfTotals(
            newest, after, newest.TotalsOnAir.Where(key => !edited.Contains(key) && edited.Any(part => part.Period == key.Period)));
    }

    /// <summary>Those of the totals that become others, or are not published any more.</summary>
    internal static IEnumerable<Doubt> DoubtsOfTotals(BriefingState newest, Snapshot after, IEnumerable<FigureKey> totals) =>
        totals.Select(key => (Key: key, Before: newest.Snapshot.GetTotal(key), After: after.GetTotal(key)))
            .Where(total => total.Before.Value is not null && total.Before.Value != total.After.Value)
            // A rate follows from two totals: the operator changes it by editing one of them, or gets the doubt about the total itself.
            .Where(total => total.Key.Measure != Measure.DisbursementRate || total.After.Value is null)
            .OrderBy(total => total.Key.ToKeyString(), StringComparer.Ordinal)
            .Select(total => new Doubt(total.Key, total.After.Value is { } now
                ? new(FindingKind.TotalChanges, "value", total.Before.Value!.Value, now)
                : new(FindingKind.TotalDisappears, "value", total.Before.Value!.Value)));
}
