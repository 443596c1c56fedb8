using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Reports.Places;

/// <summary>
/// Words by which a name says whether a province of before July 2025 is meant, or one of after it: "(cũ)", "(mới)", "nay là Phú Thọ".
/// </summary>
static class BasisWords
{
    /// <summary>Behind a name, which this program itself writes so.</summary>
    static readonly (string Words, int Basis)[] Suffixes =
    [
        ("cu", ProvinceCode.OldBasis), ("former", ProvinceCode.OldBasis), ("truoc 1 7 2025", ProvinceCode.OldBasis),
        ("truoc 01 07 2025", ProvinceCode.OldBasis), ("truoc sap nhap", ProvinceCode.OldBasis), ("truoc day", ProvinceCode.OldBasis),
        ("tinh cu", ProvinceCode.OldBasis), ("truoc hop nhat", ProvinceCode.OldBasis), ("old", ProvinceCode.OldBasis),
        ("moi", ProvinceCode.CurrentBasis), ("sau 1 7 2025", ProvinceCode.CurrentBasis), ("sau 01 07 2025", ProvinceCode.CurrentBasis),
        ("sau sap nhap", ProvinceCode.CurrentBasis), ("tinh moi", ProvinceCode.CurrentBasis), ("sau hop nhat", ProvinceCode.CurrentBasis),
        ("tu 1 7 2025", ProvinceCode.CurrentBasis), ("tu 01 07 2025", ProvinceCode.CurrentBasis), ("new", ProvinceCode.CurrentBasis),
    ];

    /// <summary>Between a name and that of another province: "Vĩnh Phúc (nay là Phú Thọ)", "Phú Thọ (gồm Hòa Bình, Vĩnh Phúc)".</summary>
    static readonly (string Words, int Basis)[] Links =
    [
        (" nay la ", ProvinceCode.OldBasis), (" nay thuoc ", ProvinceCode.OldBasis), (" sap nhap vao ", ProvinceCode.OldBasis),
        (" nhap vao ", ProvinceCode.OldBasis), (" hop nhat vao ", ProvinceCode.OldBasis), (" now ", ProvinceCode.OldBasis),
        (" truoc day la ", ProvinceCode.CurrentBasis), (" truoc la ", ProvinceCode.CurrentBasis), (" gom ", ProvinceCode.CurrentBasis),
        (" bao gom ", ProvinceCode.CurrentBasis), (" hop nhat tu ", ProvinceCode.CurrentBasis),
        (" sap nhap tu ", ProvinceCode.CurrentBasis),
        (" formerly ", ProvinceCode.CurrentBasis),
    ];

    /// <summary>Removes such words from a folded name, and returns the basis that they mean; null if there are none.</summary>
    public static int? Remove(ref string name)
    {
        foreach (var (words, basis) in Links)
        {
            if (name.IndexOf(words, StringComparison.Ordinal) is > 0 and var at)
            {
                name = name[..at];
                return basis;
            }
        }

        foreach (var (words, basis) in Suffixes)
        {
            if (!name.EndsWith(" " + words, StringComparison.Ordinal))
                continue;
            name = name[..^(words.Length + 1)];
            return basis;
        }

        return null;
    }

    /// <summary>The basis that stands behind a name among other words: "UBND TỈNH PHÚ THỌ (MỚI)".</summary>
    public static int? FindBehind(string foldedName, string text)
    {
        var folded = $" {TextFolding.Fold(text)} ";
        foreach (var (words, basis) in Suffixes)
        {
            if (folded.Contains($" {foldedName} {words} ", StringComparison.Ordinal))
                return basis;
        }

        return null;
    }

    /// <summary>The basis that a caption names: "Địa bàn (tỉnh cũ)", "Tỉnh (sau sáp nhập)".</summary>
    public static int? FindInCaption(string caption)
    {
        var folded = TextFolding.Fold(caption);
        return Remove(ref folded);
    }
}
