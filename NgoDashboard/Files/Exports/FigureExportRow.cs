using System.Globalization;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Language;

namespace NgoDashboard.Files.Exports;

/// <summary>A figure as a row of a file for offices: as a source states it, or as a screen shows it.</summary>
/// <param name="Value">Null if no value is published: an empty cell, never a 0.</param>
/// <param name="Status">In words; null if no source states the number.</param>
/// <param name="IsAdopted">Whether it counts when the file is imported again: values of other sources and calculated totals do not.</param>
/// <param name="Note">How the number was obtained, if no source states it.</param>
/// <param name="Version">When the figure last changed; if no source states it, the version that shows it so.</param>
sealed record FigureExportRow(
    FigureKey Key,
    Quantity? Value,
    Qualifier Qualifier,
    string? Status,
    DateOnly? AsOf,
    string? Source,
    bool IsAdopted,
    string? Note,
    long Version)
{
    /// <summary>Of a sum over many sources the first are named, and the others counted.</summary>
    const int MaxNamedSources = 3;

    /// <summary>The columns of the file; with notes, one more.</summary>
    public static IReadOnlyList<SheetColumn> Columns(bool withNotes) =>
    [
        new(Words.Province["period"], 18), new(Words.Province["place-of"], 24), new(Words.Province["code-of"], 10),
        new(Words.Province["sector"], 28),
        new(Words.Province["campaign"], 24), new(Words.Province["figure"], 24), new(Words.Province["value"], 20),
        new(Words.Province["unit-of"], 10),
        new(Words.Province["qualifier"], 14), new(Words.Province["status"], 14), new(Words.Province["as-of"], 14),
        new(Words.Province["source"], 60),
        new(Words.Province["adopted"], 16), new(Words.Province["of-version"], 10),
        .. withNotes ? (SheetColumn[])[new(Words.Record["calculated"], 44)] : [],
    ];

    public static FigureExportRow From(Figure figure, Statement statement) => new(
        figure.Key, statement.Value, statement.Qualifier, DisplayNames.ForStatus(statement.Status), statement.AsOf,
        DisplayNames.ForSource(statement.Source), statement.IsAdopted, null, figure.Version);

    /// <param name="note">How the number was obtained, if no source states it.</param>
    /// <param name="version">The version that shows it.</param>
    public static FigureExportRow From(FigureKey key, Total total, string? note, Snapshot snapshot, long version) =>
        total.Statement is { } statement && snapshot.FindFigure(key) is { } figure ? From(figure, statement) with { Note = note }
        : new(key, total.Value, total.Qualifier, null, total.AsOf, SourceNames(total), IsAdopted: false, note, version);

    public IReadOnlyList<object?> Cells(ReferenceData reference, bool withNotes) =>
    [
        DisplayNames.ForPeriod(Key.Period),
        Key.Province is { } province ? DisplayNames.ForProvince(province, reference) : Words.Subject["nationwide"],
        // With the basis, because seven codes and many names changed their meaning.
        Key.Province?.ToString(),
        Key.Sector is { } sector && reference.FindSector(sector) is { } known ? DisplayNames.ForSector(known) : null,
        Key.Campaign is { } campaign && reference.FindCampaign(campaign) is { } named ? DisplayNames.ForCampaign(named) : null,
        DisplayNames.ForMeasure(Key.Measure),
        Value?.WholeUnits,
        Value is { } value ? DisplayNames.ForUnit(value.Unit) : null,
        Value is null ? null : DisplayNames.ForQualifier(Qualifier),
        Status,
        AsOf is { } day ? DisplayNames.ForDate(day) : null,
        Source,
        IsAdopted ? Words.Province["is-adopted"] : null,
        Version,
        .. withNotes ? (object?[])[Note] : [],
    ];

    /// <summary>A cell as text for CSV: numbers with a decimal point in any language.</summary>
    public static string? ToCsvText(object? cell) => Convert.ToString(cell, CultureInfo.InvariantCulture);

    static string? SourceNames(Total total)
    {
        string[] all = [.. total.Statements.Select(statement => DisplayNames.ForSource(statement.Source)).Distinct()];
        var named = string.Join("; ", all.Take(MaxNamedSources));
        return all.Length == 0 ? null : all.Length <= MaxNamedSources ? named
            : Words.Record["more-sources", named, all.Length - MaxNamedSources];
    }
}
