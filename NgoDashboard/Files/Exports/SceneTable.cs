using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Language;

namespace NgoDashboard.Files.Exports;

/// <summary>What one scene shows, as a table.</summary>
/// <param name="Title">The scene's.</param>
/// <param name="VersionLine">Which version of which meeting, and when it was taken: one line.</param>
sealed record SceneTable(string Title, string VersionLine, IReadOnlyList<FigureExportRow> Lines, ReferenceData Reference)
{
    /// <summary>By the rules of the format.</summary>
    const int MaxSheetNameLength = 31;

    /// <summary>A workbook with a sheet for each scene; over its table stand its title and its version.</summary>
    public static byte[] WriteWorkbook(IReadOnlyList<SceneTable> scenes) => WorkbookWriter.Write([.. scenes.Index().Select(scene => scene.Item.ToSheet(scene.Index + 1))]);

    /// <summary>All of them in one table, each row with its scene; with the mark by which a spreadsheet knows UTF-8.</summary>
    public static byte[] WriteCsv(IReadOnlyList<SceneTable> scenes) => CsvFileWriter.Write(
        scenes.SelectMany(scene => scene.Lines.Select(line => (IEnumerable<string?>)[scene.Title, scene.VersionLine, .. line.Cells(scene.Reference, withNotes: true).Select(FigureExportRow.ToCsvText)]))
            .Prepend([Words.Record["scene-column"], Words.Record["shown-column"], .. FigureExportRow.Columns(withNotes: true).Select(column => column.Header)]),
        hasMark: true);

    SheetContent ToSheet(int place) => new(SheetName(place), FigureExportRow.Columns(withNotes: true), Lines.Select(line => line.Cells(Reference, withNotes: true)))
    {
        Titles = [Title, VersionLine],
    };

    /// <summary>Numbered, for two scenes may have one title; without what a sheet's name may not have.</summary>
    string SheetName(int place)
    {
        var name = $"{place}. {string.Concat(Title.Where(letter => !char.IsControl(letter) && letter is not ('[' or ']' or ':' or '*' or '?' or '/' or '\\' or '\'')))}";
        return name.Length <= MaxSheetNameLength ? name : name[..(MaxSheetNameLength - 1)] + "…";
    }
}
