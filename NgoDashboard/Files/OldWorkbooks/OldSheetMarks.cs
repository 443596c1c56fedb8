using System.Buffers.Binary;
using NgoDashboard.Files.OldFonts;
using NgoDashboard.Files.Workbooks;

namespace NgoDashboard.Files.OldWorkbooks;

/// <summary>What the library does not give of a sheet's cells. Rows and columns from 0, as the records have them.</summary>
sealed class OldSheetMarks(OldWorkbookScan workbook)
{
    const int Formula = 0x0006, Row = 0x0208, BooleanOrError = 0x0205;

    /// <summary>Cells with texts: in the table of texts, in the cell, with fonts in the cell.</summary>
    const int SharedText = 0x00FD, Text = 0x0204, RichText = 0x00D6;

    /// <summary>In the flags of a row: its height is zero.</summary>
    const int HiddenRow = 0x20;

    readonly Dictionary<(int Row, int Column), string> errors = [];
    readonly HashSet<(int Row, int Column)> formulas = [];
    readonly HashSet<int> hiddenRows = [];
    readonly Dictionary<(int Row, int Column), OldFont> fonts = [];

    /// <summary>Null if the cell is no error.</summary>
    public string? FindError(int row, int column) => errors.GetValueOrDefault((row, column));

    public bool IsFormula(int row, int column) => formulas.Contains((row, column));

    public bool IsHidden(int row) => hiddenRows.Contains(row);

    public OldFont? FindFont(int row, int column) => fonts.TryGetValue((row, column), out var font) ? font : null;

    public IEnumerable<int> ErrorColumns => errors.Keys.Select(cell => cell.Column);

    public void Add(int type, ReadOnlySpan<byte> body)
    {
        if (type == Row && body.Length >= 14 && (body[12] & HiddenRow) != 0)
            hiddenRows.Add(ReadNumber(body, 0));
        if (type is not (Formula or BooleanOrError or SharedText or Text or RichText) || body.Length < 8)
            return;
        var cell = (ReadNumber(body, 0), ReadNumber(body, 2));
        if (type == BooleanOrError && body[7] != 0)
            errors[cell] = ErrorCodes.ToText(body[6]);
        else if (type == Formula)
            AddFormula(cell, body);
        if (type is not BooleanOrError && workbook.FindFont(ReadNumber(body, 4)) is { } font)
            fonts[cell] = font;
    }

    /// <summary>A result that is no number has 0xFFFF where the upper end of a number is, and its kind before.</summary>
    void AddFormula((int Row, int Column) cell, ReadOnlySpan<byte> body)
    {
        formulas.Add(cell);
        if (body.Length >= 14 && ReadNumber(body, 12) == 0xFFFF && body[6] == 2)
            errors[cell] = ErrorCodes.ToText(body[8]);
    }

    static int ReadNumber(ReadOnlySpan<byte> body, int at) => BinaryPrimitives.ReadUInt16LittleEndian(body[at..]);
}
