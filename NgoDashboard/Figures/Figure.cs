using System.Collections.Immutable;

namespace NgoDashboard.Figures;

/// <summary>The place of a figure in the cube. A null province is the whole country, a null sector is all sectors.</summary>
public readonly record struct FigureKey(Period Period, ProvinceCode? Province, string? Sector, string? Campaign, Measure Measure)
{
    public static FigureKey National(int year, Measure measure) => new(Period.Year(year), null, null, null, measure);

    /// <summary>"2020-01-01/2020-12-31,34:31,health,,disbursed": empty where a part is null.</summary>
    public string ToText() => $"{Period},{Province},{Sector},{Campaign},{Measure.Word()}";

    public static bool TryParse(string? text, out FigureKey key)
    {
        key = default;
        if (text?.Split(',') is not [var period, var province, var sector, var campaign, var measure]
            || period.Split('/') is not [var from, var to]
            || !DateOnly.TryParseExact(from, "yyyy-MM-dd", out var first)
            || !DateOnly.TryParseExact(to, "yyyy-MM-dd", out var last)
            || last < first
            || !Wire.TryRead(measure, out Measure known))
            return false;
        ProvinceCode? place = null;
        if (province.Length > 0)
        {
            if (!ProvinceCode.TryParse(province, out var code))
                return false;
            place = code;
        }

        key = new(new(first, last), place, sector.Length > 0 ? sector : null, campaign.Length > 0 ? campaign : null, known);
        return true;
    }
}

/// <param name="Date">As the source gives it: a year, a month or a day.</param>
public sealed record Source(string Publisher, string Title, string? Url, string? Date);

/// <summary>What one source says of one figure.</summary>
/// <param name="Id">Unique in the database, given once and kept.</param>
/// <param name="Adopted">Of the statements of a figure at most one is the figure; the others stand beside it.</param>
/// <param name="Version">The version of the journal that last touched it.</param>
/// <param name="ByDesk">Typed at the desk: a figure has at most one such statement, its history is in the journal.</param>
public sealed record Statement(
    long Id,
    Quantity Value,
    Qualifier Qualifier,
    Status Status,
    DateOnly AsOf,
    Source Source,
    string? Note,
    bool Adopted,
    bool ByDesk,
    long Version);

/// <summary>All that is stated of one place in the cube, in the order in which it came.</summary>
public sealed record Figure(FigureKey Key, ImmutableArray<Statement> Statements)
{
    // Both are found anew each time: kept in a field, they would survive a `with` that replaces the statements.
    public Statement? Adopted => Statements.FirstOrDefault(statement => statement.Adopted);

    /// <summary>The version that took back all that had been stated here; 0 where something is stated.</summary>
    public long EmptiedBy { get; init; }

    /// <summary>When this figure last changed: what an edit says it has seen.</summary>
    public long Version => Statements.IsEmpty ? EmptiedBy : Statements.Max(statement => statement.Version);
}
