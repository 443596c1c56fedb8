using NgoDashboard.Figures.Text;

namespace NgoDashboard.Reports.Places;

/// <summary>
/// Spellings of the countries from which most of the aid comes, because reports write "Mỹ" as well as "Hoa Kỳ" for the same country.
/// </summary>
static class CountryNames
{
    static readonly Dictionary<NameKey, string> Known = BuildLookup(
        "hoa ky|hoa ki|my|hop chung quoc hoa ky|usa|u s a|us|u s|united states|united states of america",
        "anh|vuong quoc anh|uk|u k|united kingdom|great britain",
        "han quoc|korea|south korea|republic of korea|dai han dan quoc",
        "duc|chlb duc|cong hoa lien bang duc|germany",
        "phap|cong hoa phap|france",
        "nhat|nhat ban|japan",
        "uc|oxtraylia|o xtray lia|o xtray li a|australia",
        "thuy si|thuy sy|switzerland",
        "ha lan|vuong quoc ha lan|netherlands|the netherlands",
        "bi|vuong quoc bi|belgium",
        "dan mach|denmark",
        "na uy|norway",
        "thuy dien|sweden",
        "phan lan|finland",
        "tay ban nha|spain",
        "italia|y|italy",
        "ao|austria",
        "ai len|ireland",
        "canada",
        "trung quoc|china",
        "thai lan|thailand",
        "singapore|xinh ga po|xin ga po",
        "niu di lan|new zealand");

    /// <summary>One spelling for each known country, folded; for an unknown one its key.</summary>
    public static string Canonicalize(string written)
    {
        var folded = TextFolding.Fold(written);
        var name = folded.StartsWith("nuoc ", StringComparison.Ordinal) ? folded["nuoc ".Length..] : folded;
        return Known.GetValueOrDefault(NameKey.FromFolded(name), NameKey.FromFolded(folded).Text);
    }

    public static bool IsKnown(string written) => Known.ContainsKey(NameKey.From(written));

    static Dictionary<NameKey, string> BuildLookup(params ReadOnlySpan<string> countries)
    {
        var lookup = new Dictionary<NameKey, string>();
        foreach (var country in countries)
        {
            var names = country.Split('|');
            foreach (var name in names)
                lookup.Add(NameKey.FromFolded(name), names[0]);
        }

        return lookup;
    }
}
