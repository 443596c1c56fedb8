using System.Collections.Immutable;
using System.Globalization;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Components.DeskPanels.RollCallDisplay;

/// <summary>Texts of the roll call.</summary>
static class RollCallWords
{
    /// <summary>"Hội trường A · Cà Mau"; without the province if the point's name contains it.</summary>
    public static string PointName(Point point, ReferenceData reference, DisplayLanguage language) =>
        point.Province is { } code && language.DisplayNames.ForProvince(code, reference) is var province
        && !point.Name.Contains(province, StringComparison.OrdinalIgnoreCase)
            ? $"{point.Name} · {province}"
            : point.Name;

    public static string ProvinceName(ProvinceCode? province, ReferenceData reference, DisplayLanguage language) =>
        province is { } code ? language.DisplayNames.ForProvince(code, reference) : language.Words.Desk["roll-centre"];

    public static string CssClass(PointState state) => state.ToCode();

    public static string StateText(RollCallLine line, DisplayLanguage language) => line is { State: PointState.Disconnected, Since: { } since }
        ? language.Words.Desk["roll-gone-since", TimeText(since)]
        : language.Words.Desk[$"roll-{line.State.ToCode()}"];

    public static string TooltipText(RollCallLine line, ReferenceData reference, DisplayLanguage language) =>
        $"{PointName(line.Point, reference, language)}: {StateText(line, language)}";

    public static string TimeText(DateTimeOffset at) => VietnamTime.ToLocal(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string ClockText(DateTimeOffset? at) =>
        at is { } known ? VietnamTime.ToLocal(known).ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "–";

    /// <summary>
    /// In the order of the footer: first the points that are gone, then the slow ones, then those that have not connected yet.
    /// </summary>
    public static IEnumerable<RollCallLine> PointsNotShowing(RollCall roll) => roll.Lines
        .Where(line => line.State != PointState.Showing)
        .OrderBy(line => line.State switch { PointState.Disconnected => 0, PointState.Behind or PointState.NotDrawn => 1, _ => 2 });

    /// <summary>
    /// Short names of the 34 provinces: the initials of the words, with as many letters of the last word as tell two provinces apart.
    /// </summary>
    public static ImmutableDictionary<ProvinceCode, string> ProvinceAbbreviations(ReferenceData reference, DisplayLanguage language)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return reference.Provinces.Where(province => province.Code.IsCurrent)
            .ToImmutableDictionary(province => province.Code, province => Abbreviation(language.DisplayNames.ForProvince(province), taken));
    }

    /// <summary>For a point that is not a province's main hall.</summary>
    public static string Initials(string name, DisplayLanguage language) =>
        string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => char.IsLetterOrDigit(word[0])).Take(3)
            .Select(word => char.ToUpper(word[0], language.Culture)));

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
