using System.Collections.Immutable;

namespace NgoDashboard.Figures;

/// <summary>
/// What a place of the cube shows: the stated figure; else, for an additive measure, the sum of its stated parts; else nothing.
/// Pure functions of a snapshot.
/// </summary>
public static class Totals
{
    extension(Snapshot snapshot)
    {
        public Total Total(FigureKey key) =>
            snapshot.Stated(key) is { } statement
                ? Figures.Total.Stated(statement)
                : snapshot.Known.Total(key, snapshot, static (key, snapshot) => snapshot.Unstated(key));

        /// <summary>On the way to a sum: only what is asked for is kept, not the hundreds of parts that it is added up from.</summary>
        Total Part(FigureKey key) => snapshot.Stated(key) is { } statement ? Figures.Total.Stated(statement) : snapshot.Unstated(key);

        Total Unstated(FigureKey key)
        {
            // A rate that was stated of a unit that did not merge is still its rate; a derived one is derived afresh.
            var rolledUp = snapshot.RolledUp(key);
            if (key.Measure == Measure.DisbursementRate)
                return rolledUp is { Basis: Basis.Stated } ? rolledUp : snapshot.DerivedRate(key);
            if (rolledUp is { Value: not null })
                return rolledUp;
            return key.Measure.IsAdditive ? snapshot.SumOfParts(key) : Figures.Total.Unpublished;
        }

        /// <summary>The figure of each sector at this place, in the order of reading out.</summary>
        public IEnumerable<(Sector Sector, Total Total)> BySector(FigureKey whole) =>
            snapshot.Reference.Sectors.Select(sector => (sector, snapshot.Total(whole with { Sector = sector.Id })));

        /// <summary>The figure of each province of one basis.</summary>
        public IEnumerable<(Province Province, Total Total)> ByProvince(FigureKey whole, int basis) =>
            snapshot.Reference.OnBasis(basis).Select(province => (province, snapshot.Total(whole with { Province = province.Code })));

        /// <summary>
        /// Stated total − stated parts by sector, to be drawn as "chưa công bố". Null where the total is not stated or no part is
        /// known; negative where the parts exceed the whole, which the desk is warned of.
        /// </summary>
        public Quantity? RemainderBySector(FigureKey whole)
        {
            if (!whole.Measure.IsAdditive || snapshot.Stated(whole) is not { } stated)
                return null;
            var parts = snapshot.Reference.Sectors
                .Select(sector => snapshot.Stated(whole with { Sector = sector.Id }))
                .OfType<Statement>().Select(Figures.Total.Stated);
            var sum = Sum.Of(parts, snapshot.Reference.Sectors.Count, snapshot.Rate(whole.Period));
            return sum.Value?.In(stated.Value.Unit, snapshot.Rate(whole.Period)) is { } known
                ? new Quantity(stated.Value.Minor - known.Minor, stated.Value.Unit)
                : null;
        }

        /// <summary>What part of the national figure it is; null where either is not, or only in part, known.</summary>
        public Share? ShareOfNation(FigureKey key)
        {
            var (part, whole) = (snapshot.Total(key), snapshot.Total(key with { Province = null }));
            if (key.Province is null || part.Basis == Basis.Partial || whole.Basis == Basis.Partial || whole.Value is not { Minor: > 0 } all
                || part.Value?.In(all.Unit, snapshot.Rate(key.Period)) is not { } some)
                return null;
            return new(100m * some.Minor / all.Minor, part.Qualifier == Qualifier.Exact && whole.Qualifier == Qualifier.Exact && part.Value.Value.Unit == all.Unit);
        }

        /// <summary>A sum over a longer window uses the rate of its last year.</summary>
        public decimal? Rate(Period period) => snapshot.Reference.VndPerUsd(period.To.Year);

        /// <summary>
        /// A figure of the 34 basis from those of its predecessors. Only money adds up across a merger (an organisation or a project
        /// may have worked in both); of a unit that did not merge, every measure carries over.
        /// </summary>
        Total? RolledUp(FigureKey key)
        {
            if (key.Province is not { IsCurrent: true } current)
                return null;
            var predecessors = snapshot.Reference.Predecessors(current);
            if (predecessors.Count == 0 || (predecessors.Count > 1 && !key.Measure.IsMoney))
                return null;
            var parts = predecessors.Select(province => (province.Code, Total: snapshot.Part(key with { Province = province.Code }))).ToArray();
            if (parts is [var only])
                return only.Total with { Predecessors = [only.Code] };
            return Sum.Of(parts.Select(part => part.Total), parts.Length, snapshot.Rate(key.Period)) with
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
                return Figures.Total.Unpublished;
            var rate = snapshot.Rate(key.Period);
            var sums = new List<Total>(2);
            if (key.Sector is null)
            {
                var sectors = snapshot.Reference.Sectors;
                sums.Add(Sum.Of(sectors.Select(sector => snapshot.StatedOrAcross(key with { Sector = sector.Id })), sectors.Count, rate));
            }

            if (key.Province is null)
                sums.Add(snapshot.AcrossProvinces(key));

            return sums.OrderByDescending(sum => sum.Basis == Basis.Summed)
                .ThenByDescending(sum => sum.Value?.In(Unit.Usd, rate)?.Minor ?? sum.Value?.Minor ?? 0)
                .FirstOrDefault() ?? Figures.Total.Unpublished;
        }

        Total StatedOrAcross(FigureKey key) =>
            snapshot.Stated(key) is { } statement ? Figures.Total.Stated(statement)
            : key.Province is null ? snapshot.AcrossProvinces(key)
            : Figures.Total.Unpublished;

        /// <summary>The 34 basis once any of its units is stated for the period, else the 63 basis: never both, they overlap.</summary>
        Total AcrossProvinces(FigureKey key)
        {
            var current = snapshot.Reference.OnBasis(ProvinceCode.Current);
            var basis = current.Any(province => snapshot.IsStatedIn(key with { Province = province.Code })) ? ProvinceCode.Current : ProvinceCode.Old;
            var provinces = snapshot.Reference.OnBasis(basis).ToArray();
            return Sum.Of(
                provinces.Select(province => snapshot.Part(key with { Province = province.Code })), provinces.Length, snapshot.Rate(key.Period));
        }

        bool IsStatedIn(FigureKey key) =>
            snapshot.Stated(key) is not null
            || (key.Sector is null && snapshot.Reference.Sectors.Any(sector => snapshot.Stated(key with { Sector = sector.Id }) is not null));

        /// <summary>A rate of sums of some parts would mean nothing: both figures must be whole.</summary>
        Total DerivedRate(FigureKey key)
        {
            var disbursed = snapshot.Part(key with { Measure = Measure.Disbursed });
            var committed = snapshot.Part(key with { Measure = Measure.Committed });
            if (disbursed.Basis is not (Basis.Stated or Basis.Summed) || committed.Basis is not (Basis.Stated or Basis.Summed))
                return Figures.Total.Unpublished;
            var (paid, promised) = (disbursed.Value!.Value, committed.Value!.Value);
            if (paid.In(promised.Unit, snapshot.Rate(key.Period)) is not { } comparable || promised.Minor == 0)
                return Figures.Total.Unpublished;
            // To a tenth of a percent, as rates are published: the figures behind it are rounded themselves.
            var tenths = decimal.Round(comparable.Minor * 1_000m / promised.Minor, MidpointRounding.AwayFromZero);
            return new(
                Basis.Derived,
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
