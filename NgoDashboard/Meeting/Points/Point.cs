using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Meeting.Points;

public enum PointKind
{
    /// <summary>Of a province: its main hall.</summary>
    Province,

    /// <summary>Of a ministry or another body of the centre.</summary>
    Ministry,

    /// <summary>A further screen below a province: a commune, a ward.</summary>
    Local,
}

/// <summary>A bridge point (điểm cầu): where screens stand that belong together.</summary>
/// <param name="Province">Of the 34 basis; a ministry has none.</param>
/// <param name="Name">Told apart from all others of the same province by it.</param>
/// <param name="Place">Where it stands, in words; may be empty.</param>
public sealed record Point(long Id, PointKind Kind, ProvinceCode? Province, string Name, string Place = "")
{
    public const int MaxNameLength = 100;
    public const int MaxPlaceLength = 200;

    /// <summary>
    /// As names and places are kept: composed letters, no blanks around and one between. What a telephone, a spreadsheet and a person
    /// type is then the same.
    /// </summary>
    public static string NormalizeName(string? text) => string.Join(' ', TextSanitizer.SanitizeLine(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What no two points share: the name in its province, without regard to case.</summary>
    public static string UniqueNameKey(string name, ProvinceCode? province) => $"{province} {NormalizeName(name).ToUpperInvariant()}";
}
