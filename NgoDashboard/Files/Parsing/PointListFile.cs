using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Formats;
using NgoDashboard.Files.Text;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Language;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Reports.Questions;

namespace NgoDashboard.Files.Parsing;

/// <summary>A list of bridge points as a file: CSV or XLSX, recognised by its content and not by its name.</summary>
public static class PointListFile
{
    public const int MaxBytes = 10 * 1024 * 1024;

    const char DefaultSeparator = ',';

    static readonly char[] Separators = [DefaultSeparator, ';', '\t'];

    /// <summary>
    /// What the file would change in the register; nothing is changed yet. Parses in this process, so it is not for files of clients: those
    /// arrive here as a table.
    /// </summary>
    public static PointListImport ReadImport(byte[] file, ReferenceData reference, PointIndex register, DisplayLanguage language) =>
        ReadImport(ReadTable(file), reference, register, language);

    /// <summary>The same for a file that was already read as a table.</summary>
    internal static PointListImport ReadImport(
        PointListTable table, ReferenceData reference, PointIndex register, DisplayLanguage language) =>
        new PointListReader(reference, register, language).ReadImport(table);

    /// <summary>A sample list, to be opened in a spreadsheet.</summary>
    public static byte[] CreateSample(DisplayLanguage language) => CsvFileWriter.Write(
        [
            ((PointColumn[])[PointColumn.Number, PointColumn.Name, PointColumn.Kind, PointColumn.Province, PointColumn.Place])
                .Select(column => language.Words.Points[$"column-{column.ToCode()}"]),
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
            FileFormat.Workbook => ReadWorkbook(file),
            FileFormat.PasswordProtected => PointListTable.Failed(PointFaultKind.Protected),
            FileFormat.OldWorkbook => PointListTable.Failed(PointFaultKind.OldSpreadsheet),
            FileFormat.Empty => PointListTable.Failed(PointFaultKind.Empty),
            FileFormat.Text => PointListTable.Create("", CsvSheetReader.ReadLines(file, DetectSeparator(file))),
            _ => PointListTable.Failed(PointFaultKind.NotAList),
        };
    }

    /// <summary>The separator by which a header is found among the first lines; titles may stand above it.</summary>
    static char DetectSeparator(byte[] file) => Separators.FirstOrDefault(
        separator => CsvSheetReader.ReadLines(file, separator).Take(PointListHeader.MaxLinesAboveHeader).Any(PointListHeader.IsHeader),
        DefaultSeparator);

    /// <summary>The first visible sheet.</summary>
    static PointListTable ReadWorkbook(byte[] file)
    {
        var reading = new ReadingBudget("", null, CancellationToken.None);
        var sheets = WorkbookReader.ReadSheets(file, reading);
        if (sheets.Count > 0)
            return PointListTable.Create(sheets[0].Name, sheets[0].Rows, hasOtherSheets: sheets.Count > 1);
        var fault = reading.Findings.Last(finding => finding.IsFileError);
        return PointListTable.Failed(
            fault.Kind switch
            {
                ReportFindingKind.NoSheet => PointFaultKind.NoSheet,
                ReportFindingKind.UnpackedTooLarge => PointFaultKind.UnpackedTooLarge,
                ReportFindingKind.NestedTooDeeply => PointFaultKind.NestedTooDeeply,
                ReportFindingKind.TooManyElements or ReportFindingKind.TooManyCells or ReportFindingKind.TooManyRows =>
                    PointFaultKind.TooManyElements,
                _ => PointFaultKind.Damaged,
            },
            [.. fault.Args.OfType<int>()]);
    }

    static bool StartsWith(byte[] file, ReadOnlySpan<byte> with) => file.AsSpan().StartsWith(with);
}
