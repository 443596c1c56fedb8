using CsCheck;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;

namespace NgoDashboard.Tests.Language;

public sealed class NumberWordsTests
{
    [Theory]
    [InlineData(0, "không đồng")]
    [InlineData(10, "mười đồng")]
    [InlineData(11, "mười một đồng")]
    [InlineData(15, "mười lăm đồng")]
    [InlineData(20, "hai mươi đồng")]
    [InlineData(21, "hai mươi mốt đồng")]
    [InlineData(24, "hai mươi bốn đồng")]
    [InlineData(25, "hai mươi lăm đồng")]
    [InlineData(100, "một trăm đồng")]
    [InlineData(101, "một trăm linh một đồng")]
    [InlineData(105, "một trăm linh năm đồng")]
    [InlineData(115, "một trăm mười lăm đồng")]
    [InlineData(1_001, "một nghìn không trăm linh một đồng")]
    [InlineData(1_015, "một nghìn không trăm mười lăm đồng")]
    [InlineData(4_050_000, "bốn triệu không trăm năm mươi nghìn đồng")]
    [InlineData(1_196_137, "một triệu một trăm chín mươi sáu nghìn một trăm ba mươi bảy đồng")]
    [InlineData(93_000_000_000, "chín mươi ba tỷ đồng")]
    [InlineData(1_000_000_005, "một tỷ không trăm linh năm đồng")]
    [InlineData(1_000_000_000_000, "một nghìn tỷ đồng")]
    [InlineData(5_368_000_000_000, "năm nghìn ba trăm sáu mươi tám tỷ đồng")]
    [InlineData(10_000_000_000_000_000, "mười triệu tỷ đồng")]
    public void Of_InVietnamese_ReadsAsPeopleDo(long dong, string expected)
    {
        Assert.Equal(expected, NumberWords.SpellOut(new Quantity(dong, Unit.Vnd), DisplayLanguage.Vietnamese));
    }

    [Theory]
    [InlineData(0, "zero VND")]
    [InlineData(15, "fifteen VND")]
    [InlineData(21, "twenty-one VND")]
    [InlineData(105, "one hundred five VND")]
    [InlineData(1_001, "one thousand one VND")]
    [InlineData(4_050_000, "four million fifty thousand VND")]
    [InlineData(1_000_000_000_000, "one trillion VND")]
    [InlineData(10_000_000_000_000_000, "ten quadrillion VND")]
    public void Of_InEnglish_ReadsAsPeopleDo(long dong, string expected) =>
        Assert.Equal(expected, NumberWords.SpellOut(new Quantity(dong, Unit.Vnd), DisplayLanguage.English));

    [Theory]
    [InlineData(228_700_000_00, Unit.Usd, "hai trăm hai mươi tám triệu bảy trăm nghìn USD")]
    [InlineData(1_05, Unit.Usd, "một phẩy không năm USD")]
    [InlineData(68_50, Unit.Percent, "sáu mươi tám phẩy năm phần trăm")]
    [InlineData(381, Unit.Count, "ba trăm tám mươi mốt")]
    public void Of_EachUnit_SaysItsUnit(long minor, Unit unit, string expected)
    {
        Assert.Equal(expected, NumberWords.SpellOut(new Quantity(minor, unit), DisplayLanguage.Vietnamese));
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public void Of_DifferentNumbers_ReadDifferently(string code)
    {
        var language = DisplayLanguage.FromCode(code);
        // Pairs of numbers as typing errors produce them: another digit, a zero too many, one more.
        var slips = Gen.Select(Gen.Long[0, Quantity.MaxMinorUnits / 10], Gen.Int[0, 15], Gen.Int[1, 9]).SelectMany((number, place, digit) =>
            Gen.OneOf(Gen.Const(number + digit * (long)Math.Pow(10, place % 15)), Gen.Const(number * 10), Gen.Const(number + 1)).Select(other => (number, other)));

        slips.Where(pair => pair.number != pair.other && pair.other <= Quantity.MaxMinorUnits)
            .Sample(pair => NumberWords.SpellOut(new(pair.number, Unit.Vnd), language) != NumberWords.SpellOut(new(pair.other, Unit.Vnd), language));
    }
}
