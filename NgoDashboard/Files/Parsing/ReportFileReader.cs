using System.Security.Cryptography;
using System.Xml;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Text;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Parsing;

/// <summary>Reads reports: workbooks (XLSX, XLSM) and text (CSV, TSV), recognised by content and not by name.</summary>
public static class ReportFileReader
{
    public const int MaxBytes = 50 * 1024 * 1024;

    /// <summary>Of a whole file; a national list of all grants of ten years has fewer rows.</summary>
    public const int MaxRows = 100_000;

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
            : DelimitedTextReader.ReadSheets(content, reading);
        return new(name, hash, sheets, reading.Findings);
    }
}

/// <summary>What all readers of a file share: its limits, cancellation and findings.</summary>
sealed class ReadingBudget(string file, IProgress<int>? progress, CancellationToken cancellation)
{
    /// <summary>
    /// Characters of all cells together, each cell counted as <see cref="CharactersPerCell"/> more; a file that unpacks to more is no
    /// report.
    /// </summary>
    const long MaxCharacters = 100_000_000;

    public const int CharactersPerCell = 24;

    const int StepsPerCancellationCheck = 4_096;

    /// <summary>No table extends further right.</summary>
    public const int MaxColumns = 400;

    const int RowsPerProgress = 500;

    int rows;
    int steps;
    long characters;

    public List<ReportFinding> Findings { get; } = [];

    public void AddFinding(ReportFindingKind kind, CellReference? where = null, params ReadOnlySpan<object> args) =>
        Findings.Add(new(kind, file, where, [.. args]));

    /// <summary>Counts a row.</summary>
    /// <exception cref="ReadingLimitException">The file exceeds a limit.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public void CountRow(SheetRow row)
    {
        if (++rows % RowsPerProgress == 0)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(rows);
        }

        characters += row.Cells.Length * CharactersPerCell;
        if (rows > ReportFileReader.MaxRows)
            throw new ReadingLimitException(ReportFindingKind.TooManyRows, ReportFileReader.MaxRows);
        CountStep(0);
    }

    /// <summary>Counts a step of reading, whether its result is kept or not: a row, a cell, a text.</summary>
    /// <param name="length">Its length in characters.</param>
    /// <inheritdoc cref="CountRow"/>
    public void CountStep(int length)
    {
        if (++steps % StepsPerCancellationCheck == 0)
            cancellation.ThrowIfCancellationRequested();
        characters += length;
        if (characters > MaxCharacters)
            throw new ReadingLimitException(ReportFindingKind.TooManyCells, ReportFileReader.MaxRows);
    }

    /// <summary>Counts a node of a part that is read as a stream, and checks its depth.</summary>
    /// <inheritdoc cref="CountRow"/>
    public void CountStep(XmlReader xml)
    {
        WorkbookLimits.CheckDepth(xml);
        CountStep(1);
    }
}

/// <summary>A file exceeds a limit.</summary>
/// <param name="amount">The limit; 0 if it is not one number.</param>
sealed class ReadingLimitException(ReportFindingKind kind, int amount) : Exception
{
    public ReportFindingKind Kind => kind;

    public int Limit => amount;
}
