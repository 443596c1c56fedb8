using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Tests.Reports.Values;

/// <summary>What a cell of a number column means, as offices write and format it.</summary>
public sealed class CellNumberTests
{
    [Theory]
    [InlineData("45.500\u2009000", null)]
    [InlineData("45\u2009500", "45500")]
    [InlineData("1\u00a0196\u202f137", "1196137")]
    [InlineData("45'500", "45500")]
    [InlineData("1’196’137,5", "1196137.5")]
    [InlineData("４５，５", "45.5")]
    [InlineData("1.196.137*", "1196137")]
    [InlineData("1.196.137 (*)", "1196137")]
    [InlineData("228,75¹", "228.75")]
    [InlineData("228,75 ⁽¹⁾", null)]
    [InlineData("12 (3)", null)]
    [InlineData("381 (trong đó 29 mới)", null)]
    [InlineData("228,75 triệu USD", "228.75")]
    public void Text_WithSignsAroundItsNumber_IsThatNumberOrNone(string text, string? number) =>
        Assert.Equal(number is null ? null : decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), Parse(text).Value);

    [Theory]
    [InlineData("228,75 (ước)", Qualifier.About)]
    [InlineData("228,75 (tạm tính)", Qualifier.About)]
    [InlineData("Ước thực hiện 228,75", Qualifier.About)]
    [InlineData("ước đạt 228,75 triệu USD", Qualifier.About)]
    [InlineData("xấp xỉ 228,75", Qualifier.About)]
    [InlineData("hơn 228,75 (ước)", Qualifier.Over)]
    [InlineData("228,75 (*)", Qualifier.Exact)]
    public void Text_OfAnEstimate_IsQualified(string text, Qualifier qualifier) =>
        Assert.Equal((228.75m, qualifier), (Parse(text).Value, Parse(text).Qualifier));

    [Theory]
    [InlineData("Không phát sinh")]
    [InlineData("chưa giải ngân")]
    [InlineData("Chưa thực hiện")]
    [InlineData("–")]
    [InlineData("---")]
    [InlineData("N/A")]
    [InlineData("\u00a0")]
    public void Text_ThatSaysThatThereIsNone_IsBlank(string text) => Assert.True(Parse(text).IsBlank);

    [Theory]
    [InlineData("45.500,5 (1,06 tỷ đồng)")]
    [InlineData("45.500,5\n(1,06 tỷ đồng)")]
    [InlineData("45.500,5 [1,06 tỷ VNĐ]")]
    public void Text_WithTheAmountInAnotherCurrency_HasBoth(string text) =>
        Assert.Equal((45_500.5m, (1.06m, new MoneyUnit(Unit.Vnd, 1_000_000_000))), (Parse(text).Value, Parse(text).AlsoStated));

    [Fact]
    public void Text_WithItsUnitInBrackets_HasTheUnit() => Assert.Equal(new MoneyUnit(Unit.Usd, 1), Parse("45.500,5 (USD)").Unit);

    /// <summary>A long text with many digits and brackets is a name; it must not take long.</summary>
    [Fact]
    public void Text_OfManyBracketsAndDigits_IsNoNumber() =>
        Assert.Equal(NumberProblem.NotANumber, Parse(string.Concat(Enumerable.Repeat("(1 a) ", 5_000))).Problem);

    [Theory]
    [InlineData("#,##0.0,,", 1_250, 1_000_000)]
    [InlineData("#,##0,", 1_250_000, 1_000)]
    [InlineData("#,##0.0,,\"tr\"", 1_250, 1_000_000)]
    [InlineData("[>=1000000]#,##0.0,,\"tr\";#,##0", 1_250, 1_000_000)]
    [InlineData("[>=10000000000]#,##0.0,,;#,##0", 1_250_000_000, 1)]
    [InlineData("#,##0", 1_250_000_000, 1)]
    [InlineData("General", 1_250_000_000, 1)]
    public void Number_OfAFormatThatDivides_IsTheOneThatIsShown(string format, int shown, int divisor)
    {
        var number = CellNumber.ParseCell(new Cell(0, CellKind.Number, "1250000000", new(format)));

        Assert.Equal((shown, divisor), (number.Value, number.DisplayDivisor));
    }

    [Theory]
    [InlineData(";;;", "12", NumberProblem.Hidden)]
    [InlineData("\"có\"", "12", NumberProblem.Hidden)]
    [InlineData("#,##0;-#,##0;\"-\"", "12", null)]
    [InlineData("#,##0;-#,##0;\"-\"", "0", null)]
    public void Number_ThatItsFormatHides_IsNotTaken(string format, string stored, NumberProblem? problem) =>
        Assert.Equal(problem, CellNumber.ParseCell(new Cell(0, CellKind.Number, stored, new(format))).Problem);

    static CellNumber Parse(string text) => CellNumber.ParseCell(new Cell(0, CellKind.Text, text));
}
