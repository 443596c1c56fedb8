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
    public static IReadOnlyList<SheetColumn> Columns(DisplayLanguage language, bool withNotes) =>
    [
        new(language.Words.Province["period"], 18),
        new(language.Words.Province["place-of"], 24),
        new(language.Words.Province["code-of"], 10),
        new(language.Words.Province["sector"], 28),
        new(language.Words.Province["campaign"], 24),
        new(language.Words.Province["figure"], 24),
        new(language.Words.Province["value"], 20),
        new(language.Words.Province["unit-of"], 10),
        new(language.Words.Province["qualifier"], 14),
        new(language.Words.Province["status"], 14),
        new(language.Words.Province["as-of"], 14),
        new(language.Words.Province["source"], 60),
        new(language.Words.Province["adopted"], 16),
        new(language.Words.Province["of-version"], 10),
        .. withNotes ? (SheetColumn[])[new(language.Words.Record["calculated"], 44)] : [],
    ];

    public static FigureExportRow From(Figure figure, Statement statement, DisplayLanguage language) => new(
        figure.Key, statement.Value, statement.Qualifier, language.DisplayNames.ForStatus(statement.Status), statement.AsOf,
        language.DisplayNames.ForSource(statement.Source), statement.IsAdopted, null, figure.Version);

    /// <param name="note">How the number was obtained, if no source states it.</param>
    /// <param name="version">The version that shows it.</param>
    public static FigureExportRow From(
        FigureKey key, Total total, string? note, Snapshot snapshot, long version, DisplayLanguage language) =>
        total.Statement is { } statement && snapshot.FindFigure(key) is { } figure
            ? From(figure, statement, language) with { Note = note }
            : new(key, total.Value, total.Qualifier, null, total.AsOf, SourceNames(total, language), IsAdopted: false, note, version);

    public IReadOnlyList<object?> Cells(ReferenceData reference, DisplayLanguage language, bool withNotes) =>
    [
        language.DisplayNames.ForPeriod(Key.Period),
        Key.Province is { } province ? language.DisplayNames.ForProvince(province, reference) : language.Words.Subject["nationwide"],
        // With the basis, because seven codes and many names changed their meaning.
        Key.Province?.ToString(),
        Key.Sector is { } sector && reference.FindSector(sector) is { } known ? language.DisplayNames.ForSector(known) : null,
        Key.Campaign is { } campaign && reference.FindCampaign(campaign) is { } named ? language.DisplayNames.ForCampaign(named) : null,
        language.DisplayNames.ForMeasure(Key.Measure),
        Value?.WholeUnits,
        Value is { } value ? language.DisplayNames.ForUnit(value.Unit) : null,
        Value is null ? null : language.DisplayNames.ForQualifier(Qualifier),
        Status,
        AsOf is { } day ? language.DisplayNames.ForDate(day) : null,
        Source,
        IsAdopted ? language.Words.Province["is-adopted"] : null,
        Version,
        .. withNotes ? (object?[])[Note] : [],
    ];

    /// <summary>A cell as text for CSV: numbers with a decimal point in any language.</summary>
    public static string? ToCsvText(object? cell) => Convert.ToString(cell, CultureInfo.InvariantCulture);

    static string? SourceNames(Total total, DisplayLanguage language)
    {
        string[] all = [.. total.Statements.Select(statement => language.DisplayNames.ForSource(statement.Source)).Distinct()];
        var named = string.Join("; ", all.Take(MaxNamedSources));
        return all.Length == 0 ? null : all.Length <= MaxNamedSources ? named
            : language.Words.Record["more-sources", named, all.Length - MaxNamedSources];
    }
}
