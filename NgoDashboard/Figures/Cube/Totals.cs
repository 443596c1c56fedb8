using System.Collections.Immutable;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.Cube;

/// <summary>
/// What a place of the cube shows: the stated figure; else, for an additive measure, the sum of its stated parts; else nothing.
/// Pure functions of a snapshot.
/// </summary>
public static class Totals
{
    extension(Snapshot snapshot)
    {
        public Total GetTotal(FigureKey key) =>
            snapshot.FindAdopted(key) is { } statement
                ? Figures.Cube.Total.FromStatement(statement)
                : snapshot.TotalsCache.GetOrAddTotal(key, snapshot, static (key, snapshot) => snapshot.ComputeTotal(key));

        /// <summary>On the way to a sum: only what is asked for is kept, not the hundreds of parts that it is added up from.</summary>
        Total GetPartTotal(FigureKey key) => snapshot.FindAdopted(key) is { } statement ? Figures.Cube.Total.FromStatement(statement) : snapshot.ComputeTotal(key);

        Total ComputeTotal(FigureKey key)
        {
            // A rate that was stated of a unit that did not merge is still its rate; a derived one is derived afresh.
            var rolledUp = snapshot.RollUpPredecessors(key);
            if (key.Measure == Measure.DisbursementRate)
                return rolledUp is { Kind: TotalKind.Stated } ? rolledUp : snapshot.DeriveDisbursementRate(key);
            if (rolledUp is { Value: not null })
                return rolledUp;
            return key.Measure.IsAdditive ? snapshot.SumOfParts(key) : Figures.Cube.Total.Unpublished;
        }

        /// <summary>The figure of each sector at this place, in the order of reading out.</summary>
        public IEnumerable<(Sector Sector, Total Total)> TotalsBySector(FigureKey whole) =>
            snapshot.Reference.Sectors.Select(sector => (sector, snapshot.GetTotal(whole with { Sector = sector.Id })));

        /// <summary>The figure of each province of one basis.</summary>
        public IEnumerable<(Province Province, Total Total)> TotalsByProvince(FigureKey whole, int basis) =>
            snapshot.Reference.ProvincesOnBasis(basis).Select(province => (province, snapshot.GetTotal(whole with { Province = province.Code })));

        /// <summary>
        /// Stated total − stated parts by sector, to be drawn as "chưa công bố". Null where the total is not stated or no part is
        /// known; negative where the parts exceed the whole, which the desk is warned of.
        /// </summary>
        public Quantity? RemainderBySector(FigureKey whole)
        {
            if (!whole.Measure.IsAdditive || snapshot.FindAdopted(whole) is not { } stated)
                return null;
            var parts = snapshot.Reference.Sectors
                .Select(sector => snapshot.FindAdopted(whole with { Sector = sector.Id }))
                .OfType<Statement>().Select(Figures.Cube.Total.FromStatement);
            var sum = PartSummation.SumParts(parts, snapshot.Reference.Sectors.Count, snapshot.VndPerUsd(whole.Period));
            return sum.Value?.ConvertTo(stated.Value.Unit, snapshot.VndPerUsd(whole.Period)) is { } known
                ? new Quantity(stated.Value.MinorUnits - known.MinorUnits, stated.Value.Unit)
                : null;
        }

        /// <summary>What part of the national figure it is; null where either is not, or only in part, known.</summary>
        public Share? ShareOfNation(FigureKey key)
        {
            var (part, whole) = (snapshot.GetTotal(key), snapshot.GetTotal(key with { Province = null }));
            if (key.Province is null || part.Kind == TotalKind.Partial || whole.Kind == TotalKind.Partial || whole.Value is not { MinorUnits: > 0 } all
                || part.Value?.ConvertTo(all.Unit, snapshot.VndPerUsd(key.Period)) is not { } some)
                return null;
            return new(100m * some.MinorUnits / all.MinorUnits, part.Qualifier == Qualifier.Exact && whole.Qualifier == Qualifier.Exact && part.Value.Value.Unit == all.Unit);
        }

        /// <summary>A sum over a longer window uses the rate of its last year.</summary>
        public decimal? VndPerUsd(Period period) => snapshot.Reference.VndPerUsd(period.To.Year);

