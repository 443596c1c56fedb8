using NgoDashboard.Figures.Text;

namespace NgoDashboard.Reports.Captions;

/// <summary>Recognises that a caption or a title speaks of an estimate: "Ước thực hiện năm 2024", "UTH 2024", "Số liệu tạm tính".</summary>
static class EstimateWords
{
    /// <summary>Words before "ước" with which it means an agreement: "Công ước", "Quy ước".</summary>
    static readonly HashSet<string> Agreements = ["cong", "hiep", "quy", "giao", "dieu", "khe"];

    public static bool IsEstimate(string text)
    {
        var words = TextFolding.FoldToWords(text);
        return Enumerable.Range(0, words.Length).Any(at => LengthAt(words, at) > 0);
    }

    /// <summary>The words without those that only say that it is an estimate: "ước giải ngân" is "giải ngân".</summary>
    public static IReadOnlyList<string> Remove(IReadOnlyList<string> words)
    {
        var left = new List<string>(words.Count);
        for (var at = 0; at < words.Count;)
        {
            var length = LengthAt(words, at);
            if (length == 0)
                left.Add(words[at]);
            else if (words[at] == "uth")
                left.AddRange(["thuc", "hien"]);
            at += Math.Max(length, 1);
        }

        return left;
    }

    /// <summary>How many words there say that it is an estimate.</summary>
    static int LengthAt(IReadOnlyList<string> words, int at) => (words[at], at + 1 < words.Count ? words[at + 1] : "") switch
    {
        ("uth", _) => 1,
        ("tam", "tinh") or ("so", "bo") or ("du", "uoc") => 2,
        // "Ước mơ" is a dream, of which projects are named.
        ("uoc", not "mo") when at == 0 || !Agreements.Contains(words[at - 1]) => 1,
        _ => 0,
    };
}
