using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Figures.Rehearsal;

/// <summary>The national line of a rehearsal: what was published for a year, and between those years a plausible course.</summary>
sealed class RehearsalNationalFigures(Snapshot known)
{
    const long Cents = 100;

    public long Disbursed(int year) =>
        PublishedMinorUnits(Measure.Disbursed, year)
        ?? Interpolate(Measure.Disbursed, year, 250_000_000 * Cents, grows: 12) / (10_000 * Cents) * (10_000 * Cents);

    /// <summary>The published sectors, and the rest of the nation's over the others. Cents, in the order of the reference.</summary>
    public long[] DisbursedBySector(int year)
    {
        var whole = Disbursed(year);
        var sectors = known.Reference.Sectors;
        var published = sectors.Select(sector => PublishedMinorUnits(Measure.Disbursed, year, sector.Id)).ToArray();
        var rest = whole - published.Sum(part => part ?? 0);
        // Should an edited data file leave nothing to spread, the rehearsal still has to add up: then all sectors are made up.
        if (rest < 0 || published.All(part => part is not null))
            (published, rest) = (new long?[published.Length], whole);
        var made = LargestRemainder.SplitExactly(
            rest,
            [.. sectors.Select((sector, i) => published[i] is null ? RehearsalWeights.Weight(sector) * DeterministicRandom.NumberBetween($"{sector.Id} {year}", 90, 110) : 0)]);
        return [.. published.Zip(made, (part, other) => part ?? other)];
    }

    /// <summary>Published, or what makes the published disbursement rate come out, or about 72 % of it disbursed.</summary>
    public long Committed(int year)
    {
        var disbursed = Disbursed(year);
        if (PublishedMinorUnits(Measure.Committed, year) is { } published && published >= disbursed)
            return published;
        var rate = known.FindAdopted(FigureKey.National(year, Measure.DisbursementRate))?.Value.MinorUnits ?? 0;
        var hundredths = rate is > 0 and <= 10_000 ? rate : DeterministicRandom.NumberBetween($"rate {year}", 6_900, 7_500);
        return (long)((Int128)disbursed * 10_000 / hundredths);
    }

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

    /// <summary>Straight between the published years around it, beyond them on from the nearest; a little uneven.</summary>
    /// <param name="grows">Thousandths a year, where nothing published lies beyond.</param>
    long Interpolate(Measure measure, int year, long start, int grows)
    {
        var years = Enumerable.Range(RehearsalFigures.FirstYear, RehearsalFigures.LastYear - RehearsalFigures.FirstYear + 1)
            .Where(other => PublishedMinorUnits(measure, other) is not null).ToArray();
        var (before, after) = (years.LastOrDefault(other => other < year), years.FirstOrDefault(other => other > year));
        var value = (before, after) switch
        {
            (0, 0) => start,
            (_, 0) => Beyond(before),
            (0, _) => Beyond(after),
            _ => At(before) + ((At(after) - At(before)) * (year - before) / (after - before)),
        };
        return value * DeterministicRandom.NumberBetween($"{measure.ToCode()} {year}", 992, 1_008) / 1_000;

        long At(int other) => PublishedMinorUnits(measure, other)!.Value;
        long Beyond(int other) => At(other) * (1_000 + (grows * (year - other))) / 1_000;
    }

    /// <summary>Dollars or a count, for the whole calendar year, adopted.</summary>
    long? PublishedMinorUnits(Measure measure, int year, string? sector = null) =>
        known.FindAdopted(FigureKey.National(year, measure) with { Sector = sector }) is { Value.Unit: Unit.Usd or Unit.Count } stated
            ? stated.Value.MinorUnits
            : null;
}