        /// <summary>
        /// A figure of the 34 basis from those of its predecessors. Only money adds up across a merger (an organisation or a project
        /// may have worked in both); of a unit that did not merge, every measure carries over.
        /// </summary>
        Total? RollUpPredecessors(FigureKey key)
        {
            if (key.Province is not { IsCurrent: true } current)
                return null;
            var predecessors = snapshot.Reference.PredecessorsOf(current);
            if (predecessors.Count == 0 || (predecessors.Count > 1 && !key.Measure.IsMoney))
                return null;
            var parts = predecessors.Select(province => (province.Code, Total: snapshot.GetPartTotal(key with { Province = province.Code }))).ToArray();
            if (parts is [var only])
                return only.Total with { Predecessors = [only.Code] };
            return PartSummation.SumParts(parts.Select(part => part.Total), parts.Length, snapshot.VndPerUsd(key.Period)) with
            {
                Predecessors = [.. parts.Where(part => part.Total.Value is not null).Select(part => part.Code)],
            };
        }

        /// <summary>
        /// Along sectors or along provinces. Both sums are at most the whole, so where neither is complete the larger one says more.
        /// </summary>
        Total SumOfParts(FigureKey key)
        {
            // Campaigns, kinds of grant and channels are told by their own sources only: nothing adds up to them.
            if (key.Campaign is not null)
                return Figures.Cube.Total.Unpublished;
            var rate = snapshot.VndPerUsd(key.Period);
            var sums = new List<Total>(2);
            if (key.Sector is null)
            {
                var sectors = snapshot.Reference.Sectors;
                sums.Add(PartSummation.SumParts(sectors.Select(sector => snapshot.StatedOrSumOverProvinces(key with { Sector = sector.Id })), sectors.Count, rate));
            }

            if (key.Province is null)
                sums.Add(snapshot.SumOverProvinces(key));

            return sums.OrderByDescending(sum => sum.Kind == TotalKind.Summed)
                .ThenByDescending(sum => sum.Value?.ConvertTo(Unit.Usd, rate)?.MinorUnits ?? sum.Value?.MinorUnits ?? 0)
                .FirstOrDefault() ?? Figures.Cube.Total.Unpublished;
        }

        Total StatedOrSumOverProvinces(FigureKey key) =>
            snapshot.FindAdopted(key) is { } statement ? Figures.Cube.Total.FromStatement(statement)
            : key.Province is null ? snapshot.SumOverProvinces(key)
            : Figures.Cube.Total.Unpublished;

        /// <summary>The 34 basis once any of its units is stated for the period, else the 63 basis: never both, they overlap.</summary>
        Total SumOverProvinces(FigureKey key)
        {
            var current = snapshot.Reference.ProvincesOnBasis(ProvinceCode.CurrentBasis);
            var basis = current.Any(province => snapshot.IsStatedIn(key with { Province = province.Code })) ? ProvinceCode.CurrentBasis : ProvinceCode.OldBasis;
            var provinces = snapshot.Reference.ProvincesOnBasis(basis).ToArray();
            return PartSummation.SumParts(
                provinces.Select(province => snapshot.GetPartTotal(key with { Province = province.Code })), provinces.Length, snapshot.VndPerUsd(key.Period));
        }

        bool IsStatedIn(FigureKey key) =>
            snapshot.FindAdopted(key) is not null
            || (key.Sector is null && snapshot.Reference.Sectors.Any(sector => snapshot.FindAdopted(key with { Sector = sector.Id }) is not null));

        /// <summary>A rate of sums of some parts would mean nothing: both figures must be whole.</summary>
        Total DeriveDisbursementRate(FigureKey key)
        {
            var disbursed = snapshot.GetPartTotal(key with { Measure = Measure.Disbursed });
            var committed = snapshot.GetPartTotal(key with { Measure = Measure.Committed });
            if (disbursed.Kind is not (TotalKind.Stated or TotalKind.Summed) || committed.Kind is not (TotalKind.Stated or TotalKind.Summed))
                return Figures.Cube.Total.Unpublished;
            var (paid, promised) = (disbursed.Value!.Value, committed.Value!.Value);
            if (paid.ConvertTo(promised.Unit, snapshot.VndPerUsd(key.Period)) is not { } comparable || promised.MinorUnits == 0)
                return Figures.Cube.Total.Unpublished;
            // To a tenth of a percent, as rates are published: the figures behind it are rounded themselves.
            var tenths = decimal.Round(comparable.MinorUnits * 1_000m / promised.MinorUnits, MidpointRounding.AwayFromZero);
            return new(
                TotalKind.Derived,
                new Quantity((long)tenths * 10, Unit.Percent),
                disbursed.Qualifier == Qualifier.Exact && committed.Qualifier == Qualifier.Exact ? Qualifier.Exact : Qualifier.About,
                [.. disbursed.Statements, .. committed.Statements],
                IsConverted: paid.Unit != promised.Unit);
        }
    }
}

/// <summary>A part of the whole country's figure.</summary>
/// <param name="IsExact">Both are exact and in one currency.</param>
public readonly record struct Share(decimal Percent, bool IsExact);
