using System.Security.Cryptography;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Text;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;

namespace NgoDashboard.Files.Parsing;

/// <summary>Reads reports: workbooks (XLSX, XLSM) and text (CSV, TSV), recognised by content and not by name.</summary>
public static class ReportFileReader
{
    public const int MaxBytes = 50 * 1024 * 1024;

    /// <inheritdoc cref="ReadingBudget.MaxRows"/>
    public const int MaxRows = ReadingBudget.MaxRows;

    /// <summary>Returns for any content: the sheets, or a finding that tells why there are none.</summary>
    /// <param name="name">Unique among the files of one import: <see cref="UploadedFileName.MakeUnique"/>.</param>
    /// <param name="progress">Called with the number of rows read so far.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static ReportFile ReadReport(
        string name, byte[] content, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        name = UploadedFileName.CleanName(name);
        var reading = new ReadingBudget(name, progress, cancellation);
        if (content.Length > MaxBytes)
            return new(name, "", [], [new(ReportFindingKind.TooLarge, name, null, MaxBytes / 1024 / 1024)]);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var format = FileFormatDetector.Detect(content, TextEncodingDetector.IsUtf16(content));
        ReportFindingKind? fault = format switch
        {
            FileFormat.Empty => ReportFindingKind.Empty,
            FileFormat.PasswordProtected => ReportFindingKind.Protected,
            FileFormat.OldSpreadsheet => ReportFindingKind.OldSpreadsheet,
            FileFormat.Other => ReportFindingKind.NotATable,
            _ => null,
        };
        if (fault is { } known)
            return new(name, hash, [], [new(known, name, null)]);
        var sheets = format == FileFormat.ZipPackage ? WorkbookReader.ReadSheets(content, reading)
            : CsvSheetReader.ReadSheets(content, reading);
        return new(name, hash, sheets, reading.Findings);
    }
}
