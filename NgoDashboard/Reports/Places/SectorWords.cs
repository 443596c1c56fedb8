using NgoDashboard.Figures.Text;

namespace NgoDashboard.Reports.Places;

/// <summary>The words of a sector's name, abbreviations spelled out, without those that say nothing.</summary>
static class SectorWords
{
    static readonly Dictionary<string, string> Abbreviations = new(StringComparer.Ordinal)
    {
        ["gd"] = "giao duc",
        ["dt"] = "dao tao",
        ["gddt"] = "giao duc dao tao",
        ["vd"] = "van de",
        ["xh"] = "xa hoi",
        ["kt"] = "kinh te",
        ["ktxh"] = "kinh te xa hoi",
        ["tn"] = "tai nguyen",
        ["mt"] = "moi truong",
        ["tnmt"] = "tai nguyen moi truong",
        ["yt"] = "y te",
        ["pt"] = "phat trien",
        ["gq"] = "giai quyet",
        ["tc"] = "to chuc",
        ["nl"] = "nang luc",
    };

    static readonly HashSet<string> Fillers = ["va", "cac", "linh", "vuc", "nganh", "ve", "thien", "nhien", "and", "the", "nhung", "so"];

    /// <summary>Equal for names with the same words in any order.</summary>
    public static string ToKey(string name) => string.Join(' ', TextFolding.FoldToWords(name)
        .SelectMany(word => Abbreviations.TryGetValue(word, out var spelled) ? spelled.Split(' ') : [word])
        .Where(word => !Fillers.Contains(word)).Distinct().Order(StringComparer.Ordinal));
}
