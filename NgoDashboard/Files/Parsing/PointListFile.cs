using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Language;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Files.Parsing;

/// <summary>A list of bridge points as a file: CSV or XLSX, recognised by its content and not by its name.</summary>
public static class PointListFile
{
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>
    /// What the file would change in the register; nothing is changed yet. Parses in this process, so it is not for files of clients: those
    /// arrive here as a table.
    /// </summary>
    public static PointListImport ReadImport(byte[] file, ReferenceData reference, Points register, DisplayLanguage language) =>
        ReadImport(ReadTable(file), reference, register, language);

    /// <summary>The same for a file that was already read as a table.</summary>
    internal static PointListImport ReadImport(
        PointListTable table, ReferenceData reference, Points register, DisplayLanguage language) =>
        new PointListReader(reference, register, language).ReadImport(table);

    /// <summary>A sample list, to be opened in a spreadsheet.</summary>
    public static byte[] CreateSample(DisplayLanguage language) => CsvFileWriter.Write(
        [
            ((PointColumn[])[PointColumn.Number, PointColumn.Name, PointColumn.Kind, PointColumn.Province, PointColumn.Place])
                .Select(column => language.Words.Points[$"column-{column}"]),
            .. language.Words.Points["sample-rows"].Split('\n').Select(row => row.Trim().Split('|')),
        ],
        hasMark: true);

    /// <summary>The file as a table, before it is interpreted.</summary>
    internal static PointListTable ReadTable(byte[] file)
    {
        if (file.Length > MaxBytes)
            return PointListTable.Failed(PointFaultKind.TooLarge);
        return FileFormatDetector.Detect(file, isUtf16: StartsWith(file, [0xFF, 0xFE]) || StartsWith(file, [0xFE, 0xFF])) switch
        {
            FileFormat.ZipPackage => WorkbookTableReader.ReadTable(file),
            FileFormat.PasswordProtected => PointListTable.Failed(PointFaultKind.Protected),
            FileFormat.OldSpreadsheet => PointListTable.Failed(PointFaultKind.OldSpreadsheet),
            FileFormat.Empty => PointListTable.Failed(PointFaultKind.Empty),
            FileFormat.Text => CsvTableReader.ReadTable(file, PointListHeader.IsHeader),
            _ => PointListTable.Failed(PointFaultKind.NotAList),
        };
    }

    static bool StartsWith(byte[] file, ReadOnlySpan<byte> with) => file.AsSpan().StartsWith(with);
}
