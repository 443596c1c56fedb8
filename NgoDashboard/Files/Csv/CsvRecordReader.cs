using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Csv;

/// <summary>Reads text as rows of cells, by CsvHelper.</summary>
sealed class CsvRecordReader : IDisposable
{
    /// <summary>
    /// Where a cell may have several lines, a quotation mark that is not closed would make one cell of the rest of the file.
    /// </summary>
    const int MaxCellCharacters = 100_000;

    readonly TextReader text;
    readonly CsvConfiguration configuration;
    readonly bool isLineByLine;
    readonly List<Cell> cells = [];
    CsvParser parser;

    /// <summary>A cell with quotation marks where none may be, as written; set while it is read.</summary>
    string? badField;

    int lineNumber;

    CsvRecordReader(TextReader text, char separator, bool isLineByLine)
    {
        (this.text, this.isLineByLine) = (text, isLineByLine);
        configuration = new(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(),
            BadDataFound = bad => badField = bad.Field,
            CacheFields = true,
            IgnoreBlankLines = !isLineByLine,
            LineBreakInQuotedFieldIsBadData = isLineByLine,
            MaxFieldSize = isLineByLine ? 0 : MaxCellCharacters,
        };
        parser = new(text, configuration, leaveOpen: true);
    }

    /// <summary>Whether a quotation mark was not closed and swallowed the lines below it.</summary>
    public bool HasOpenQuote { get; private set; }

    /// <summary>Of the record as written, in characters.</summary>
    public int RecordLength => parser.RawRecord.Length;

    /// <summary>
    /// Cells may have several lines, their texts are normalised, and a quotation mark in the middle of a cell is an ordinary character.
    /// </summary>
    public static CsvRecordReader ForReport(TextReader text, char separator) => new(text, separator, isLineByLine: false);

    /// <summary>
    /// Each line is read by itself and counted, so that a quotation mark that is not closed spoils only its own line. The texts are as
    /// written, and a misplaced quotation mark is a fault of its cell.
    /// </summary>
    public static CsvRecordReader ForLines(TextReader text, char separator) =>
        new(new SingleLineReader(text), separator, isLineByLine: true);

    /// <returns>False at the end of the file.</returns>
    public bool Read()
    {
        lineNumber++;
        return parser.Read();
    }

    /// <summary>The record that was read; without cells if nothing is written in it.</summary>
    public SheetRow ReadRow()
    {
        cells.Clear();
        for (var column = 0; column < parser.Count && !IsBeyondLimit(column); column++)
        {
            if (ReadCell(column) is { } cell)
                cells.Add(cell);
        }

        var row = new SheetRow(isLineByLine ? lineNumber : parser.RawRow, [.. cells]) { FieldCount = parser.Count };
        // The parser goes on as if it were inside of the quotation marks; the text has handed out nothing of the next line yet.
        if (cells is [.., { QuoteFault: QuoteFault.Unclosed }])
        {
            parser.Dispose();
            parser = new(text, configuration, leaveOpen: true);
        }

        return row;
    }

    public void Dispose()
    {
        parser.Dispose();
        text.Dispose();
    }

    /// <summary>In a list one cell beyond the limit shows that there are too many; a line may have millions.</summary>
    bool IsBeyondLimit(int column) =>
        column >= ReadingBudget.MaxColumns && (!isLineByLine || cells is [.., { ColumnIndex: >= ReadingBudget.MaxColumns }]);

    Cell? ReadCell(int column)
    {
        badField = null;
        var field = parser[column];
        if (!isLineByLine)
        {
            HasOpenQuote |= badField.AsSpan().ContainsAny('\r', '\n');
            return CellText.Normalize(field) is { Length: > 0 } normalized ? new(column, CellKind.Text, normalized) : null;
        }

        var fault = badField is { } written ? FindQuoteFault(written) : QuoteFault.None;
        return field.Length > 0 || fault != QuoteFault.None ? new(column, CellKind.Text, field) { QuoteFault = fault } : null;
    }

    static QuoteFault FindQuoteFault(string written)
    {
        if (written is not ['"', ..])
            return QuoteFault.Misplaced;
        for (var i = 1; i < written.Length; i++)
        {
            if (written[i] != '"')
                continue;
            if (i + 1 < written.Length && written[i + 1] == '"')
                i++;
            else
                // Blanks behind the closing mark are no fault.
                return written.AsSpan(i + 1).Trim(' ').IsEmpty ? QuoteFault.None : QuoteFault.Misplaced;
        }

        return QuoteFault.Unclosed;
    }

    /// <summary>Hands out one line at a time, so that the parser never holds text of the line below.</summary>
    sealed class SingleLineReader(TextReader text) : TextReader
    {
        string line = "";
        int position;

        public override int Read(char[] buffer, int index, int count)
        {
            if (position == line.Length)
            {
                if (text.ReadLine() is not { } next)
                    return 0;
                (line, position) = (next + '\n', 0);
            }

            var length = Math.Min(count, line.Length - position);
            line.CopyTo(position, buffer, index, length);
            position += length;
            return length;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                text.Dispose();
            base.Dispose(disposing);
        }
    }
}
