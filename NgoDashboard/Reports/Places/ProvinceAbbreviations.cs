namespace NgoDashboard.Reports.Places;

/// <summary>
/// How offices shorten or misspell the names of provinces, by the folded name. In code and not in the data, so that a database that was
/// made earlier knows them too.
/// </summary>
static class ProvinceAbbreviations
{
    static readonly Dictionary<string, string[]> Spellings = new(StringComparer.Ordinal)
    {
        ["ha noi"] = ["hn", "tp hn", "tphn", "thu do ha noi", "thu do"],
        ["tp ho chi minh"] = ["tp hcm", "sai gon", "saigon"],
        ["da nang"] = ["dn city", "tpdn"],
        ["hai phong"] = ["tp hp", "tphp"],
        ["can tho"] = ["tp ct", "tpct"],
        ["ba ria vung tau"] = ["brvt", "br vt", "b ria vung tau", "vung tau ba ria"],
        ["thua thien hue"] = ["tth", "t t hue", "tt hue", "t thien hue", "thuathien hue"],
        ["hue"] = ["tth", "t t hue", "tt hue", "t thien hue"],
        ["dak lak"] = ["daklak", "dac lac", "dak lac", "darlac", "dac lak"],
        ["dak nong"] = ["daknong", "dac nong"],
        ["bac kan"] = ["bac can", "backan"],
        ["kon tum"] = ["kontum", "con tum"],
        ["gia lai"] = ["gialai"],
        ["hoa binh"] = ["hoabinh"],
        ["quang ngai"] = ["q ngai"],
        ["quang nam"] = ["q nam"],
        ["quang tri"] = ["q tri"],
        ["quang binh"] = ["q binh"],
        ["quang ninh"] = ["q ninh"],
        ["lang son"] = ["l son"],
        ["bac lieu"] = ["bac leu"],
    };

    public static IReadOnlyList<string> Find(string foldedName) => Spellings.GetValueOrDefault(foldedName) ?? [];
}
