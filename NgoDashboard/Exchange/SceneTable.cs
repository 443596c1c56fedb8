using NgoDashboard.Figures;
using NgoDashboard.Language;

namespace NgoDashboard.Exchange;

/// <summary>What one scene shows, as a table.</summary>
/// <param name="Title">The scene's.</param>
/// <param name="Of">Which version of which meeting, and when it was taken: one line.</param>
sealed record SceneTable(string Title, string Of, IReadOnlyList<FigureLine> Lines, Reference Reference)
{
    /// <summary>By the rules of the format.</summary>
    const int LongestName = 31;

    /// <summary>A workbook with a sheet for each scene; over its table stand its title and its version.</summary>
    public static byte[] Workbook(IReadOnlyList<SceneTable> scenes) => SheetFile.Write([.. scenes.Index().Select(scene => scene.Item.Sheet(scene.Index + 1))]);

    /// <summary>All of them in one table, each row with its scene; with the mark by which a spreadsheet knows UTF-8.</summary>
    public static byte[] Csv(IReadOnlyList<SceneTable> scenes) => CsvText.Write(
        scenes.SelectMany(scene => scene.Lines.Select(line => (IEnumerable<string?>)[scene.Title, scene.Of, .. line.Cells(scene.Reference, withNotes: true).Select(FigureLine.Text)]))
            .Prepend([Words.Record["scene-column"], Words.Record["shown-column"], .. FigureLine.Columns(withNotes: true).Select(column => column.Header)]),
        hasMark: true);

    SheetContent Sheet(int place) => new(Name(place), FigureLine.Columns(withNotes: true), Lines.Select(line => line.Cells(Reference, withNotes: true)))
    {
        Titles = [Title, Of],
    };

    /// <summary>Numbered, for two scenes may have one title; without what a sheet's name may not have.</summary>
    string Name(int place)
    {
        var name = $"{place}. {string.Concat(Title.Where(letter => !char.IsControl(letter) && letter is not ('[' or ']' or ':' or '*' or '?' or '/' or '\\' or '\'')))}";
        return name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
    }
}
