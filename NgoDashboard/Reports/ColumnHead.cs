using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>What the head of one column says. Of a figure's place it may say some, and the row, the title or the desk says the rest.</summary>
/// <param name="Title">As it is written, all lines of it.</param>
/// <param name="Measure">What the numbers below it are, where it says so.</param>
/// <param name="IsSum">The sum of the columns beside it: checked, and never a figure.</param>
/// <param name="Guess">What a head that is not known seems to mean: asked before anything is read below it.</param>
public sealed record ColumnHead(
    int Column,
    string Title,
    Field? Field = null,
    Measure? Measure = null,
    string? Sector = null,
    IReadOnlyList<ProvinceCode>? Provinces = null,
    Period? Period = null,
    MoneyUnit Unit = default,
    bool IsSum = false,
    Measure? Guess = null)
{
    /// <summary>Whether numbers stand below it that become figures, as soon as it is known which.</summary>
    public bool HoldsFigures => !IsSum && (Measure is not null || IsCross || IsOpen);

    /// <summary>"Thực hiện", "Số tiền", or a head that is not known: what its numbers are says the row or the title, else the desk.</summary>
    public bool IsOpen => Guess is not null || Field == Reports.Field.Value;

    public bool MayBeMoney => !IsSum && ((Measure ?? Guess) is { IsMoney: true } || Field == Reports.Field.Value);

    /// <summary>A column of a cross table: the head is one part of the place, and each row another.</summary>
    public bool IsCross => !IsSum && Field is null && Guess is null && (Sector is not null || Provinces is not null || Period is not null);
}
