using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Headers;

/// <summary>What the head of one column says. Of a figure's place it may say some, and the row, the title or the desk says the rest.</summary>
/// <param name="Title">As it is written, all lines of it.</param>
/// <param name="Measure">What the numbers below it are, where it says so.</param>
/// <param name="IsSum">The sum of the columns beside it: checked, and never a figure.</param>
/// <param name="GuessedMeasure">What a head that is not known seems to mean: asked before anything is read below it.</param>
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
    /// <summary>Whether numbers stand below it that become figures, as soon as it is known which.</summary>
    public bool HoldsFigures => !IsSum && (Measure is not null || IsCrossTab || NeedsMeasure);

    /// <summary>"Thực hiện", "Số tiền", or a head that is not known: what its numbers are says the row or the title, else the desk.</summary>
    public bool NeedsMeasure => GuessedMeasure is not null || Type == Reports.Headers.ColumnType.Value;

    public bool MayBeMoney => !IsSum && ((Measure ?? GuessedMeasure) is { IsMoney: true } || Type == Reports.Headers.ColumnType.Value);

    /// <summary>A column of a cross table: the head is one part of the place, and each row another.</summary>
    public bool IsCrossTab => !IsSum && Type is null && GuessedMeasure is null && (Sector is not null || Provinces is not null || Period is not null);
}
