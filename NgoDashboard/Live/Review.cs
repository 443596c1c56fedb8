using System.Collections.Immutable;
using NgoDashboard.Figures;
using NgoDashboard.Language;

namespace NgoDashboard.Live;

/// <summary>One thing to think about before a take, and the figure to look at.</summary>
public sealed record Doubt(FigureKey Key, Finding Finding)
{
    public string Sentence(Reference reference) => $"{Names.Of(Key, reference)}: {Finding.Sentence(reference)}";
}

/// <summary>What the desk is told before it takes a draft. Pure.</summary>
public static class Review
{
    /// <summary>Doubts only; what cannot be taken at all is for the rules to say.</summary>
    public static IReadOnlyList<Doubt> Of(OnAir newest, Draft draft)
    {
        var before = newest.Snapshot;
        var questions = EditRules.Check(before, [.. draft.Edits.Select(edit => edit with { IsAccepted = false })]);
        if (questions.Any(list => list.Any(finding => !finding.IsQuestion)))
            return [];
        var (after, _) = before.Apply(draft.Edits, newest.Version + 1, DateOnly.MinValue, "");
        return
        [
            .. draft.Edits.SelectMany((edit, i) => questions[i].Concat(OfFigure(before, after, edit.Key)).Select(finding => new Doubt(edit.Key, finding))),
            .. OfTotals(newest, after, draft),
        ];
    }

    static IEnumerable<Finding> OfFigure(Snapshot before, Snapshot after, FigureKey key)
    {
        var now = after.Stated(key)!;
        if (before.Stated(key) is { } old && old.Value.Unit != now.Value.Unit)
            yield return new(FindingKind.UnitChanges, "unit", old.Value, now.Value);

        // What the desk types differs from what was published: that is what a correction is. Two publications that differ are another
        // matter, until the desk has decided once.
        if (before.Stated(key) is null or { ByDesk: true } || !now.ByDesk)
            yield break;
        Statement[] published = [.. after.Find(key)!.Statements.Where(statement => !statement.ByDesk)];
        if (published.FirstOrDefault(one => one.Value != published[0].Value && one.Value.Unit == published[0].Value.Unit) is { } other)
            yield return new(FindingKind.SourcesDisagree, "value", published[0].Value, published[0].Source.Publisher, other.Value, other.Source.Publisher);
    }

    /// <summary>Totals that were read out, and become others because of their parts.</summary>
    static IEnumerable<Doubt> OfTotals(OnAir newest, Snapshot after, Draft draft)
    {
        if (draft.Edits.IsEmpty)
            return [];
        var edited = draft.Edits.Select(edit => edit.Key).ToHashSet();
        return newest.ReadOut.Where(key => !edited.Contains(key) && edited.Any(part => part.Period == key.Period))
            .Select(key => (Key: key, Before: newest.Snapshot.Total(key), After: after.Total(key)))
            .Where(total => total.Before.Value is not null && total.Before.Value != total.After.Value)
            .OrderBy(total => total.Key.ToString(), StringComparer.Ordinal)
            .Select(total => new Doubt(total.Key, total.After.Value is { } now
                ? new(FindingKind.TotalChanges, "value", total.Before.Value!.Value, now)
                : new(FindingKind.TotalVanishes, "value", total.Before.Value!.Value)));
    }
}
