using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Meeting.Inbox;

namespace NgoDashboard.Live.Inbox;

/// <summary>What an amendment would change beside its own figure.</summary>
/// <param name="Totals">The totals that the amendment would change.</param>
/// <param name="Contradictions">Totals that would become less than the sum of their parts.</param>
public sealed record AmendmentEffects(IReadOnlyList<TotalEffect> Totals, IReadOnlyList<Doubt> Contradictions)
{
    /// <summary>The effects of taking the amendment now; empty where the rules reject it. Pure.</summary>
    public static AmendmentEffects Calculate(Snapshot before, Amendment amendment)
    {
        var key = amendment.Key;
        var restatement = new Restatement(key, amendment.Value, amendment.Qualifier, null, amendment.Reason);
        if (EditRules.CheckEdits(before, [restatement with { IsAccepted = true }])[0].Count > 0)
            return new([], []);
        var (after, _) = before.ApplyEdits([restatement], long.MaxValue, DateOnly.MinValue, "");
        var knownExcesses = Reconciliation.FindExcessesAround(before, key).ToHashSet();
        return new(
            [
                .. EnclosingKeys(before.Reference, key).SelectMany(WithRate).Distinct().Where(total => total != key)
                    .Select(total => new TotalEffect(total, before.GetTotal(total), after.GetTotal(total)))
                    .Where(effect => effect.Before.Value != effect.After.Value || effect.Before.Kind != effect.After.Kind),
            ],
            [
                .. Reconciliation.FindExcessesAround(after, key).Where(excess => !knownExcesses.Contains(excess))
                    .Select(excess => new Doubt(
                        excess.Whole,
                        new Finding(FindingKind.PartOverWhole, "value", excess.PartsValue, excess.WholeValue, excess.Whole))),
            ]);
    }

    /// <summary>The keys of the place, of its successor province and of the country, each for the sector and for all sectors.</summary>
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
