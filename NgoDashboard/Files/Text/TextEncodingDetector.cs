using System.Text;
using NgoDashboard.Files.OldFonts;

namespace NgoDashboard.Files.Text;

/// <summary>Detects the encodings in which offices save tables as text.</summary>
static class TextEncodingDetector
{
    /// <summary>Enough to see whether every other byte is zero.</summary>
    const int SampleBytes = 4096;

    /// <summary>Some hundred rows, which have all letters of a language.</summary>
    const int OldFontSampleBytes = 64 * 1024;

    static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    // Vietnamese Windows before Unicode, which stores letters and tone marks separately.
    static readonly Encoding Windows1258 = CodePagesEncodingProvider.Instance.GetEncoding(1258)!;

    /// <summary>Whether it is UTF-16, with or without a byte-order mark.</summary>
    public static bool IsUtf16(ReadOnlySpan<byte> file) => DetectUtf16(file) is not null;

    /// <summary>
    /// By the byte-order mark; otherwise UTF-8 if the bytes are valid, else the code page of Vietnamese Windows, or the Western one where
    /// the letters are those of an old font.
    /// </summary>
    public static Encoding Detect(ReadOnlySpan<byte> file)
    {
        if (DetectUtf16(file) is { } wide)
            return wide;
        if (System.Text.Unicode.Utf8.IsValid(file))
            return Encoding.UTF8;
        var statistics = new OldFontStatistics();
        foreach (var line in Windows1252.GetString(file[..Math.Min(file.Length, OldFontSampleBytes)]).Split('\n'))
            statistics.Add(line);
        return statistics.Coding is null ? Windows1258 : Windows1252;
    }

    /// <summary>Null if it is no UTF-16.</summary>
    public static Encoding? DetectUtf16(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode;
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Encoding.BigEndianUnicode;
        // Without a byte-order mark: separators, digits and line ends have a zero byte, and there are many of them.
        var sample = file[..Math.Min(file.Length & ~1, SampleBytes)];
        var (even, odd) = (0, 0);
        for (var i = 0; i < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }

        return odd > sample.Length / 8 && even == 0 ? Encoding.Unicode : even > sample.Length / 8 && odd == 0 ? Encoding.BigEndianUnicode
            : null;
    }
}
