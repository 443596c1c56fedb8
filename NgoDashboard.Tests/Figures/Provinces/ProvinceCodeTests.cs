using CsCheck;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Tests.Figures.Provinces;

public sealed class ProvinceCodeTests
{
    [Fact]
    public void Parse_OwnText_ComesBack() => Gen.Select(Gen.OneOf(63, 34), Gen.Int[0, 99]).Sample((basis, number) =>
    {
        var code = new ProvinceCode(basis, number.ToString("00", null));
        return ProvinceCode.Parse(code.ToString()) == code;
    });

    [Theory]
    [InlineData("31")]
    [InlineData("64:31")]
    [InlineData("63:3")]
    [InlineData("63:311")]
    [InlineData("63-31")]
    [InlineData("63:3a")]
    [InlineData("63:٣١")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_AnythingElse_IsRefused(string? text)
    {
        Assert.False(ProvinceCode.TryParse(text, out _));
        if (text is not null)
            Assert.Throws<FormatException>(() => ProvinceCode.Parse(text));
    }

    [Fact]
    public void Equals_SameCodeOnTheOtherBasis_IsAnotherProvince() => Assert.NotEqual(ProvinceCode.Parse("63:44"), ProvinceCode.Parse("34:44"));
}
