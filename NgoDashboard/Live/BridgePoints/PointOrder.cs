using System.Globalization;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Live.BridgePoints;

/// <summary>The display order of bridge points: the centre, then province by province, the main hall of each first.</summary>
public static class PointOrder
{
    // "Điểm cầu 2" before "Điểm cầu 10".
    static readonly StringComparer Vietnamese =
        CultureInfo.GetCultureInfo("vi-VN").CompareInfo.GetStringComparer(CompareOptions.IgnoreCase | CompareOptions.NumericOrdering);

    public static IEnumerable<Point> InDisplayOrder(this IEnumerable<Point> points, ReferenceData reference, DisplayLanguage language)
    {
        var ranks = reference.ProvincesOnBasis(ProvinceCode.CurrentBasis)
            .OrderBy(province => language.DisplayNames.ForProvince(province), Vietnamese)
            .Index()
            .ToDictionary(entry => entry.Item.Code, entry => entry.Index);
        return points
            .OrderBy(point => point.Province is { } province ? ranks.GetValueOrDefault(province, int.MaxValue) : -1)
            .ThenBy(point => PointKinds.All.IndexOf(point.Kind))
            .ThenBy(point => point.Name, Vietnamese)
            .ThenBy(point => point.Id);
    }
}
