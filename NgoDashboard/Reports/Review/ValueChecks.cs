using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;

namespace NgoDashboard.Reports.Review;

/// <summary>What is doubtful about a value beside what is known: slips of the unit, jumps, and what no province can have.</summary>
static class ValueChecks
{
    /// <summary>
    /// Probable unit mistakes: a factor of 1,000 or 1,000,000, or the exchange rate. Compared with the figure's current value, or with the
    /// adjacent year.
    /// </summary>
    public static IEnumerable<ReportFinding> FindUnitSlips(ReportedValue claim, Quantity? before, Quantity? near, decimal? rate)
    {
        if (!claim.Key.Measure.IsMoney || claim.Value.MinorUnits == 0)
            yield break;
        if ((before ?? near) is not { } compared || compared.ConvertTo(claim.Value.Unit, rate) is not { MinorUnits: > 0 } then)
            yield break;
        var ratio = (decimal)claim.Value.MinorUnits / then.MinorUnits;
        // A year differs more from the year before than a figure from its own correction.
        var leeway = before is null ? 3m : 1.25m;
        foreach (var factor in (decimal[])[1_000_000, 1_000])
        {
            if (IsNear(ratio, factor, leeway) || IsNear(1 / ratio, factor, leeway))
            {
                yield return new(ReportFindingKind.UnitMistaken, claim.File, claim.Location, (int)factor, claim.Value, compared);
                yield break;
            }
        }

        if (rate is { } dong && (IsNear(ratio, dong, leeway) || IsNear(1 / ratio, dong, leeway)))
            yield return new(ReportFindingKind.CurrencyMistaken, claim.File, claim.Location, claim.Value, compared);
        else if (before is { } now && now.Unit != claim.Value.Unit)
            yield return new(ReportFindingKind.UnitChanges, claim.File, claim.Location, now, claim.Value);
    }

    /// <summary>
    /// Whether a new annual value is more than five times that of the adjacent year, or less than a fifth
    /// (<see cref="EditRules.JumpFactor"/>). Small values are ignored: a programme of a few thousand dollars that ends, or a second
    /// organisation, makes that factor without a mistake. So is the money of a relief campaign, because it belongs to its year.
    /// </summary>
    public static bool IsJump(ReportedValue claim, AdjacentYearFigure near, decimal? rate, ReferenceData reference)
    {
        var (key, value) = (claim.Key, claim.Value);
        if (key.Measure == Measure.DisbursementRate
            || (key.Campaign is { } campaign && reference.FindCampaign(campaign)?.Kind == CampaignKind.Campaign)
            || near.Value.ConvertTo(value.Unit, rate) is not { MinorUnits: > 0 } other || value.MinorUnits <= 0)
            return false;
        var (less, more) = (Math.Min(value.MinorUnits, other.MinorUnits), Math.Max(value.MinorUnits, other.MinorUnits));
        return (Int128)less * EditRules.JumpFactor < more && !IsSmall(new(more, value.Unit), key.Province, rate);
    }

    /// <summary>Whether the larger value is so small that one grant or one organisation more explains the jump.</summary>
    static bool IsSmall(Quantity larger, ProvinceCode? province, decimal? rate) => larger.Unit.IsMoney
        ? province is not null && larger.ConvertTo(Unit.Usd, rate) is { } dollars && dollars.WholeUnits < SmallAmountUsd
        : larger.WholeUnits < SmallCount;

    /// <summary>
    /// In US dollars. Grants of a province are some ten thousand dollars each, so a smaller annual sum may be a single grant.
    /// </summary>
    const int SmallAmountUsd = 50_000;

    const int SmallCount = 10;

    /// <summary>Flags figures of a merged province after the merger date: probably its successor was meant, or an earlier year.</summary>
    public static IEnumerable<ReportFinding> FindMergedProvince(ReportedValue claim, ReferenceData reference)
    {
        if (claim.Key.Province is { } code && claim.Key.Period.From >= ProvinceCode.MergerDate
            && reference.FindProvince(code)?.Successor is { } successor && reference.PredecessorsOf(successor).Count > 1)
            yield return new(ReportFindingKind.ProvinceMerged, claim.File, claim.Location, code, claim.Key.Period, successor);
    }

    static bool IsNear(decimal ratio, decimal factor, decimal leeway) => ratio > factor / leeway && ratio < factor * leeway;

    /// <summary>
    /// A value of a part that is larger than the whole country is always doubtful; one that is several times the largest province where
    /// nothing of its own is known to compare it with. A total that differs from a published figure is doubtful too.
    /// </summary>
    /// <param name="before">The adopted statement of the figure; null if there is none.</param>
    /// <param name="hasSlip">The value is doubtful as a slip of its unit already.</param>
    public static IEnumerable<ReportFinding> FindImplausible(
        ReportedValue claim, Statement? before, AdjacentYearFigure? adjacent, bool hasSlip, PlausibleRange range)
    {
        if (before is { IsFromDesk: false } && before.Value.Unit == claim.Value.Unit && before.Value != claim.Value
            && (claim.IsPrintedTotal || claim.SummedRowCount > 0))
            yield return new(ReportFindingKind.DiffersFromPublished, claim.File, claim.Location, claim.Value, before.Value,
                before.Source.Publisher);
        if (hasSlip)
            yield break;
        if (range.FindExceededNation(claim.Key, claim.Value) is { } whole)
            yield return new(ReportFindingKind.AboveNation, claim.File, claim.Location, claim.Value, whole.Value, whole.Key);
        else if (before is null && adjacent is null && range.FindExceededProvince(claim.Key, claim.Value) is { } largest)
            yield return new(ReportFindingKind.AboveProvinces, claim.File, claim.Location, claim.Value, largest.Value, largest.Key);
    }
}
