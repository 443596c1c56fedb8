using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Figures.Edits;

/// <summary>Validates a list of edits before it becomes a version: errors are refused, doubts must be confirmed by the desk.</summary>
public static class EditRules
{
    /// <summary>A change by more than this factor, up or down, must be confirmed: wrong units and digits show as such jumps.</summary>
    public const int JumpFactor = 5;

    public const int MaxReasonLength = 500;

    /// <returns>The findings of each edit, in the order of the edits; an empty list for an edit without findings.</returns>
    public static IReadOnlyList<IReadOnlyList<Finding>> CheckEdits(Snapshot snapshot, IReadOnlyList<Edit> edits)
    {
        var findings = edits.Select(_ => new List<Finding>()).ToArray();
        var seen = new HashSet<FigureKey>();
        for (var i = 0; i < edits.Count; i++)
        {
            findings[i].AddRange(FindErrors(snapshot, edits[i]));
            if (!seen.Add(edits[i].Key))
                findings[i].Add(new(FindingKind.RepeatedKey, "from", edits[i].Key));
        }

        // Doubts are checked on the resulting snapshot, because the edits of one take may be consistent only together.
        if (findings.All(list => list.Count == 0))
        {
            var (next, _) = snapshot.ApplyEdits(edits, long.MaxValue, DateOnly.MinValue, "");
            var wholes = new Dictionary<FigureKey, Excess[]>();
            for (var i = 0; i < edits.Count; i++)
            {
                if (!edits[i].IsAccepted)
                    findings[i].AddRange(FindDoubts(snapshot, next, edits[i].Key, wholes));
            }
        }

        return findings;
    }

    static IEnumerable<Finding> FindErrors(Snapshot snapshot, Edit edit)
    {
        var key = edit.Key;
        var reference = snapshot.Reference;
        if (key.Province is { } province && reference.FindProvince(province) is null)
            yield return new(FindingKind.UnknownProvince, "province", province.ToString());
        Finding[] unknown =
        [
            .. key.Sector is { } sector ? KnownItems.FindUnknown(reference, ItemKind.Sector, sector, "sector") : [],
            .. key.Campaign is { } campaign ? KnownItems.FindUnknown(reference, ItemKind.Campaign, campaign, "campaign") : [],
        ];
        foreach (var finding in unknown)
            yield return finding;
        if (string.IsNullOrWhiteSpace(edit.Reason))
            yield return new(FindingKind.ReasonMissing, "reason");
        else if (edit.Reason.Length > MaxReasonLength)
            yield return new(FindingKind.ReasonTooLong, "reason", MaxReasonLength);
        foreach (var (field, text) in DisplayedTexts(edit))
        {
            // A missing reason has its own finding above.
            if (!string.IsNullOrWhiteSpace(text) && !TextSanitizer.IsDisplayable(text))
                yield return new(FindingKind.ControlCharacter, field, field);
        }

        var figure = snapshot.FindFigure(key);
        if (edit is Restatement { Value: var value })
        {
            if (!key.Measure.AllowsUnit(value.Unit))
                yield return new(FindingKind.UnitDoesNotFit, "unit", value.Unit, key.Measure);
            if (value.MinorUnits < 0)
                yield return new(FindingKind.Negative, "value", value);
        }

        if (edit is Adoption adoption && figure?.Statements.Any(statement => statement.Id == adoption.StatementId) != true)
            yield return new(FindingKind.UnknownStatement, "value", adoption.StatementId);
        if (edit.ExpectedVersion is { } expected && figure is not null && figure.Version > expected)
            yield return new(FindingKind.Stale, "expectedVersion", figure);
    }

    /// <summary>The texts of an edit that screens, the record and files show verbatim.</summary>
    static IEnumerable<(string Field, string Text)> DisplayedTexts(Edit edit)
    {
        yield return ("reason", edit.Reason);
        if (edit is not Restatement { Source: { } source })
            yield break;
        foreach (var (field, text) in ((string, string?)[])
                 [("source", source.Publisher), ("source.title", source.Title), ("source.url", source.Url), ("source.date", source.Date)])
        {
            if (text is not null)
                yield return (field, text);
        }
    }

    static IEnumerable<Finding> FindDoubts(Snapshot before, Snapshot after, FigureKey key, Dictionary<FigureKey, Excess[]> wholes)
    {
        var now = after.FindAdopted(key)!;
        var rate = after.VndPerUsd(key.Period);
        if (before.FindAdopted(key) is { } old && IsJump(old.Value, now.Value, rate))
            yield return new(FindingKind.Jump, "value", old.Value, now.Value);

        if (key.Measure is Measure.Disbursed or Measure.Committed)
        {
            var disbursed = after.FindAdopted(key with { Measure = Measure.Disbursed });
            var committed = after.FindAdopted(key with { Measure = Measure.Committed });
            if (disbursed is not null && committed is not null
                && Exceeds(disbursed.Value, committed.Value, after.Reference.NearestVndPerUsd(key.Period.To.Year)))
                yield return new(FindingKind.DisbursedOverCommitted, "value", disbursed.Value, committed.Value);
        }

        foreach (var excess in Reconciliation.FindExcessesAround(after, key, wholes))
            yield return new(FindingKind.PartOverWhole, "value", excess.PartsValue, excess.WholeValue, excess.Whole);
    }

    // Another currency in a year without a rate must be confirmed too: typically dollars were entered where đồng were meant.
    static bool IsJump(Quantity old, Quantity value, decimal? rate) =>
        value.ConvertTo(old.Unit, rate) is not { } comparable
        || (Int128)comparable.MinorUnits > (Int128)old.MinorUnits * JumpFactor
        || (Int128)comparable.MinorUnits * JumpFactor < old.MinorUnits;

    /// <param name="rate">The nearest year's rate: an unnecessary confirmation is cheaper than a missed error in the newest year.</param>
    static bool Exceeds(Quantity value, Quantity limit, decimal? rate) =>
        value.ConvertTo(limit.Unit, rate) is { } comparable && comparable.MinorUnits > limit.MinorUnits;
}
