using System.Globalization;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Reference;

/// <summary>One line of a data file. A field that cannot be read is told and makes the line unsound; the reading goes on.</summary>
sealed class DataLine(DataFile file, int number, string[] header, string[] fields)
{
    public int LineNumber => number;

    /// <summary>Nothing was wrong with it so far: only then is it made into anything.</summary>
    public bool IsValid { get; private set; } = true;

    public void AddProblem(string column, string reason)
    {
        IsValid = false;
        file.AddProblem(number, column, reason);
    }

    /// <returns>Null where the field is empty.</returns>
    public string? GetOptional(string column) => fields[Array.IndexOf(header, column)] is { Length: > 0 } text ? text : null;

    public string GetRequired(string column)
    {
        if (GetOptional(column) is { } text)
            return text;
        AddProblem(column, "is empty");
        return "";
    }

    /// <summary>One of a closed list of words.</summary>
    public T GetCode<T>(string column, SqlMapping.CodeParser<T> parser)
    {
        if (!parser(GetOptional(column), out var value))
            AddProblem(column, $"'{GetOptional(column)}' is unknown");
        return value;
    }

    public bool GetFlag(string column, string yes, string no) => GetCode(column, (string? word, out bool value) => (value = word == yes) || word == no);

    public DateOnly GetDate(string column)
    {
        if (!DateOnly.TryParseExact(GetOptional(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            AddProblem(column, $"'{GetOptional(column)}' is not a date such as 2023-12-31");
        return day;
    }

    /// <summary>Digits with at most one decimal point: data files are written by people who can be asked to, unlike spreadsheets.</summary>
    public decimal? GetDecimal(string column)
    {
        var text = GetOptional(column) ?? "";
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && text is [.. , not '.'] and not ['.' or '+', ..])
        {
            if (value >= 0)
                return value;
            AddProblem(column, $"'{text}' is negative");
            return null;
        }

        var onlyTooLong = text.Length > 0 && text.All(char.IsAsciiDigit);
        AddProblem(column, onlyTooLong ? $"'{text}' is too large" : $"'{text}' is not a number");
        return null;
    }

    /// <summary>Names divided by semicolons.</summary>
    public string[] GetNames(string column) =>
        (GetOptional(column) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
