using System.Collections.Immutable;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.Cube;

/// <summary>The coordinates of a figure in the cube. A null province means the whole country, a null sector all sectors.</summary>
public readonly record struct FigureKey(Period Period, ProvinceCode? Province, string? Sector, string? Campaign, Measure Measure)
{
    public static FigureKey National(int year, Measure measure) => new(Period.ForYear(year), null, null, null, measure);

    /// <summary>
    /// For page attributes and stored drafts: "2020-01-01/2020-12-31,34:31,health,,disbursed"; a field is empty for null.
    /// </summary>
    public string ToKeyString() => $"{Period},{Province},{Sector},{Campaign},{Measure.ToCode()}";

    /// <summary>Parses <see cref="ToKeyString"/>. Does not check that the province, sector or campaign exists.</summary>
    public static bool TryParse(string? text, out FigureKey key)
    {
        key = default;
        if (text?.Split(',') is not [var period, var province, var sector, var campaign, var measure]
            || !Period.TryParse(period, out var parsedPeriod) || !EnumCodes.TryParse(measure, out Measure parsedMeasure))
            return false;
        ProvinceCode? provinceCode = null;
        if (province.Length > 0)
        {
            if (!ProvinceCode.TryParse(province, out var code))
                return false;
            provinceCode = code;
        }

        key = new(parsedPeriod, provinceCode, sector is "" ? null : sector, campaign is "" ? null : campaign, parsedMeasure);
        return true;
    }
}

/// <summary>Where a statement was published.</summary>
/// <param name="Date">As the source gives it: a year, a month or a day ("2024", "2024-04", "2024-04-30").</param>
public sealed record Source(string Publisher, string Title, string? Url, string? Date);

/// <summary>What one source states about one figure.</summary>
/// <param name="Id">Unique in the database; assigned once and never reused.</param>
/// <param name="IsAdopted">At most one statement of a figure is adopted: its value is the figure. The others are kept beside it.</param>
/// <param name="Version">The version of the journal that last changed it.</param>
/// <param name="IsFromDesk">
/// Entered at the desk. A figure has at most one such statement, whose history is in the journal; one more after a merger of two sectors.
/// </param>
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

/// <summary>All statements about one key, in order of arrival.</summary>
public sealed record Figure(FigureKey Key, ImmutableArray<Statement> Statements)
{
    // This and Version are computed on each access: cached in a field, they would survive a `with` that replaces the statements.
    public Statement? AdoptedStatement => Statements.FirstOrDefault(statement => statement.IsAdopted);

    /// <summary>The version whose undo removed all statements; 0 while something is stated.</summary>
    public long EmptiedInVersion { get; init; }

    /// <summary>The version of the last change. Edits are checked against it, so that a stale edit is refused.</summary>
    public long Version => Statements.IsEmpty ? EmptiedInVersion : Statements.Max(statement => statement.Version);
}
