using System.Globalization;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Reference;

/// <summary>
/// One line of a data file. A field that cannot be parsed is reported and makes the line invalid; parsing goes on with a default value.
/// </summary>
sealed class DataLine(DataFile file, int number, string[] header, string[] fields)
{
    public int LineNumber => number;

    /// <summary>True while no problem was reported; invalid lines are skipped.</summary>
    public bool IsValid { get; private set; } = true;

    public void AddProblem(string column, DataFault fault, params object?[] args)
    {
        IsValid = false;
        file.AddProblem(number, column, fault, args);
    }

    /// <returns>Null if the field is empty.</returns>
    public string? GetOptional(string column) => fields[Array.IndexOf(header, column)] is { Length: > 0 } text ? text : null;

    public string GetRequired(string column)
    {
        if (GetOptional(column) is { } text)
            return text;
        AddProblem(column, DataFault.Empty);
        return "";
    }

    /// <summary>A field that holds a code of an enum.</summary>
    public T GetCode<T>(string column)
        where T : struct, Enum => GetCode<T>(column, EnumCodes.TryParse);

    /// <summary>A field that holds one of a fixed list of codes.</summary>
    public T GetCode<T>(string column, SqlMapping.CodeParser<T> parser)
    {
        if (!parser(GetOptional(column), out var value))
            AddProblem(column, DataFault.Unknown, GetOptional(column));
        return value;
    }

    public bool GetFlag(string column, string yes, string no) =>
        GetCode(column, (string? word, out bool value) => (value = word == yes) || word == no);

    public DateOnly GetDate(string column)
    {
        if (!DateOnly.TryParseExact(GetOptional(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            AddProblem(column, DataFault.NotADate, GetOptional(column));
        return day;
    }

    /// <summary>
    /// Digits with at most one decimal point and no separators: unlike reports, data files are written for this program.
    /// </summary>
    /// <returns>Null if the field is not such a number; that is reported.</returns>
    public decimal? GetDecimal(string column)
    {
        var text = GetOptional(column) ?? "";
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var value)
            && text is [.., not '.'] and not ['.' or '+', ..])
        {
            if (value >= 0)
                return value;
            AddProblem(column, DataFault.Negative, text);
            return null;
        }

        var isTooLong = text.Length > 0 && text.All(char.IsAsciiDigit);
        AddProblem(column, isTooLong ? DataFault.TooLarge : DataFault.NotANumber, text);
        return null;
    }

    /// <summary>Names separated by semicolons.</summary>
    public string[] GetNames(string column) =>
        (GetOptional(column) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
