using System.Globalization;
using System.Text;
using CsCheck;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Tests.Figures.Text;

public sealed class TextSanitizerTests
{
    static readonly string[] Common = ["a", "ế", "e\u0302\u0301", "Đ", " ", "\u00A0", "1", "=", "\r\n", "\n"];

    /// <summary>Characters of every category, forbidden ones and unpaired surrogates among them.</summary>
    static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Char.Select(letter => $"{letter}"),
        Gen.Int[0, 0x10FFFF].Where(Rune.IsValid).Select(value => new Rune(value).ToString()),
        Gen.Int[0, Forbidden.Length - 1].Select(i => Forbidden[i]),
        Gen.Int[0, Common.Length - 1].Select(i => Common[i])).Array[0, 30].Select(string.Concat);

    /// <summary>Forbidden characters, one or more of each range.</summary>
    public static string[] Forbidden =>
    [
        "\0", "\u0007", "\u001B", "\u007F", "\u0085", "\u009F", "\u00AD", "\u034F", "\u061C", "\u115F", "\u1160", "\u17B4", "\u17B5", "\u180B", "\u180E", "\u180F", "\u200B", "\u200C",
        "\u200D", "\u200E", "\u200F", "\u2028", "\u2029", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2060", "\u2061", "\u2064", "\u2066", "\u2067", "\u2068", "\u2069", "\u206A",
        "\u206F", "\u2800", "\u3164", "\uE000", "\uFE00", "\uFE0F", "\uFEFF", "\uFFA0", "\uFFF9", "\uFFFB", "\uFFFC", "\uFFFE", "\U000E0001", "\U000E0041", "\U000E007F", "\U000E0100",
        "\U000F0000", "\U0010FFFF", "\uD800", "\uDFFF", "\t", "\v", "\f",
    ];

    public static TheoryData<string> ForbiddenCodes => [.. Forbidden.Select(sign => string.Join(' ', sign.Select(unit => ((int)unit).ToString("X4", CultureInfo.InvariantCulture))))];

    [Theory]
    [MemberData(nameof(ForbiddenCodes))]
    public void Text_WithASignThatMayNotBe_IsToldAndCleaned(string codes)
    {
        var sign = string.Concat(codes.Split(' ').Select(code => (char)Convert.ToInt32(code, 16)));
        var text = $"Hải{sign}Phòng";

        Assert.False(TextSanitizer.IsDisplayable(text));
        Assert.False(TextSanitizer.IsDisplayable(text, isMultiline: true));
        Assert.Contains(TextSanitizer.SanitizeLine(text), (string[])["HảiPhòng", "Hải Phòng"]);
        Assert.Contains(TextSanitizer.SanitizeMultiline(text), (string[])["HảiPhòng", "Hải Phòng", "Hải\nPhòng"]);
    }

    [Theory]
    [InlineData("Điểm cầu Thừa Thiên Huế – “Hội trường số 1” (tầng 2), 50 % · 1.234,5 tỷ ₫")]
    [InlineData("Trường hợp đặc biệt: ỶẨẪẬẮẰẲẴẶẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰ ỳýỷỹỵ")]
    [InlineData("中文 Русский ไทย ລາວ ខ្មែរ 🙂")]
    public void Text_ThatPeopleWrite_StaysAsItIs(string text)
    {
        Assert.True(TextSanitizer.IsDisplayable(text));
        Assert.Equal(text, TextSanitizer.SanitizeLine(text));
        Assert.Equal(text, TextSanitizer.SanitizeMultiline(text));
    }

    [Theory]
    [InlineData("Hu\u0065\u0302\u0301", "Huế")]
    [InlineData("Hu\u0065\u0302\u200B\u0301", "Huế")]
    [InlineData(" a \r\n b ", "a   b")]
    public void OneLine_OfWhatIsWrittenOtherwise_IsComposedAndOnOneLine(string text, string told) => Assert.Equal(told, TextSanitizer.SanitizeLine(text));

    [Theory]
    [InlineData("a\r\nb\u2028c\u0085d\te", "a\nb\nc\nd e")]
    public void Lines_OfAnySystem_ArePartedInOneWay(string text, string told) => Assert.Equal(told, TextSanitizer.SanitizeMultiline(text));

    [Theory]
    [InlineData(10, "0123456789")]
    [InlineData(9, "01234567…")]
    public void OneLine_ThatIsTooLong_IsCutAndSaysSo(int longest, string told) => Assert.Equal(told, TextSanitizer.SanitizeLine("0123456789", longest));

    [Fact]
    public void OneLine_CutInALetterOfTwo_KeepsNoHalf() => Assert.Equal("abc…", TextSanitizer.SanitizeLine("abc🙂def", 5));

    [Fact]
    public void Cleaned_WhateverItWas_IsAllowedComposedAndStaysAsItIs() => AnyText.Sample(
        text =>
        {
            var (line, lines) = (TextSanitizer.SanitizeLine(text), TextSanitizer.SanitizeMultiline(text));
            return TextSanitizer.IsDisplayable(line) && TextSanitizer.IsDisplayable(lines, isMultiline: true)
                && line.IsNormalized() && lines.IsNormalized()
                && TextSanitizer.SanitizeLine(line) == line && TextSanitizer.SanitizeMultiline(lines) == lines;
        },
        iter: 20_000);

    [Fact]
    public void Folded_WhateverItWas_DoesNotFail() => AnyText.Sample(text => TextFolding.Fold(text).All(letter => letter == ' ' || char.IsLetterOrDigit(letter)), iter: 20_000);

    /// <summary>Checks that the fast path for common letters agrees with the rule, for every code point.</summary>
    [Fact]
    public void Allowed_OfEverySignThatThereIs_IsWhatIsSeen()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.IsValid(value))
                continue;
            var rune = new Rune(value);
            Assert.True(TextSanitizer.IsVisibleRune(rune) == TextSanitizer.IsDisplayable($"a{rune}"), $"U+{value:X4}");
        }
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+84")]
    [InlineData("-5")]
    [InlineData("@SUM(A1)")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("  =1")]
    [InlineData("\u00A0=1")]
    [InlineData("\u3000＝1")]
    [InlineData("\u200B=1")]
    [InlineData("\uFEFF\u202E=1")]
    [InlineData("\U000E0041=1")]
    public void Formula_HoweverItIsHidden_IsEscaped(string text)
    {
        Assert.True(FormulaInjection.LooksLikeFormula(text));
        Assert.Equal("'" + text, FormulaInjection.EscapeFormula(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("1-2")]
    [InlineData("Tổng = 5")]
    [InlineData("'=1")]
    public void Text_ThatIsNoFormula_StaysAsItIs(string text) => Assert.Equal(text, FormulaInjection.EscapeFormula(text));
}
