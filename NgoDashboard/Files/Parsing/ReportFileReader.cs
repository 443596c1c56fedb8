using System.Security.Cryptography;
using System.Xml;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Text;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Parsing;

/// <summary>Reports as files: workbooks (XLSX, XLSM) and text (CSV, TSV), told apart by what is in them and not by their names.</summary>
public static class ReportFileReader
{
    public const int MaxBytes = 50 * 1024 * 1024;

    /// <summary>Of a whole file; a national list of all grants of ten years has fewer.</summary>
    public const int MaxRows = 100_000;

    /// <summary>Whatever is in the file, an answer comes: the table, or a sentence why there is none.</summary>
    /// <param name="name">Of several files each has its own: <see cref="UploadedFileName.MakeUnique"/>.</param>
    /// <param name="progress">Told the number of rows read so far.</param>
    /// <exception cref="OperationCanceledException">Somebody has thought better of it.</exception>
    public static ReportFile ReadReport(string name, byte[] content, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        name = UploadedFileName.CleanName(name);
        var reading = new ReadingBudget(name, progress, cancellation);
        if (content.Length > MaxBytes)
            return new(name, "", [], [new(ReportFindingKind.TooLarge, name, null, MaxBytes / 1024 / 1024)]);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var form = FileFormatDetector.Detect(content, TextEncodingDetector.IsUtf16(content));
        ReportFindingKind? fault = form switch
        {
            FileFormat.Empty => ReportFindingKind.Empty,
            FileFormat.PasswordProtected => ReportFindingKind.Protected,
            FileFormat.OldSpreadsheet => ReportFindingKind.OldSpreadsheet,
            FileFormat.Other => ReportFindingKind.NotATable,
            _ => null,
        };
        if (fault is { } known)
            return new(name, hash, [], [new(known, name, null)]);
        var sheets = form == FileFormat.ZipPackage ? WorkbookReader.ReadSheets(content, reading) : DelimitedTextReader.ReadSheets(content, reading);
        return new(name, hash, sheets, reading.Findings);
    }
}

/// <summary>What all ways to read a file share: how much may be in it, who waits for it, and what was found.</summary>
sealed class ReadingBudget(string file, IProgress<int>? progress, CancellationToken cancellation)
{
    /// <summary>Of all cells together, each counted as some letters more; what unpacks to more is no report.</summary>
    const long MaxCharacters = 100_000_000;

    public const int CharactersPerCell = 24;

    const int StepsPerCancellationCheck = 4_096;

    /// <summary>Further to the right stands no table.</summary>
    public const int MaxColumns = 400;

    const int RowsPerProgress = 500;

    int rows;
    int steps;
    long characters;

    public List<ReportFinding> Findings { get; } = [];

    public void AddFinding(ReportFindingKind kind, CellReference? where = null, params ReadOnlySpan<object> args) => Findings.Add(new(kind, file, where, [.. args]));

    /// <summary>One row more.</summary>
    /// <exception cref="ReadingLimitException">Past what may be in a file.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
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

    /// <summary>Something more was looked at, kept or not: a row, a cell, a text.</summary>
    /// <param name="length">Its letters.</param>
    /// <inheritdoc cref="CountRow"/>
    public void CountStep(int length)
    {
        if (++steps % StepsPerCancellationCheck == 0)
            cancellation.ThrowIfCancellationRequested();
        characters += length;
        if (characters > MaxCharacters)
            throw new ReadingLimitException(ReportFindingKind.TooManyCells, ReportFileReader.MaxRows);
    }

    /// <summary>A node of a part that is read as a stream.</summary>
    /// <inheritdoc cref="CountRow"/>
    public void CountStep(XmlReader xml)
    {
        WorkbookLimits.CheckDepth(xml);
        CountStep(1);
    }
}

/// <summary>There is more in a file than may be.</summary>
/// <param name="amount">How much may be; 0 where no number says it.</param>
sealed class ReadingLimitException(ReportFindingKind kind, int amount) : Exception
{
    public ReportFindingKind Kind => kind;

    public int Limit => amount;
}
