using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.Cube;

/// <summary>
/// The value shown for a key: the stated figure; else, for an additive measure, the sum of its stated parts; else "not published".
/// Pure functions of a snapshot.
/// </summary>
public static class Totals
{
    extension(Snapshot snapshot)
    {
        public Total GetTotal(FigureKey key) =>
            snapshot.FindAdopted(key) is { } statement
                ? Total.FromStatement(statement)
                : snapshot.TotalsCache.GetOrAddTotal(key, snapshot, static (key, snapshot) => snapshot.ComputeTotal(key));

        /// <summary>As GetTotal, for a part of a sum. Not cached, because a sum has hundreds of parts that no page requests.</summary>
        Total GetPartTotal(FigureKey key) =>
            snapshot.FindAdopted(key) is { } statement ? Total.FromStatement(statement) : snapshot.ComputeTotal(key);

        Total ComputeTotal(FigureKey key)
        {
            // A stated rate carries over for a unit that did not merge; a derived rate is derived from the rolled-up figures.
            var rolledUp = snapshot.RollUpPredecessors(key);
            if (key.Measure == Measure.DisbursementRate)
                return rolledUp is { Kind: TotalKind.Stated } ? rolledUp : snapshot.DeriveDisbursementRate(key);
            if (rolledUp is { Value: not null })
                return rolledUp;
            return key.Measure.IsAdditive ? snapshot.SumOfParts(key) : Total.Unpublished;
        }

        /// <summary>The figure of each sector at this key, in reading-out order.</summary>
        public IEnumerable<(Sector Sector, Total Total)> TotalsBySector(FigureKey whole) =>
            snapshot.Reference.Sectors.Select(sector => (sector, snapshot.GetTotal(whole with { Sector = sector.Id })));

        /// <summary>The figure of each province of one basis.</summary>
        public IEnumerable<(Province Province, Total Total)> TotalsByProvince(FigureKey whole, int basis) =>
            snapshot.Reference.ProvincesOnBasis(basis)
                .Select(province => (province, snapshot.GetTotal(whole with { Province = province.Code })));

        /// <summary>
        /// Stated total − stated parts by sector, to be drawn as "chưa công bố". Null if the total is not stated or no part is known;
        /// negative if the parts exceed the whole, about which the desk is warned.
        /// </summary>
        public Quantity? RemainderBySector(FigureKey whole)
        {
            if (!whole.Measure.IsAdditive || snapshot.FindAdopted(whole) is not { } stated)
                return null;
            var parts = snapshot.Reference.Sectors
                .Select(sector => snapshot.FindAdopted(whole with { Sector = sector.Id }))
                .OfType<Statement>().Select(Total.FromStatement);
            var sum = PartSummation.SumParts(parts, snapshot.Reference.Sectors.Count, snapshot.VndPerUsd(whole.Period));
            return sum.Value?.ConvertTo(stated.Value.Unit, snapshot.VndPerUsd(whole.Period)) is { } known
                ? new Quantity(stated.Value.MinorUnits - known.MinorUnits, stated.Value.Unit)
                : null;
        }

        /// <summary>Its percentage of the national figure; null if either is unknown or only partially known.</summary>
        public Share? ShareOfNation(FigureKey key)
        {
            var (part, whole) = (snapshot.GetTotal(key), snapshot.GetTotal(key with { Province = null }));
            if (key.Province is null || part.Kind == TotalKind.Partial || whole.Kind == TotalKind.Partial
                || whole.Value is not { MinorUnits: > 0 } all
                || part.Value?.ConvertTo(all.Unit, snapshot.VndPerUsd(key.Period)) is not { } some)
                return null;
            var isExact = part.Qualifier == Qualifier.Exact && whole.Qualifier == Qualifier.Exact && part.Value.Value.Unit == all.Unit;
            return new(100m * some.MinorUnits / all.MinorUnits, isExact);
        }

        /// <summary>The rate of the year in which the period ends.</summary>
        public decimal? VndPerUsd(Period period) => snapshot.Reference.VndPerUsd(period.To.Year);

