using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Figures.Rehearsal;

/// <summary>The national figures of a rehearsal: published values, and plausible ones for the years without.</summary>
sealed class RehearsalNationalFigures(Snapshot known)
{
    const long Cents = 100;

    /// <summary>In cents: published, or interpolated and cut to whole 10,000 dollars.</summary>
    public long Disbursed(int year) =>
        PublishedMinorUnits(Measure.Disbursed, year)
        ?? Interpolate(Measure.Disbursed, year, 250_000_000 * Cents, grows: 12) / (10_000 * Cents) * (10_000 * Cents);

    /// <summary>Published sectors as they are, the rest of the national figure split over the others. Cents, in reference order.</summary>
    public long[] DisbursedBySector(int year)
    {
        var whole = Disbursed(year);
        var sectors = known.Reference.Sectors;
        var published = sectors.Select(sector => PublishedMinorUnits(Measure.Disbursed, year, sector.Id)).ToArray();
        var rest = whole - published.Sum(part => part ?? 0);
        // The rehearsal must add up even if an edited data file leaves no rest to split: then all sectors are made up.
        if (rest < 0 || published.All(part => part is not null))
            (published, rest) = (new long?[published.Length], whole);
        var weights = sectors.Select((sector, i) => published[i] is null
            ? RehearsalWeights.Weight(sector) * DeterministicRandom.NumberBetween($"{sector.Id} {year}", 90, 110)
            : 0);
        var generated = LargestRemainder.SplitExactly(rest, [.. weights]);
        return [.. published.Zip(generated, (part, other) => part ?? other)];
    }

    /// <summary>In cents: published, or computed from the published disbursement rate, or from a made-up rate of about 72 %.</summary>
    public long Committed(int year)
    {
        var disbursed = Disbursed(year);
        if (PublishedMinorUnits(Measure.Committed, year) is { } published && published >= disbursed)
            return published;
        var rate = known.FindAdopted(FigureKey.National(year, Measure.DisbursementRate))?.Value.MinorUnits ?? 0;
        var hundredths = rate is > 0 and <= 10_000 ? rate : DeterministicRandom.NumberBetween($"rate {year}", 6_900, 7_500);
        return (long)((Int128)disbursed * 10_000 / hundredths);
    }

    /// <summary>In cents: published, or about 2.4 times the commitment of the year.</summary>
    public long CommittedTotal(int year)
    {
        var committed = Committed(year);
        return PublishedMinorUnits(Measure.CommittedTotal, year) is { } published && published >= committed
            ? published
            : committed * DeterministicRandom.NumberBetween($"committed_total {year}", 225, 255) / 100;
    }

    public long Count(Measure measure, int year)
    {
        var start = measure switch { Measure.Countries => 32, Measure.Organisations => 450, Measure.Projects => 2_600, _ => 900 };
        return PublishedMinorUnits(measure, year) ?? Interpolate(measure, year, start, grows: 0);
    }

    /// <summary>Linear between the neighbouring published years, extrapolated beyond them; with ±0.8 % of noise.</summary>
    /// <param name="grows">Growth in thousandths a year, for extrapolation.</param>
    long Interpolate(Measure measure, int year, long start, int grows)
    {
        var years = Enumerable.Range(RehearsalFigures.FirstYear, RehearsalFigures.LastYear - RehearsalFigures.FirstYear + 1)
            .Where(other => PublishedMinorUnits(measure, other) is not null).ToArray();
        var (before, after) = (years.LastOrDefault(other => other < year), years.FirstOrDefault(other => other > year));
        var value = (before, after) switch
        {
            (0, 0) => start,
            (_, 0) => Extrapolate(before),
            (0, _) => Extrapolate(after),
            _ => ValueIn(before) + ((ValueIn(after) - ValueIn(before)) * (year - before) / (after - before)),
        };
        return value * DeterministicRandom.NumberBetween($"{measure.ToCode()} {year}", 992, 1_008) / 1_000;

        long ValueIn(int other) => PublishedMinorUnits(measure, other)!.Value;
        long Extrapolate(int other) => ValueIn(other) * (1_000 + (grows * (year - other))) / 1_000;
    }

    /// <summary>The adopted national statement of the calendar year, in cents or as a count; null without one.</summary>
    long? PublishedMinorUnits(Measure measure, int year, string? sector = null) =>
        known.FindAdopted(FigureKey.National(year, measure) with { Sector = sector }) is { Value.Unit: Unit.Usd or Unit.Count } stated
            ? stated.Value.MinorUnits
            : null;
}
