using NgoDashboard.Figures.Text;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Files.Parsing;

/// <summary>The names of the kinds of bridge points in lists.</summary>
static class PointKindNames
{
    static readonly Dictionary<string, PointKind> Known = new()
    {
        ["province"] = PointKind.Province,
        ["tinh"] = PointKind.Province,
        ["cap tinh"] = PointKind.Province,
        ["tinh thanh pho"] = PointKind.Province,
        ["ministry"] = PointKind.Ministry,
        ["bo nganh"] = PointKind.Ministry,
        ["bo"] = PointKind.Ministry,
        ["trung uong"] = PointKind.Ministry,
        ["local"] = PointKind.Local,
        ["commune"] = PointKind.Local,
        ["cap xa"] = PointKind.Local,
        ["xa"] = PointKind.Local,
    };

    public static PointKind? FindKind(string text) => Known.TryGetValue(TextFolding.Fold(text), out var kind) ? kind : null;
}
