using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Account;

namespace NgoDashboard.Reports.Captions;

/// <summary>What the desk may say that a column is.</summary>
/// <param name="Code">Stable: it is stored and stands in replies.</param>
/// <param name="Type">Null if its numbers are no figures.</param>
/// <param name="Numbers">What its numbers are, if they are no figures.</param>
public sealed record ColumnChoice(string Code, ColumnType? Type, CellClass? Numbers = null)
{
    /// <summary>Measures first, because most columns that nobody knows hold money or counts.</summary>
    public static IReadOnlyList<ColumnChoice> All { get; } =
    [
        .. MeasureRules.All.Select(measure => new ColumnChoice(measure.ToCode(), ColumnTypes.ForMeasure(measure))),
        new("province", ColumnType.Province), new("sector", ColumnType.Sector), new("grant", ColumnType.Grant),
        new("donor", ColumnType.Donor), new("recipient", ColumnType.Recipient), new("country", ColumnType.Country),
        new("district", ColumnType.District), new("form", ColumnType.GrantForm), new("period", ColumnType.Period),
        new("campaign", ColumnType.Campaign), new("measure", ColumnType.Measure), new("unit", ColumnType.Unit),
        new("row_number", ColumnType.RunningNumber), new("cumulative", ColumnType.DisbursedCumulative),
        new("counterpart", ColumnType.Counterpart), new("plan", null, CellClass.Plan), new("share", null, CellClass.Share),
        new("growth", null, CellClass.Growth), new("identifier", null, CellClass.Identifier), new("phone", null, CellClass.Phone),
        new("note", ColumnType.Note),
    ];

    static readonly Dictionary<string, ColumnChoice> ByCode = All.ToDictionary(choice => choice.Code, StringComparer.Ordinal);

    public static ColumnChoice? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);

    /// <summary>The choice that means this type; null if the desk cannot choose it.</summary>
    public static ColumnChoice? ForType(ColumnType type) => All.FirstOrDefault(choice => choice.Type == type);
}
