using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Meeting.Inbox;

namespace NgoDashboard.Live.Inbox;

/// <summary>What a wished value would do to a total.</summary>
public sealed record TotalEffect(FigureKey Key, Total Before, Total After);

/// <summary>What becomes of the totals, and which wholes would be less than their parts and are not now.</summary>
public sealed record AmendmentEffects(IReadOnlyList<TotalEffect> Totals, IReadOnlyList<Doubt> Contradictions)
{
    /// <summary>As if it were taken now. Pure.</summary>
    public static AmendmentEffects Calculate(Snapshot before, Amendment amendment)
    {
        var key = amendment.Key;
        var wish = new Restatement(key, amendment.Value, amendment.Qualifier, null, amendment.Reason);
        if (EditRules.CheckEdits(before, [wish with { IsAccepted = true }])[0].Count > 0)
            return new([], []);
        var (after, _) = before.ApplyEdits([wish], long.MaxValue, DateOnly.MinValue, "");
        var known = Reconciliation.FindExcessesAround(before, key).ToHashSet();
        return new(
            [
                .. EnclosingKeys(before.Reference, key).SelectMany(WithRate).Distinct().Where(total => total != key)
                    .Select(total => new TotalEffect(total, before.GetTotal(total), after.GetTotal(total)))
                    .Where(effect => effect.Before.Value != effect.After.Value || effect.Before.Kind != effect.After.Kind),
            ],
            [
                .. Reconciliation.FindExcessesAround(after, key).Where(excess => !known.Contains(excess))
                    .Select(excess => new Doubt(excess.Whole, new Finding(FindingKind.PartOverWhole, "value", excess.PartsValue, excess.WholeValue, excess.Whole))),
            ]);
    }

    /// <summary>All sectors of the place, the place's successor, the country: each with the sector and with all.</summary>
    static IEnumerable<FigureKey> EnclosingKeys(ReferenceData reference, FigureKey key)
    {
        ProvinceCode?[] places = [key.Province, key.Province is { } code ? reference.FindProvince(code)?.Successor : null, null];
        foreach (var place in places.Where((place, i) => place is not null || i == places.Length - 1))
        {
            yield return key with { Province = place };
            yield return key with { Province = place, Sector = null };
        }
    }

    static IEnumerable<FigureKey> WithRate(FigureKey key) =>
        key.Measure is Measure.Disbursed or Measure.Committed ? [key, key with { Measure = Measure.DisbursementRate }] : [key];
}
