using CsCheck;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Figures.Cube;

public class FigureKeyTests
{
    [Fact]
    public void Key_AsText_IsReadBackAsItWas() =>
        Gen.Select(FigureGenerators.KeyWithValue, Gen.Int[0, 3_000], Gen.Int[0, 800]).Sample((stated, start, length) =>
        {
            var from = new DateOnly(2015, 1, 1).AddDays(start);
            var key = stated.Key with { Period = new(from, from.AddDays(length)) };
            return FigureKey.TryParse(key.ToKeyString(), out var read) && read == key;
        });

    [Fact]
    public void Key_AsText_SaysNothingWhereItIsNull()
    {
        Assert.Equal("2020-01-01/2020-12-31,,,,disbursed", FigureKey.National(2020, Measure.Disbursed).ToKeyString());
        Assert.Equal("2023-01-01/2023-12-31,34:31,health,,disbursed", (SampleData.InProvince(SampleData.HaiPhong) with { Sector = "health" }).ToKeyString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2020,,,,disbursed")]
    [InlineData("2020-12-31/2020-01-01,,,,disbursed")]
    [InlineData("2020-01-01/2020-12-31,,,,weather")]
    [InlineData("2020-01-01/2020-12-31,99:31,,,disbursed")]
    [InlineData("2020-01-01/2020-12-31,,,disbursed")]
    [InlineData("2020-01-01/2020-12-31,,,,disbursed,")]
    public void Text_ThatIsNoKey_IsRefused(string? text) => Assert.False(FigureKey.TryParse(text, out _));
}
