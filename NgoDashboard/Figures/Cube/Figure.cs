using System.Collections.Immutable;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.Cube;

/// <summary>The place of a figure in the cube. A null province is the whole country, a null sector is all sectors.</summary>
public readonly record struct FigureKey(Period Period, ProvinceCode? Province, string? Sector, string? Campaign, Measure Measure)
{
    public static FigureKey National(int year, Measure measure) => new(Period.ForYear(year), null, null, null, measure);

    /// <summary>On one line, for marks on a page: "2020-01-01/2020-12-31,34:31,health,,disbursed", empty where null.</summary>
    public string ToKeyString() => $"{Period},{Province},{Sector},{Campaign},{Measure.ToCode()}";

    /// <summary>Reads <see cref="ToKeyString"/> back. Whether there is such a province, sector or campaign is not asked here.</summary>
    public static bool TryParse(string? text, out FigureKey key)
    {
        key = default;
        if (text?.Split(',') is not [var period, var province, var sector, var campaign, var measure]
            || !Period.TryParse(period, out var window) || !EnumCodes.TryParse(measure, out Measure counted))
            return false;
        ProvinceCode? place = null;
        if (province.Length > 0)
        {
            if (!ProvinceCode.TryParse(province, out var code))
                return false;
            place = code;
        }

        key = new(window, place, sector is "" ? null : sector, campaign is "" ? null : campaign, counted);
        return true;
    }
}

/// <param name="Date">As the source gives it: a year, a month or a day.</param>
public sealed record Source(string Publisher, string Title, string? Url, string? Date);

/// <summary>What one source says of one figure.</summary>
/// <param name="Id">Unique in the database, given once and kept.</param>
/// <param name="IsAdopted">Of the statements of a figure at most one is the figure; the others stand beside it.</param>
/// <param name="Version">The version of the journal that last touched it.</param>
/// <param name="IsFromDesk">Typed at the desk: a figure has at most one such statement, its history is in the journal.</param>
public sealed record Statement(
    long Id,
    Quantity Value,
    Qualifier Qualifier,
    Status Status,
    DateOnly AsOf,
    Source Source,
    string? Note,
    bool IsAdopted,
    bool IsFromDesk,
    long Version);

/// <summary>All that is stated of one place in the cube, in the order in which it came.</summary>
public sealed record Figure(FigureKey Key, ImmutableArray<Statement> Statements)
{
    // Both are found anew each time: kept in a field, they would survive a `with` that replaces the statements.
    public Statement? AdoptedStatement => Statements.FirstOrDefault(statement => statement.IsAdopted);

    /// <summary>The version that took back all that had been stated here; 0 where something is stated.</summary>
    public long EmptiedInVersion { get; init; }

    /// <summary>When this figure last changed: what an edit says it has seen.</summary>
    public long Version => Statements.IsEmpty ? EmptiedInVersion : Statements.Max(statement => statement.Version);
}
