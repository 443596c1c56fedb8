using System.Text;
using CsCheck;
using NgoDashboard.Screens.Frames;
using NgoDashboard.Tests.TestKit.Clients;

namespace NgoDashboard.Tests.Screens.Frames;

/// <summary>The difference between two renderings.</summary>
public sealed class HtmlDifferenceTests
{
    [Fact]
    public void Difference_OfOneNumber_IsThatNumber()
    {
        const string Before = "<p>bản <b>7</b></p><td>hơn 228,7</td><p>Nguồn</p>";
        const string After = "<p>bản <b>8</b></p><td>hơn 229,7</td><p>Nguồn</p>";

        Assert.Equal("""[10,1,"8",18,1,"9"]""", Text(Before, After));
    }

    [Fact]
    public void Difference_OfEqualTexts_IsNothing() => Assert.Equal("[]", Text("<p>chưa công bố</p>", "<p>chưa công bố</p>"));

    [Fact]
    public void Difference_OfTextsWithNothingInCommon_IsNotMade() =>
        Assert.Null(HtmlDifference.TryCreate(string.Concat(Enumerable.Range(0, 100).Select(i => $"<a{i}>")), string.Concat(Enumerable.Range(0, 100).Select(i => $"<b{i}>"))));

    [Fact]
    public void Difference_InALetterOfTwoUnits_DoesNotCutIt() => Assert.Equal(@"[3,2,""\uD83D\uDE01""]", Text("<p>😀</p>", "<p>😁</p>"));

    [Fact]
    public void Difference_OfAnyTexts_MakesOfTheOneTheOther()
    {
        var part = Gen.OneOf<string>("<p>", "</p>", "<b>", "<", ">", "hơn ", "228", "9", "bản", "\"", "ả", "😀", "");
        var text = part.Array[0, 40].Select(string.Concat);

        Gen.Select(text, text).Sample((before, after) =>
        {
            var difference = Text(before, after);
            return difference is null || HubMessages.ApplyDifference(before, difference) == after;
        });
    }

    [Fact]
    public void Sum_OfAText_IsFowlerNollVoOverItsUnits()
    {
        // Published values of FNV-1a: for ASCII the bytes and the code units are the same numbers.
        Assert.Equal(0x811c9dc5u, HtmlDifference.Checksum(""));
        Assert.Equal(0xe40c292cu, HtmlDifference.Checksum("a"));
        Assert.Equal(0xbf9cf968u, HtmlDifference.Checksum("foobar"));
    }

    static string? Text(string before, string after) => HtmlDifference.TryCreate(before, after) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
