using System.Security.Cryptography;
using System.Text;
using NgoDashboard.Files.BinaryWorkbooks;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Formats;
using NgoDashboard.Files.Html;
using NgoDashboard.Files.OldFonts;
using NgoDashboard.Files.OldWorkbooks;
using NgoDashboard.Files.OpenDocument;
using NgoDashboard.Files.SpreadsheetXml;
using NgoDashboard.Files.Text;
using NgoDashboard.Files.Word;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Parsing;

/// <summary>
/// Reads reports: workbooks of all kinds, tables of documents and web pages, and text, recognised by content and not by name.
/// </summary>
public static class ReportFileReader
{
    public const int MaxBytes = 50 * 1024 * 1024;

    /// <summary>The extensions that a file dialog offers.</summary>
    public const string AcceptedExtensions =
        ".xlsx,.xlsm,.xlsb,.xls,.xml,.ods,.fods,.csv,.tsv,.txt,.docx,.docm,.html,.htm";

    /// <inheritdoc cref="ReadingBudget.MaxRows"/>
    public const int MaxRows = ReadingBudget.MaxRows;

    /// <summary>Pages and old workbooks name their code pages, and libraries look for them among the encodings of the process.</summary>
    static ReportFileReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

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
        if (FindFault(format) is { } fault)
            return new(name, hash, [], [new(fault, name, null)]);
        var sheets = ConvertOldFonts(ReadSheets(format, content, reading), reading);
        return new(name, hash, sheets, reading.Findings);
    }

    static IReadOnlyList<Sheet> ConvertOldFonts(IReadOnlyList<Sheet> sheets, ReadingBudget reading)
    {
        var converter = new OldFontConverter(reading.OldFonts);
        var converted = converter.Convert(sheets);
        foreach (var (coding, count) in converter.Converted)
            reading.AddFinding(ReportFindingKind.OldFont, null, OldFont.NameCoding(coding), count);
        return converted;
    }

    static IReadOnlyList<Sheet> ReadSheets(FileFormat format, byte[] content, ReadingBudget reading) => format switch
    {
        FileFormat.Workbook => WorkbookReader.ReadSheets(content, reading),
        FileFormat.BinaryWorkbook => BinaryWorkbookReader.ReadSheets(content, reading),
        FileFormat.OldWorkbook => OldWorkbookReader.ReadSheets(content, reading),
        FileFormat.SpreadsheetXml => SpreadsheetXmlReader.ReadSheets(content, reading),
        FileFormat.OpenDocument => OpenDocumentReader.ReadPackage(content, reading),
        FileFormat.FlatOpenDocument => OpenDocumentReader.ReadFlat(content, reading),
        FileFormat.WordDocument => WordReader.ReadSheets(content, reading),
        FileFormat.Html => HtmlReader.ReadSheets(content, reading),
        _ => CsvSheetReader.ReadSheets(content, reading),
    };

    /// <summary>Why nothing can be read; null if the format is one that is read.</summary>
    static ReportFindingKind? FindFault(FileFormat format) => format switch
    {
        FileFormat.Empty => ReportFindingKind.Empty,
        FileFormat.PasswordProtected => ReportFindingKind.Protected,
        FileFormat.ForgottenSpreadsheet => ReportFindingKind.OldSpreadsheet,
        FileFormat.OldDocument => ReportFindingKind.OldDocument,
        FileFormat.Pdf => ReportFindingKind.Pdf,
        FileFormat.Picture => ReportFindingKind.Picture,
        FileFormat.Archive => ReportFindingKind.Archive,
        FileFormat.AppleDocument => ReportFindingKind.AppleDocument,
        FileFormat.WebArchive => ReportFindingKind.WebArchive,
        FileFormat.OtherOfficeDocument => ReportFindingKind.OtherOfficeDocument,
        FileFormat.Other => ReportFindingKind.NotATable,
        _ => null,
    };
}
