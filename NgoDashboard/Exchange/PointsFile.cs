using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

/// <summary>A list of bridge points as a file: CSV or XLSX, told apart by what is in it and not by its name.</summary>
public static class PointsFile
{
    public const int Longest = 10 * 1024 * 1024;

    /// <summary>What the file would change in the register; nothing is changed yet. Read in this process: files of others come as a table.</summary>
    public static PointsImport Read(byte[] file, Reference reference, Points register) => Read(Open(file), reference, register);

    /// <summary>The same of a file that was read as a table before.</summary>
    internal static PointsImport Read(Table table, Reference reference, Points register) => new PointsReader(reference, register).Read(table);

    /// <summary>A list to begin with, as a spreadsheet opens it.</summary>
    public static byte[] Sample() => CsvText.Write(
        [
            ((PointColumn[])[PointColumn.Number, PointColumn.Name, PointColumn.Kind, PointColumn.Province, PointColumn.Place]).Select(column => Words.Points[$"column-{column}"]),
            .. Words.Points["sample-rows"].Split('\n').Select(row => row.Trim().Split('|')),
        ],
        hasMark: true);

    /// <summary>The file as a table, before anything in it is understood.</summary>
    internal static Table Open(byte[] file)
    {
        if (file.Length > Longest)
            return Table.Of(PointFaultKind.TooLarge);
        return FileForms.Of(file, isWide: Begins(file, [0xFF, 0xFE]) || Begins(file, [0xFE, 0xFF])) switch
        {
            FileForm.Package => SheetTable.Read(file),
            FileForm.Protected => Table.Of(PointFaultKind.Protected),
            FileForm.OldSpreadsheet => Table.Of(PointFaultKind.OldSpreadsheet),
            FileForm.Empty => Table.Of(PointFaultKind.Empty),
            FileForm.Text => CsvTable.Read(file, PointColumns.IsHead),
            _ => Table.Of(PointFaultKind.NotAList),
        };
    }

    static bool Begins(byte[] file, ReadOnlySpan<byte> with) => file.AsSpan().StartsWith(with);
}
