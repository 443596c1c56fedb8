using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Headers;

/// <summary>
/// What the header of one column states. It may give parts of a figure's key; the row, the title or the desk gives the rest.
/// </summary>
/// <param name="Title">As written, with all lines.</param>
/// <param name="Measure">What its numbers are, if the header states it.</param>
/// <param name="IsSum">The column is the sum of the columns beside it: checked, and never a figure.</param>
/// <param name="GuessedMeasure">What an unknown header seems to mean; the desk is asked before anything below it is read.</param>
public sealed record TypedColumn(
    int Index,
    string Title,
    ColumnType? Type = null,
    Measure? Measure = null,
    string? Sector = null,
    IReadOnlyList<ProvinceCode>? Provinces = null,
    Period? Period = null,
    MoneyUnit Unit = default,
    bool IsSum = false,
    Measure? GuessedMeasure = null)
{
    /// <summary>What its numbers are, if its caption says that they are no figures: a plan, a share, a telephone number.</summary>
    public CellClass? OtherNumbers { get; init; }

    /// <summary>Its amounts are a part of those of another column, or of all such columns together: cash beside aid in kind.</summary>
    public AmountPart? Part { get; init; }

    /// <summary>The column that states the whole of which this one is a part; null if none does, and the parts are added up.</summary>
    public int? WholeColumnIndex { get; init; }

    /// <summary>The groups of a list are donors, and its rows their grants: "Nhà tài trợ/Tên khoản viện trợ".</summary>
    public bool NamesDonorsToo { get; init; }

    /// <summary>What the desk has said that it is; null if it has said nothing.</summary>
    public string? Answer { get; init; }

    /// <summary>Its caption mentions a measure, of which the desk has said what it is.</summary>
    public bool HadGuess { get; init; }

    /// <summary>Whether its caption says that its numbers are estimates. Derived once, because each number below asks for it.</summary>
    public bool IsEstimate { get; } = EstimateWords.IsEstimate(Title);

    /// <summary>Whether its numbers become figures once their key is complete.</summary>
    public bool HoldsFigures => !IsSum && WholeColumnIndex is null && (Measure is not null || IsCrossTab || NeedsMeasure);

    /// <summary>"Thực hiện", "Số tiền" or an unknown header: the row, the title or else the desk states the measure.</summary>
    public bool NeedsMeasure => GuessedMeasure is not null || Type == Reports.Captions.ColumnType.Value;

    public bool MayBeMoney => !IsSum && WholeColumnIndex is null
        && ((Measure ?? GuessedMeasure) is { IsMoney: true } || Type == Reports.Captions.ColumnType.Value);

    /// <summary>A column of a cross table: the header gives one part of the key, and each row another.</summary>
    public bool IsCrossTab =>
        !IsSum && Type is null && GuessedMeasure is null && (Sector is not null || Provinces is not null || Period is not null);
}
