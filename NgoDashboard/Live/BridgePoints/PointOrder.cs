using System.Globalization;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Live.BridgePoints;

/// <summary>The order in which people look for a bridge point: the centre, then province by province, each with its own hall first.</summary>
public static class PointOrder
{
    // "Điểm cầu 2" before "Điểm cầu 10".
    static readonly StringComparer Vietnamese =
        CultureInfo.GetCultureInfo("vi-VN").CompareInfo.GetStringComparer(CompareOptions.IgnoreCase | CompareOptions.NumericOrdering);

    public static IEnumerable<Point> InDisplayOrder(this IEnumerable<Point> points, ReferenceData reference)
    {
        var places = reference.ProvincesOnBasis(ProvinceCode.CurrentBasis).OrderBy(province => DisplayNames.ForProvince(province), Vietnamese).Index().ToDictionary(one => one.Item.Code, one => one.Index);
        return points
            .OrderBy(point => point.Province is { } province ? places.GetValueOrDefault(province, int.MaxValue) : -1)
            .ThenBy(point => point.Kind)
            .ThenBy(point => point.Name, Vietnamese)
            .ThenBy(point => point.Id);
    }
}
