using System.Security.Cryptography;
using System.Xml;
using NgoDashboard.Exchange.SentFiles;
using NgoDashboard.Reports;

namespace NgoDashboard.Exchange;

/// <summary>Reports as files: workbooks (XLSX, XLSM) and text (CSV, TSV), told apart by what is in them and not by their names.</summary>
public static class ReportFiles
{
    public const int Longest = 50 * 1024 * 1024;

    /// <summary>Of a whole file; a national list of all grants of ten years has fewer.</summary>
    public const int MostRows = 100_000;

    /// <summary>Whatever is in the file, an answer comes: the table, or a sentence why there is none.</summary>
    /// <param name="name">Of several files each has its own: <see cref="ReportFileName.For"/>.</param>
    /// <param name="progress">Told the number of rows read so far.</param>
    /// <exception cref="OperationCanceledException">Somebody has thought better of it.</exception>
    public static ReportFile Read(string name, byte[] content, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        name = ReportFileName.Of(name);
        var reading = new ReportRows(name, progress, cancellation);
        if (content.Length > Longest)
            return new(name, "", [], [new(ReportFindingKind.TooLarge, name, null, Longest / 1024 / 1024)]);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var form = FileForms.Of(content, TextEncodings.IsWide(content));
        ReportFindingKind? fault = form switch
        {
            FileForm.Empty => ReportFindingKind.Empty,
            FileForm.Protected => ReportFindingKind.Protected,
            FileForm.OldSpreadsheet => ReportFindingKind.OldSpreadsheet,
            FileForm.Other => ReportFindingKind.NotATable,
            _ => null,
        };
        if (fault is { } known)
            return new(name, hash, [], [new(known, name, null)]);
        var sheets = form == FileForm.Package ? ReportWorkbook.Read(content, reading) : ReportText.Read(content, reading);
        return new(name, hash, sheets, reading.Findings);
    }
}

/// <summary>What all ways to read a file share: how much may be in it, who waits for it, and what was found.</summary>
sealed class ReportRows(string file, IProgress<int>? progress, CancellationToken cancellation)
{
    /// <summary>Of all cells together, each counted as some letters more; what unpacks to more is no report.</summary>
    const long MostLetters = 100_000_000;

    public const int LettersOfACell = 24;

    const int StepsBetween = 4_096;

    /// <summary>Further to the right stands no table.</summary>
    public const int MostColumns = 400;

    const int RowsBetween = 500;

    int rows;
    int steps;
    long letters;

    public List<ReportFinding> Findings { get; } = [];

    public void Tell(ReportFindingKind kind, Place? where = null, params ReadOnlySpan<object> args) => Findings.Add(new(kind, file, where, [.. args]));

    /// <summary>One row more.</summary>
    /// <exception cref="TooMuchException">Past what may be in a file.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public void Count(SheetRow row)
    {
        if (++rows % RowsBetween == 0)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(rows);
        }

        letters += row.Cells.Length * LettersOfACell;
        if (rows > ReportFiles.MostRows)
            throw new TooMuchException(ReportFindingKind.TooManyRows, ReportFiles.MostRows);
        Step(0);
    }

    /// <summary>Something more was looked at, kept or not: a row, a cell, a text.</summary>
    /// <param name="length">Its letters.</param>
    /// <inheritdoc cref="Count"/>
    public void Step(int length)
    {
        if (++steps % StepsBetween == 0)
            cancellation.ThrowIfCancellationRequested();
        letters += length;
        if (letters > MostLetters)
            throw new TooMuchException(ReportFindingKind.TooManyCells, ReportFiles.MostRows);
    }

    /// <summary>A node of a part that is read as a stream.</summary>
    /// <inheritdoc cref="Count"/>
    public void Step(XmlReader xml)
    {
        WorkbookBounds.CheckDepth(xml);
        Step(1);
    }
}

/// <summary>There is more in a file than may be.</summary>
/// <param name="amount">How much may be; 0 where no number says it.</param>
sealed class TooMuchException(ReportFindingKind kind, int amount) : Exception
{
    public ReportFindingKind Kind => kind;

    public int Amount => amount;
}
