using System.Collections.Frozen;
using System.Text;

namespace NgoDashboard.Files.OldFonts;

/// <summary>The letters of VNI fonts: a character alone, or a vowel with a character behind it that is its mark.</summary>
static class VniTable
{
    /// <summary>Marks of a tone: grave, acute, hook, tilde, dot.</summary>
    const string Tones = "øùûõï";

    /// <summary>Vowels by the character that carries the tone, then with the tones in the order above.</summary>
    static readonly (string Base, string Toned)[] ToneRows =
    [
        ("a", "àáảãạ"), ("e", "èéẻẽẹ"), ("o", "òóỏõọ"), ("u", "ùúủũụ"), ("y", "ỳýỷỹỵ"), ("ô", "ờớởỡợ"), ("ö", "ừứửữự"),
    ];

    /// <summary>Vowels with a roof or a breve, whose mark says the tone too: without one, then in the order above.</summary>
    static readonly (string Base, string Marks, string Letters)[] RoofRows =
    [
        ("a", "âàáåãä", "âầấẩẫậ"), ("e", "âàáåãä", "êềếểễệ"), ("o", "âàáåãä", "ôồốổỗộ"), ("a", "êèéúüë", "ăằắẳẵặ"),
    ];

    const string SingleCodes = "ìíæóòîôöñ", SingleLetters = "ìíỉĩịỵơưđ";

    static readonly FrozenDictionary<(char Base, char Mark), char> Pairs = CreatePairs().DistinctBy(pair => pair.Key).ToFrozenDictionary();

    static readonly FrozenDictionary<char, char> Singles = SingleCodes.Zip(SingleLetters)
        .SelectMany(pair => ((char, char)[])[pair, (Upper(pair.First), Upper(pair.Second))])
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);

    static readonly FrozenSet<char> Codes =
        [.. Pairs.Keys.SelectMany(pair => (char[])[pair.Base, pair.Mark]).Where(letter => letter > '\u007F'), .. Singles.Keys];

    public static bool IsCode(char letter) => Codes.Contains(letter);

    /// <summary>What is no code stays as it is.</summary>
    public static string Decode(string text)
    {
        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && Pairs.TryGetValue((text[i], text[i + 1]), out var letter))
            {
                decoded.Append(letter);
                i++;
            }
            else
            {
                decoded.Append(Singles.GetValueOrDefault(text[i], text[i]));
            }
        }

        return decoded.ToString();
    }

    /// <summary>A capital with a small mark is a capital too: people press the shift key for the vowel alone.</summary>
    static IEnumerable<KeyValuePair<(char Base, char Mark), char>> CreatePairs()
    {
        var rows = ToneRows.Select(row => (row.Base, Marks: Tones, Letters: row.Toned)).Concat(RoofRows);
        foreach (var (vowel, mark, letter) in rows.SelectMany(
            row => row.Marks.Zip(row.Letters, (mark, letter) => (row.Base[0], mark, letter))))
        {
            yield return new((vowel, mark), letter);
            yield return new((vowel, Upper(mark)), letter);
            yield return new((Upper(vowel), Upper(mark)), Upper(letter));
            yield return new((Upper(vowel), mark), Upper(letter));
        }
    }

    static char Upper(char letter) => char.ToUpperInvariant(letter);
}
