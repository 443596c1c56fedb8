namespace NgoDashboard.Files.OldFonts;

/// <summary>How Vietnamese was stored before Unicode: the letters stand in the places of Western ones, and a font draws them.</summary>
enum OldFontCoding : byte
{
    /// <summary>TCVN 5712:1993, form 3; the fonts of the ABC keyboard program, ".VnTime".</summary>
    Tcvn3,

    /// <summary>The fonts "VNI-Times": a vowel is followed by a character that is its mark.</summary>
    Vni,
}

/// <summary>A font of before Unicode.</summary>
/// <param name="IsCapital">It draws small letters as capitals: ".VnTimeH".</param>
readonly record struct OldFont(OldFontCoding Coding, bool IsCapital)
{
    /// <summary>Null for any other font.</summary>
    public static OldFont? FromName(string? name)
    {
        var family = (name ?? "").Trim().Trim('"', '\'');
        if (family.StartsWith(".Vn", StringComparison.OrdinalIgnoreCase))
            return new(OldFontCoding.Tcvn3, family.EndsWith('H'));
        var isVni = family.StartsWith("VNI-", StringComparison.OrdinalIgnoreCase)
            || family.StartsWith("VNI ", StringComparison.OrdinalIgnoreCase);
        return isVni ? new(OldFontCoding.Vni, false) : null;
    }

    /// <summary>How offices call the coding, in any language.</summary>
    public static string NameCoding(OldFontCoding coding) => coding == OldFontCoding.Tcvn3 ? "TCVN3 (ABC)" : "VNI";
}
