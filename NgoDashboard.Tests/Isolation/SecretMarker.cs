using System.Buffers.Text;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;

namespace NgoDashboard.Tests.Isolation;

/// <summary>Texts and numbers that only Hải Phòng and the desk may read, and how to find them in any answer.</summary>
static partial class SecretMarker
{
    public const string Words = "BÍ MẬT HẢI PHÒNG";

    /// <summary>Dollars: of a sector in a year, of a longer period, of the year on air (shown in the strip of its own screens), and before a correction.</summary>
    public const int OfASector = 31_415_926, OfAWindow = 27_182_818, OfTheYearOnAir = 16_180_939, Before = 14_142_735;

    static readonly Regex[] Written = [Text(), .. ((int[])[OfASector, OfAWindow, OfTheYearOnAir, Before]).SelectMany(Forms)];

    /// <summary>The first occurrence of the words or one of the amounts in any form, with its surroundings.</summary>
    public static string? FindFirst(IEnumerable<byte[]> answers, string words, params IEnumerable<int> dollars) =>
        FindFirst(answers, [new(Regex.Escape(words)), .. dollars.SelectMany(Forms)]);

    public static bool IsPresent(IEnumerable<byte[]> answers) => FindFirst(answers) is not null;

    /// <summary>The first occurrence with its surroundings, for the failure message; null if there is none.</summary>
    public static string? FindFirst(IEnumerable<byte[]> answers) => FindFirst(answers, Written);

    static string? FindFirst(IEnumerable<byte[]> answers, Regex[] written) => answers.SelectMany(Unpacked)
        .SelectMany(text => written.Select(form => (text, Match: form.Match(text))))
        .Where(found => found.Match.Success)
        .Select(found => found.text[Math.Max(0, found.Match.Index - 100)..Math.Min(found.text.Length, found.Match.Index + 100)])
        .FirstOrDefault();

    /// <summary>The readable texts of an answer: unzipped, decoded from base64, without HTML and JSON escapes.</summary>
    static IEnumerable<string> Unpacked(byte[] bytes)
    {
        if (bytes is [0x1F, 0x8B, ..])
        {
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            return Unpacked(All(gzip));
        }

        if (bytes is [(byte)'P', (byte)'K', ..])
        {
            using var zip = new ZipArchive(new MemoryStream(bytes));
            return [.. zip.Entries.SelectMany(entry =>
            {
                using var part = entry.Open();
                return Unpacked(All(part));
            })];
        }

        var text = Encoding.UTF8.GetString(bytes);
        return [text, WebUtility.HtmlDecode(text), Escape().Replace(text, match => $"{(char)Convert.ToInt32(match.Groups[1].Value, 16)}"), .. Packed(text).SelectMany(Unpacked)];
    }

    static IEnumerable<byte[]> Packed(string text) => Base64Text().Matches(text)
        .Select(match => match.Value.Replace('+', '-').Replace('/', '_').TrimEnd('='))
        .Where(text => Base64Url.IsValid(text))
        .Select(text => Base64Url.DecodeFromChars(text));

    /// <summary>Patterns for an amount: all digits in any grouping, rounded to 3, 2 and 1 decimals of a million, and in words.</summary>
    static IEnumerable<Regex> Forms(int dollars)
    {
        var (millions, thousands, rest) = (dollars / 1_000_000, dollars / 1_000 % 1_000, dollars % 1_000);
        const string Mark = @"[.,'\s\u00A0\u202F]?";
        yield return new($@"(?<!\d){millions}{Mark}{thousands:000}{Mark}{rest:000}");
        foreach (var decimals in (int[])[3, 2, 1])
        {
            var rounded = decimal.Round(dollars / 1_000_000m, decimals).ToString(System.Globalization.CultureInfo.InvariantCulture).Replace(".", "[.,]", StringComparison.Ordinal);
            yield return new($@"(?<![\d.,]){rounded}(?!\d)[\s\u00A0]*(triệu|million|<)");
        }

        foreach (var language in DisplayLanguage.All)
            yield return new(Regex.Escape(NumberWords.SpellOut(Quantity.FromWholeUnits(dollars, Unit.Usd)!.Value, language)), RegexOptions.IgnoreCase);
    }

    static byte[] All(Stream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    [GeneratedRegex("BÍ MẬT|BI MAT HAI PHONG", RegexOptions.IgnoreCase)]
    private static partial Regex Text();

    [GeneratedRegex(@"\\u([0-9A-Fa-f]{4})")]
    private static partial Regex Escape();

    [GeneratedRegex("[A-Za-z0-9+/_-]{24,}={0,2}")]
    private static partial Regex Base64Text();
}
