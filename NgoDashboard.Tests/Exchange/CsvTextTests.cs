using System.Globalization;
using System.Text;
using CsvHelper;
using NgoDashboard.Exchange;

namespace NgoDashboard.Tests.Exchange;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("một dòng")]
    [InlineData("hai\ndòng")]
    [InlineData("hai\r\ndòng, và \"trích\"")]
    [InlineData("")]
    public void Field_OfAnyText_IsReadBackAsItWas(string text)
    {
        var bytes = CsvText.Write([["trước", text, "sau"], ["dòng", "thứ", "hai"]]);

        using var reader = new CsvReader(new StringReader(Encoding.UTF8.GetString(bytes)), CultureInfo.InvariantCulture);
        Assert.True(reader.Read());
        Assert.Equal(["trước", text, "sau"], reader.Parser.Record!);
        Assert.True(reader.Read());
        Assert.Equal(["dòng", "thứ", "hai"], reader.Parser.Record!);
    }
}