        /// <summary>
        /// Computes a figure of the 34 basis from those of its predecessors. Only money is summed across a merger, because an
        /// organisation or a project may have worked in both units; for a unit that did not merge, every measure carries over.
        /// </summary>
        Total? RollUpPredecessors(FigureKey key)
        {
            if (key.Province is not { IsCurrent: true } current)
                return null;
            var predecessors = snapshot.Reference.PredecessorsOf(current);
            if (predecessors.Count == 0 || (predecessors.Count > 1 && !key.Measure.IsMoney))
                return null;
            var parts = predecessors
                .Select(province => (province.Code, Total: snapshot.GetPartTotal(key with { Province = province.Code }))).ToArray();
            if (parts is [var only])
                return only.Total with { Predecessors = [only.Code] };
            return PartSummation.SumParts(parts.Select(part => part.Total), parts.Length, snapshot.VndPerUsd(key.Period)) with
            {
                Predecessors = [.. parts.Where(part => part.Total.Value is not null).Select(part => part.Code)],
            };
        }

        /// <summary>
        /// The sum over sectors or over provinces. Both are at most the whole, so if neither is complete the larger one is closer to it.
        /// </summary>
        Total SumOfParts(FigureKey key)
        {
            // Campaigns, kinds of grant and channels are stated by their own sources only and have no parts.
            if (key.Campaign is not null)
                return Total.Unpublished;
            var rate = snapshot.VndPerUsd(key.Period);
            var sums = new List<Total>(2);
            if (key.Sector is null)
            {
                var sectors = snapshot.Reference.Sectors;
                var parts = sectors.Select(sector => snapshot.StatedOrSumOverProvinces(key with { Sector = sector.Id }));
                sums.Add(PartSummation.SumParts(parts, sectors.Count, rate));
            }

            if (key.Province is null)
                sums.Add(snapshot.SumOverProvinces(key));

            // Without a rate of the year that of the nearest: it only chooses, and đồng would otherwise always beat dollars.
            var nearest = snapshot.Reference.NearestVndPerUsd(key.Period.To.Year);
            return sums.OrderByDescending(sum => sum.Kind == TotalKind.Summed)
                .ThenByDescending(sum => sum.Value?.ConvertTo(Unit.Usd, nearest)?.MinorUnits ?? sum.Value?.MinorUnits ?? 0)
                .FirstOrDefault() ?? Total.Unpublished;
        }

        Total StatedOrSumOverProvinces(FigureKey key) =>
            snapshot.FindAdopted(key) is { } statement ? Total.FromStatement(statement)
            : key.Province is null ? snapshot.SumOverProvinces(key)
            : Total.Unpublished;

        /// <summary>Over the 34 basis if any of its units is stated for the period, else over the 63 basis: the two overlap.</summary>
        Total SumOverProvinces(FigureKey key)
        {
            var current = snapshot.Reference.ProvincesOnBasis(ProvinceCode.CurrentBasis);
            var basis = current.Any(province => snapshot.IsStatedIn(key with { Province = province.Code }))
                ? ProvinceCode.CurrentBasis
                : ProvinceCode.OldBasis;
            var provinces = snapshot.Reference.ProvincesOnBasis(basis).ToArray();
            return PartSummation.SumParts(
                provinces.Select(province => snapshot.GetPartTotal(key with { Province = province.Code })),
                provinces.Length,
                snapshot.VndPerUsd(key.Period));
        }

        bool IsStatedIn(FigureKey key) =>
            snapshot.FindAdopted(key) is not null
            || (key.Sector is null
                && snapshot.Reference.Sectors.Any(sector => snapshot.FindAdopted(key with { Sector = sector.Id }) is not null));

        /// <summary>Disbursed ÷ committed. Both must be complete, because a rate of partial sums would be meaningless.</summary>
        Total DeriveDisbursementRate(FigureKey key)
        {
            var disbursed = snapshot.GetPartTotal(key with { Measure = Measure.Disbursed });
            var committed = snapshot.GetPartTotal(key with { Measure = Measure.Committed });
            if (disbursed.Kind is not (TotalKind.Stated or TotalKind.Summed)
                || committed.Kind is not (TotalKind.Stated or TotalKind.Summed))
                return Total.Unpublished;
            var (paid, promised) = (disbursed.Value!.Value, committed.Value!.Value);
            if (paid.ConvertTo(promised.Unit, snapshot.VndPerUsd(key.Period)) is not { } comparable || promised.MinorUnits == 0)
                return Total.Unpublished;
            // Rounded to a tenth of a percent, as rates are published, because the underlying figures are rounded too.
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
/// <param name="IsExact">Both figures are exact and in one currency.</param>
public readonly record struct Share(decimal Percent, bool IsExact);
