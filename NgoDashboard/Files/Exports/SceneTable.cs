using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Language;

namespace NgoDashboard.Files.Exports;

/// <summary>The figures of one scene as a table.</summary>
/// <param name="Title">The title of the scene.</param>
/// <param name="VersionLine">Which version of which meeting, and when it went on air, in one line.</param>
sealed record SceneTable(string Title, string VersionLine, IReadOnlyList<FigureExportRow> Lines, ReferenceData Reference)
{
    /// <summary>Limit of the XLSX format.</summary>
    const int MaxSheetNameLength = 31;

    /// <summary>A workbook with a sheet for each scene; title and version stand above its table.</summary>
    public static byte[] WriteWorkbook(IReadOnlyList<SceneTable> scenes, DisplayLanguage language) =>
        WorkbookWriter.Write([.. scenes.Index().Select(scene => scene.Item.ToSheet(scene.Index + 1, language))]);

    /// <summary>All scenes in one table, each row with its scene; with a byte-order mark, by which spreadsheets recognise UTF-8.</summary>
    public static byte[] WriteCsv(IReadOnlyList<SceneTable> scenes, DisplayLanguage language) => CsvFileWriter.Write(
        scenes.SelectMany(
            scene => scene.Lines.Select(
                line => (IEnumerable<string?>)[scene.Title, scene.VersionLine,
                    .. line.Cells(scene.Reference, language, withNotes: true).Select(FigureExportRow.ToCsvText)]))
            .Prepend([language.Words.Record["scene-column"], language.Words.Record["shown-column"],
                .. FigureExportRow.Columns(language, withNotes: true).Select(column => column.Header)]),
        hasMark: true);

    SheetContent ToSheet(int place, DisplayLanguage language) =>
        new(SheetName(place), FigureExportRow.Columns(language, withNotes: true),
            Lines.Select(line => line.Cells(Reference, language, withNotes: true)))
        {
            Titles = [Title, VersionLine],
        };

    /// <summary>Numbered, because two scenes may have the same title, and without characters that the format forbids.</summary>
    string SheetName(int place)
    {
        var title = string.Concat(Title.Where(
            letter => !char.IsControl(letter) && letter is not ('[' or ']' or ':' or '*' or '?' or '/' or '\\' or '\'')));
        var name = $"{place}. {title}";
        return name.Length <= MaxSheetNameLength ? name : name[..(MaxSheetNameLength - 1)] + "…";
    }
}
