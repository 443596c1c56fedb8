using NgoDashboard.Figures.Codes;
using NgoDashboard.Language;

namespace NgoDashboard.Storage.Reference;

/// <summary>What is wrong in a data file: their codes are keys of its sentences ("data-…" in Storage.resx).</summary>
enum DataFault
{
    // Of a file.
    [Code("fileMissing")] FileMissing,
    [Code("notUtf8")] NotUtf8,
    [Code("fileEmpty")] FileEmpty,

    /// <summary>Further problems that are only counted.</summary>
    [Code("more")] More,

    // Of a line.
    [Code("misplacedQuote")] MisplacedQuote,
    [Code("fieldCount")] FieldCount,

    // Of a column.
    [Code("columnMissing")] ColumnMissing,
    [Code("columnUnknown")] ColumnUnknown,
    [Code("columnTwice")] ColumnTwice,

    // Of a field.
    [Code("empty")] Empty,
    [Code("unknown")] Unknown,
    [Code("keyTwice")] KeyTwice,
    [Code("aliasTaken")] AliasTaken,
    [Code("notADate")] NotADate,
    [Code("notANumber")] NotANumber,
    [Code("notAYear")] NotAYear,
    [Code("notAWebAddress")] NotAWebAddress,
    [Code("notAProvinceCode")] NotAProvinceCode,
    [Code("negative")] Negative,
    [Code("notPositive")] NotPositive,
    [Code("tooLarge")] TooLarge,
    [Code("tooFine")] TooFine,
    [Code("rateTooFine")] RateTooFine,
    [Code("unitMisfit")] UnitMisfit,
    [Code("periodReversed")] PeriodReversed,
    [Code("adoptedTwice")] AdoptedTwice,
    [Code("notACurrentProvince")] NotACurrentProvince,
    [Code("successorOfCurrentProvince")] SuccessorOfCurrentProvince,
}

/// <summary>A problem of a data file, with its position.</summary>
public sealed class DataProblem
{
    readonly DataFault fault;
    readonly string file;
    readonly int? line;
    readonly string? column;
    readonly object?[] args;

    /// <param name="line">Counted from 1; null if the whole file is meant.</param>
    /// <param name="column">Null if the whole line or the whole file is meant.</param>
    internal DataProblem(DataFault fault, string file, int? line = null, string? column = null, params object?[] args) =>
        (this.fault, this.file, this.line, this.column, this.args) = (fault, file, line, column, args);

    /// <summary>"figures.csv, line 2, column value: '12x' is not a number".</summary>
    public string ToSentence(DisplayLanguage language) => (line, column) switch
    {
        (null, _) => language.Words.Storage[$"data-{fault.ToCode()}", [file, .. args]],
        (_, null) => language.Words.Storage["data-line", file, line, language.Words.Storage[$"data-{fault.ToCode()}", args]],
        _ => language.Words.Storage["data-field", file, line, column, language.Words.Storage[$"data-{fault.ToCode()}", args]],
    };

    public override string ToString() => ToSentence(DisplayLanguage.English);
}

/// <summary>Collects the problems of all data files, so that they can be fixed together and not one at each start.</summary>
sealed class DataProblems
{
    /// <summary>Listed problems; the rest is only counted, because one wrong header causes a problem in every line.</summary>
    public const int MaxListed = 20;

    readonly List<DataProblem> listed = [];
    int count;

    public bool Any => count > 0;

    public void Add(DataProblem problem)
    {
        if (count++ < MaxListed)
            listed.Add(problem);
    }

    /// <exception cref="DataFileException">There was a problem.</exception>
    public void ThrowIfAny()
    {
        if (count > MaxListed)
            listed.Add(new(DataFault.More, "", null, null, count - MaxListed));
        if (Any)
            throw new DataFileException(listed);
    }
}
