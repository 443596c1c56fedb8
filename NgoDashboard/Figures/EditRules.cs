namespace NgoDashboard.Figures;

/// <summary>What is refused, and what the desk is asked first, before a list of edits becomes a version.</summary>
public static class EditRules
{
    /// <summary>A change by more than this factor, up or down, is asked about: it is how units and digits slip.</summary>
    public const int JumpFactor = 5;

    public const int LongestReason = 500;

    /// <returns>For each edit what was found, in its order; empty lists where nothing was.</returns>
    public static IReadOnlyList<IReadOnlyList<Finding>> Check(Snapshot snapshot, IReadOnlyList<Edit> edits)
    {
        var findings = edits.Select(_ => new List<Finding>()).ToArray();
        var seen = new HashSet<FigureKey>();
        for (var i = 0; i < edits.Count; i++)
        {
            findings[i].AddRange(Refusals(snapshot, edits[i]));
            if (!seen.Add(edits[i].Key))
                findings[i].Add(new(FindingKind.RepeatedKey, "from", edits[i].Key));
        }

        // Questions are asked of what would be there: several edits of one take may only fit together.
        if (findings.All(list => list.Count == 0))
        {
            var (next, _) = snapshot.Apply(edits, long.MaxValue, DateOnly.MinValue, "");
            var wholes = new Dictionary<FigureKey, Excess[]>();
            for (var i = 0; i < edits.Count; i++)
            {
                if (!edits[i].IsAccepted)
                    findings[i].AddRange(Questions(snapshot, next, edits[i].Key, wholes));
            }
        }

        return findings;
    }

    static IEnumerable<Finding> Refusals(Snapshot snapshot, Edit edit)
    {
        var key = edit.Key;
        var reference = snapshot.Reference;
        if (key.Province is { } province && reference.Province(province) is null)
            yield return new(FindingKind.UnknownProvince, "province", province.ToString());
        if (key.Sector is { } sector && reference.Sector(sector) is null)
            yield return new(FindingKind.UnknownSector, "sector", sector);
        if (key.Campaign is { } campaign && reference.Campaign(campaign) is null)
            yield return new(FindingKind.UnknownCampaign, "campaign", campaign);
        if (string.IsNullOrWhiteSpace(edit.Reason))
            yield return new(FindingKind.ReasonMissing, "reason");
        else if (edit.Reason.Length > LongestReason)
            yield return new(FindingKind.ReasonTooLong, "reason", LongestReason);
        foreach (var (field, text) in Texts(edit))
        {
            // Where there is no reason, that is all there is to say.
            if (!string.IsNullOrWhiteSpace(text) && !PlainText.IsAllowed(text))
                yield return new(FindingKind.ControlCharacter, field, field);
        }

        var figure = snapshot.Find(key);
        if (edit is Restatement { Value: var value })
        {
            if (!key.Measure.Fits(value.Unit))
                yield return new(FindingKind.UnitDoesNotFit, "unit", value.Unit, key.Measure);
            if (value.Minor < 0)
                yield return new(FindingKind.Negative, "value", value);
        }

        if (edit is Adoption adoption && figure?.Statements.Any(statement => statement.Id == adoption.StatementId) != true)
            yield return new(FindingKind.UnknownStatement, "value", adoption.StatementId);
        if (edit.ExpectedVersion is { } expected && figure is not null && figure.Version > expected)
            yield return new(FindingKind.Stale, "expectedVersion", figure);
    }

    /// <summary>What of an edit is shown as it was written: on screens, in the record, in files.</summary>
    static IEnumerable<(string Field, string Text)> Texts(Edit edit)
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

    static IEnumerable<Finding> Questions(Snapshot before, Snapshot after, FigureKey key, Dictionary<FigureKey, Excess[]> wholes)
    {
        var now = after.Stated(key)!;
        var rate = after.Rate(key.Period);
        if (before.Stated(key) is { } old && IsJump(old.Value, now.Value, rate))
            yield return new(FindingKind.Jump, "value", old.Value, now.Value);

        if (key.Measure is Measure.Disbursed or Measure.Committed)
        {
            var disbursed = after.Stated(key with { Measure = Measure.Disbursed });
            var committed = after.Stated(key with { Measure = Measure.Committed });
            if (disbursed is not null && committed is not null && Exceeds(disbursed.Value, committed.Value, after.Reference.NearestVndPerUsd(key.Period.To.Year)))
                yield return new(FindingKind.DisbursedOverCommitted, "value", disbursed.Value, committed.Value);
        }

        foreach (var excess in Reconciliation.Around(after, key, wholes))
            yield return new(FindingKind.PartOverWhole, "value", excess.Parts, excess.Value, excess.Whole);
    }

    // Another currency in a year without a rate is asked about too: that is how dollars are written where đồng were meant.
    static bool IsJump(Quantity old, Quantity value, decimal? rate) =>
        value.In(old.Unit, rate) is not { } comparable
        || ((Int128)comparable.Minor > (Int128)old.Minor * JumpFactor || (Int128)comparable.Minor * JumpFactor < old.Minor);

    /// <param name="rate">Of the nearest year that has one: a question too many costs less than none about a newest year.</param>
    static bool Exceeds(Quantity value, Quantity limit, decimal? rate) => value.In(limit.Unit, rate) is { } comparable && comparable.Minor > limit.Minor;
}
