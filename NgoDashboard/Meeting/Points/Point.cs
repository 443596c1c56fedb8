using System.Collections.Immutable;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Meeting.Points;

/// <summary>Who runs a bridge point.</summary>
public enum PointKind
{
    /// <summary>A province: its main hall.</summary>
    [Code("province")] Province,

    /// <summary>A ministry or another central body.</summary>
    [Code("ministry")] Ministry,

    /// <summary>A unit below a province: a commune, a ward.</summary>
    [Code("local")] Local,
}

/// <summary>The kinds of bridge points in the order of lists: the main hall of a province before what is below it.</summary>
public static class PointKinds
{
    public static readonly ImmutableArray<PointKind> All = [PointKind.Province, PointKind.Ministry, PointKind.Local];
}

/// <summary>A bridge point (điểm cầu): a place that takes part in the meeting, with one or more screens.</summary>
/// <param name="Province">On the 34 basis; null for a ministry.</param>
/// <param name="Name">Unique within its province.</param>
/// <param name="Place">Its location, in words; may be empty.</param>
public sealed record Point(long Id, PointKind Kind, ProvinceCode? Province, string Name, string Place = "")
{
    public const int MaxNameLength = 100;
    public const int MaxPlaceLength = 200;

    /// <summary>
    /// The stored form of names and places: sanitized, NFC, trimmed, one blank between words, so that the same name typed on a
    /// telephone or pasted from a spreadsheet compares equal.
    /// </summary>
    public static string NormalizeName(string? text) =>
        string.Join(' ', TextSanitizer.SanitizeLine(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The key by which points must be unique: province and name, ignoring case.</summary>
    public static string UniqueNameKey(string name, ProvinceCode? province) => $"{province} {NormalizeName(name).ToUpperInvariant()}";
}
