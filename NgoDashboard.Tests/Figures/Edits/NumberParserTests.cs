using System.Globalization;
using CsCheck;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Figures.Edits;

public sealed class NumberParserTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("338", "338")]
    [InlineData("228,7", "228.7")]
    [InlineData("228.7", "228.7")]
    [InlineData("1.196.137", "1196137")]
    [InlineData("3,286,743", "3286743")]
    [InlineData("1.196.137,25", "1196137.25")]
    [InlineData("3,286,743.25", "3286743.25")]
    [InlineData("1.234,5", "1234.5")]
    [InlineData("1 196 137", "1196137")]
    [InlineData("1\u00a0196\u202f137,5", "1196137.5")]
    [InlineData(" 145,8 ", "145.8")]
    [InlineData("0,125", "0.125")]
    [InlineData("1234,567", "1234.567")]
    [InlineData("12,3456", "12.3456")]
    [InlineData("007", "7")]
    [InlineData("-0", "0")]
    public void Read_OneWayToReadIt_IsTheNumber(string text, string value) =>
        Assert.Equal((decimal.Parse(value, CultureInfo.InvariantCulture), null), NumberParser.ParseNumber(text));

    [Theory]
    [InlineData("1.234")]
    [InlineData("1,234")]
    [InlineData("12.345")]
    [InlineData("999,999")]
    public void Read_ThousandsOrFraction_IsNotGuessed(string text) => Assert.Equal(FindingKind.AmbiguousSeparators, NumberParser.ParseNumber(text).Problem);

    [Theory]
    [InlineData(null, FindingKind.NotANumber)]
    [InlineData("", FindingKind.NotANumber)]
    [InlineData("-", FindingKind.NotANumber)]
    [InlineData("12x", FindingKind.NotANumber)]
    [InlineData("1e6", FindingKind.NotANumber)]
    [InlineData("5 triệu", FindingKind.NotANumber)]
    [InlineData(",5", FindingKind.NotANumber)]
    [InlineData("5,", FindingKind.NotANumber)]
    [InlineData("1..2", FindingKind.NotANumber)]
    [InlineData("1.23.456", FindingKind.NotANumber)]
    [InlineData("1.2345.678", FindingKind.NotANumber)]
    [InlineData("0.123.456", FindingKind.NotANumber)]
    [InlineData("1.234,567,890", FindingKind.NotANumber)]
    [InlineData("12 34", FindingKind.NotANumber)]
    [InlineData("1  234", FindingKind.NotANumber)]
    [InlineData("1 234.567,8", FindingKind.NotANumber)]
    [InlineData("٣٣٨", FindingKind.NotANumber)]
    [InlineData("-5", FindingKind.Negative)]
    [InlineData("\u22125", FindingKind.Negative)]
    [InlineData("- 1.196.137", FindingKind.Negative)]
    [InlineData("123456789012345678901", FindingKind.TooLarge)]
    public void Read_NoNumber_SaysWhy(string? text, FindingKind problem) => Assert.Equal((0m, problem), NumberParser.ParseNumber(text));

    [Fact]
    public void Read_VietnameseFormat_ComesBackOrIsRefusedAsAmbiguous() => Gen.Select(Gen.Long[0, 99_999_999_999], Gen.Int[0, 4]).Sample((digits, decimals) =>
    {
        var value = digits / (decimal)Math.Pow(10, decimals);
        var text = value.ToString("N" + decimals, PinnedCulture.Vietnamese);

        // Only a text with one separator before exactly three digits is ambiguous: it is refused, and no other text is.
        var isAmbiguous = text.Count(c => c is '.' or ',') == 1 && text is [.., '.' or ',', _, _, _] && text[0] != '0';
        Assert.Equal(isAmbiguous ? (0m, FindingKind.AmbiguousSeparators) : (value, null), NumberParser.ParseNumber(text));
    });
}
