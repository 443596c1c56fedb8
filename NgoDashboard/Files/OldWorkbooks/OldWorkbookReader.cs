using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using NgoDashboard.Files.Formats;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.OldWorkbooks;

/// <summary>
/// Reads the visible sheets of XLS. The library gives values, formats and merged ranges, and <see cref="OldWorkbookScan"/> the rest.
/// </summary>
static class OldWorkbookReader
{
    /// <summary>How the library calls a sheet that is not hidden.</summary>
    const string Visible = "visible";

    /// <summary>The folder of a workbook's macros.</summary>
    const string MacroFolder = "_VBA_PROJECT_CUR";

    /// <summary>What programs put in the place of a password, so that a workbook of which only a part is locked opens for all.</summary>
    const string CommonPassword = "VelvetSweatshop";

    /// <summary>Of old texts that do not say theirs: old fonts hold Vietnamese letters in the places of Western ones.</summary>
    static readonly Encoding WesternEncoding = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static IReadOnlyList<Sheet> ReadSheets(byte[] content, ReadingBudget reading) => GuardedReading.ReadSheets(reading, () =>
    {
        var file = new CompoundFile(content);
        if (file.RootNames.Contains(MacroFolder))
            reading.AddFinding(ReportFindingKind.Macros);
        return ReadVisibleSheets(content, OldWorkbookScan.Create(file, reading), reading);
    });

    static ExcelReaderConfiguration CreateConfiguration() => new() { FallbackEncoding = WesternEncoding, Password = CommonPassword };

    static List<Sheet> ReadVisibleSheets(byte[] content, OldWorkbookScan? scan, ReadingBudget reading)
    {
        var sheets = new List<Sheet>();
        try
        {
            using var book = ExcelReaderFactory.CreateBinaryReader(new MemoryStream(content), CreateConfiguration());
            var index = 0;
            do
            {
                if (book.VisibleState == Visible)
                    sheets.Add(new OldSheetReader(book, scan?.ScanSheet(index), reading).ReadSheet());
                else
                    reading.AddFinding(ReportFindingKind.HiddenSheet, null, book.Name);
                index++;
            }
            while (book.NextResult());
        }
        catch (InvalidPasswordException)
        {
            reading.AddFinding(ReportFindingKind.Protected);
            return [];
        }

        if (sheets.Count == 0)
            reading.AddFinding(ReportFindingKind.NoSheet);
        return sheets;
    }
}
