using System.Globalization;

namespace NgoDashboard.Reports.Sheets;

/// <summary>The type of a cell's value, as stored in the file.</summary>
public enum CellKind : byte
{
    Text,
    Number,
    Date,
    Boolean,

    /// <summary>An error value such as #REF!: there was a number once.</summary>
    Error,
}

/// <summary>What is wrong with the quotation marks of a cell of a text file.</summary>
public enum QuoteFault : byte
{
    None,

    /// <summary>Opened and not closed in the same line.</summary>
    Unclosed,

    /// <summary>Inside of a cell, or text behind the closing one.</summary>
    Misplaced,
}

/// <summary>
/// A cell that is not empty: what the file stores, and by its format what the sheet displays. A report has a million of them, so it is a
/// value of 24 bytes, and cells share the objects of their formats.
/// </summary>
/// <param name="ColumnIndex">Counted from 0.</param>
/// <param name="Text">
/// What is stored: a number's digits with a decimal point ("145.8"), a date as "2023-12-31", otherwise the text as written.
/// </param>
/// <param name="Format">How the sheet displays a number or a date; null for the general format, and in text files.</param>
/// <param name="IsFormula">The value is the result that was stored when the file was saved; nothing is calculated here.</param>
public readonly record struct Cell(
    int ColumnIndex, CellKind Kind, string Text, NumberFormat? Format = null, bool IsFormula = false)
{
    /// <summary>No report has larger numbers, and a decimal must hold a hundred times as much, for a percent sign.</summary>
    const double MaxDisplayed = 1e20;

    /// <summary>Below it a number is a time of day, from the other on it is beyond the year 9999.</summary>
    const double MinDay = 1, MaxDay = 2_958_466;

    const string DayForm = "yyyy-MM-dd";

    /// <summary>Always <see cref="QuoteFault.None"/> in a workbook, and in a text file whose cells may have several lines.</summary>
    public QuoteFault QuoteFault { get; init; }

    public bool IsText => Kind == CellKind.Text;

    /// <summary>The number as stored, a date as its number of days since the end of 1899; null for other cells.</summary>
    public double? StoredNumber => Kind switch
    {
        CellKind.Number when double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        CellKind.Date when TryParseDay(out var day) => day.ToDateTime(TimeOnly.MinValue).ToOADate(),
        _ => null,
    };

    /// <summary>A date as a cell stores it in <see cref="Text"/>.</summary>
    public static string ToDayText(DateTime date) => date.ToString(DayForm, CultureInfo.InvariantCulture);

    /// <summary>A number as workbooks store it, which is a date where its format is one.</summary>
    /// <param name="daysBefore1904">What a workbook whose days are counted from 1904 leaves out; 0 for others.</param>
    public static Cell FromStoredNumber(
        int columnIndex, string stored, NumberFormat? format, bool isFormula = false, int daysBefore1904 = 0) =>
        format is { IsDate: true } && double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var days)
            && days is >= MinDay and < MaxDay && days + daysBefore1904 < MaxDay
            ? new(columnIndex, CellKind.Date, ToDayText(DateTime.FromOADate(days + daysBefore1904)), format, isFormula)
            : new(columnIndex, CellKind.Number, stored, format, isFormula);

    /// <summary>What the sheet shows: 1,500,000 in the format "#,##0.0,," is "1.5".</summary>
    /// <param name="culture">
    /// The separators, which a workbook does not store: it shows those of the computer on which it is opened.
    /// </param>
    /// <returns>Null if the format is one that is not reproduced here: fractions, times of day, exponents of its own.</returns>
    public string? GetDisplayedText(CultureInfo culture) => Kind switch
    {
        CellKind.Number => StoredNumber is { } number && Math.Abs(number) < MaxDisplayed
            ? NumberFormat.DisplayNumber(Format, (decimal)number, culture) : null,
        CellKind.Date => TryParseDay(out var day) ? NumberFormat.DisplayDate(Format, day, culture) : null,
        CellKind.Boolean => Text is "1" or "true" ? "TRUE" : "FALSE",
        _ => Text,
    };

    bool TryParseDay(out DateOnly day) =>
        DateOnly.TryParseExact(Text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
