using System.Collections.Frozen;

namespace NgoDashboard.Files.OldFonts;

/// <summary>The letters of TCVN 5712:1993, form 3, by the Western characters in whose places they stand.</summary>
static class Tcvn3Table
{
    /// <summary>Capitals have codes only without a tone; with one they are drawn by a font of capitals.</summary>
    static readonly (string Codes, string Letters)[] Rows =
    [
        ("¡¢£¤¥¦§", "ĂÂÊÔƠƯĐ"),
        ("¨©ª«¬\u00AD®", "ăâêôơưđ"),
        ("µ¶·¸¹", "àảãáạ"),
        ("»¼½¾Æ", "ằẳẵắặ"),
        ("ÇÈÉÊË", "ầẩẫấậ"),
        ("ÌÎÏÐÑ", "èẻẽéẹ"),
        ("ÒÓÔÕÖ", "ềểễếệ"),
        ("×ØÜÝÞ", "ìỉĩíị"),
        ("ßáâãä", "òỏõóọ"),
        ("åæçèé", "ồổỗốộ"),
        ("êëìíî", "ờởỡớợ"),
        ("ïñòóô", "ùủũúụ"),
        ("õö÷øù", "ừửữứự"),
        ("úûüýþ", "ỳỷỹýỵ"),
    ];

    static readonly FrozenDictionary<char, char> Letters =
        Rows.SelectMany(row => row.Codes.Zip(row.Letters)).ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    public static bool IsCode(char letter) => Letters.ContainsKey(letter);

    /// <summary>What is no code stays as it is.</summary>
    public static string Decode(string text) =>
        string.Create(text.Length, text, static (letters, from) =>
        {
            for (var i = 0; i < letters.Length; i++)
                letters[i] = Letters.GetValueOrDefault(from[i], from[i]);
        });
}
