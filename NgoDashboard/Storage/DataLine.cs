using System.Globalization;
using NgoDashboard.Figures;

namespace NgoDashboard.Storage;

/// <summary>One line of a data file. A field that cannot be read is told and makes the line unsound; the reading goes on.</summary>
sealed class DataLine(DataFile file, int number, string[] header, string[] fields)
{
    public int Number => number;

    /// <summary>Nothing was wrong with it so far: only then is it made into anything.</summary>
    public bool IsSound { get; private set; } = true;

    public void Wrong(string column, string reason)
    {
        IsSound = false;
        file.Wrong(number, column, reason);
    }

    /// <returns>Null where the field is empty.</returns>
    public string? Optional(string column) => fields[Array.IndexOf(header, column)] is { Length: > 0 } text ? text : null;

    public string Text(string column)
    {
        if (Optional(column) is { } text)
            return text;
        Wrong(column, "is empty");
        return "";
    }

    /// <summary>One of a closed list of words.</summary>
    public T Word<T>(string column, Columns.Reader<T> reader)
    {
        if (!reader(Optional(column), out var value))
            Wrong(column, $"'{Optional(column)}' is unknown");
        return value;
    }

    public bool YesOrNo(string column, string yes, string no) => Word(column, (string? word, out bool value) => (value = word == yes) || word == no);

    public DateOnly Day(string column)
    {
        if (!DateOnly.TryParseExact(Optional(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            Wrong(column, $"'{Optional(column)}' is not a date such as 2023-12-31");
        return day;
    }

    /// <summary>Digits with at most one decimal point: data files are written by people who can be asked to, unlike spreadsheets.</summary>
    public decimal? Decimal(string column)
    {
        var text = Optional(column) ?? "";
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && text is [.. , not '.'] and not ['.' or '+', ..])
        {
            if (value >= 0)
                return value;
            Wrong(column, $"'{text}' is negative");
            return null;
        }

        var onlyTooLong = text.Length > 0 && text.All(char.IsAsciiDigit);
        Wrong(column, onlyTooLong ? $"'{text}' is too large" : $"'{text}' is not a number");
        return null;
    }

    /// <summary>Names divided by semicolons.</summary>
    public string[] Names(string column) =>
        (Optional(column) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
