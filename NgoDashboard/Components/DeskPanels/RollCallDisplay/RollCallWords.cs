using System.Collections.Immutable;
using System.Globalization;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Components.DeskPanels.RollCallDisplay;

/// <summary>How the roll is read.</summary>
static class RollCallWords
{
    /// <summary>"Hội trường A · Cà Mau": a point is often called by its province, and then said once.</summary>
    public static string PointName(Point point, ReferenceData reference) =>
        point.Province is { } code && DisplayNames.ForProvince(code, reference) is var province && !point.Name.Contains(province, StringComparison.OrdinalIgnoreCase)
            ? $"{point.Name} · {province}"
            : point.Name;

    public static string ProvinceName(ProvinceCode? province, ReferenceData reference) => province is { } code ? DisplayNames.ForProvince(code, reference) : Words.Desk["roll-centre"];

    public static string CssClass(PointState state) => state.ToString().ToLowerInvariant();

    public static string StateText(RollCallLine line) => line is { State: PointState.Gone, Since: { } at }
        ? Words.Desk["roll-gone-since", TimeText(at)]
        : Words.Desk[$"roll-{line.State}"];

    public static string TooltipText(RollCallLine line, ReferenceData reference) => $"{PointName(line.Point, reference)}: {StateText(line)}";

    public static string TimeText(DateTimeOffset at) => VietnamTime.ToLocal(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string ClockText(DateTimeOffset? at) => at is { } known ? VietnamTime.ToLocal(known).ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "–";

    /// <summary>As the line of the foot names them: those that went first, the slow ones, then those that have not come.</summary>
    public static IEnumerable<RollCallLine> PointsNotShowing(RollCall roll) => roll.Lines.Where(line => line.State != PointState.Showing)
        .OrderBy(line => line.State switch { PointState.Gone => 0, PointState.Behind or PointState.Undrawn => 1, _ => 2 });

    /// <summary>
    /// The provinces of today in a few letters: the first of each word, and as much more of the last as tells two of them apart.
    /// </summary>
    public static ImmutableDictionary<ProvinceCode, string> ProvinceAbbreviations(ReferenceData reference)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return reference.Provinces.Where(province => province.Code.IsCurrent)
            .ToImmutableDictionary(province => province.Code, province => Abbreviation(DisplayNames.ForProvince(province), taken));
    }

    /// <summary>Of a point that is not a province's main hall.</summary>
    public static string Initials(string name) =>
        string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => char.IsLetterOrDigit(word[0])).Take(3).Select(word => char.ToUpper(word[0], CultureInfo.CurrentCulture)));

    static string Abbreviation(string name, HashSet<string> taken)
    {
        string[] words = [.. name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.EndsWith('.'))];
        var first = string.Concat(words[..^1].Select(word => word[0]));
        for (var letters = 1; letters <= words[^1].Length; letters++)
        {
            if (taken.Add(first + words[^1][..letters]))
                return first + words[^1][..letters];
        }

        return name;
    }
}
