using System.Text;

namespace NgoDashboard.Files.Text;

/// <summary>The encodings in which offices save tables as text.</summary>
static class TextEncodingDetector
{
    /// <summary>So much tells whether every other byte is empty.</summary>
    const int SampleBytes = 4096;

    // Vietnamese Windows before Unicode; its letters and tone marks are apart.
    static readonly Encoding Windows1258 = CodePagesEncodingProvider.Instance.GetEncoding(1258)!;

    /// <summary>Two bytes for a letter, with its mark or without.</summary>
    public static bool IsUtf16(ReadOnlySpan<byte> file) => DetectUtf16(file) is not null;

    /// <summary>By its mark; else UTF-8 where the bytes are that, else what Vietnamese Windows wrote before.</summary>
    public static Encoding Detect(ReadOnlySpan<byte> file)
    {
        if (DetectUtf16(file) is { } wide)
            return wide;
        return System.Text.Unicode.Utf8.IsValid(file) ? Encoding.UTF8 : Windows1258;
    }

    static Encoding? DetectUtf16(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode;
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Encoding.BigEndianUnicode;
        // Without its mark: separators, digits and line ends have an empty half, and there are many of them.
        var sample = file[..Math.Min(file.Length & ~1, SampleBytes)];
        var (even, odd) = (0, 0);
        for (var i = 0; i < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }

        return odd > sample.Length / 8 && even == 0 ? Encoding.Unicode : even > sample.Length / 8 && odd == 0 ? Encoding.BigEndianUnicode : null;
    }
}
