using System.Collections.Immutable;
using System.Globalization;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Desk;

/// <summary>How the roll is read.</summary>
static class PointWords
{
    /// <summary>"Hội trường A · Cà Mau": a point is often called by its province, and then said once.</summary>
    public static string Name(Point point, Reference reference) =>
        point.Province is { } code && Names.Of(code, reference) is var province && !point.Name.Contains(province, StringComparison.OrdinalIgnoreCase)
            ? $"{point.Name} · {province}"
            : point.Name;

    public static string Area(ProvinceCode? province, Reference reference) => province is { } code ? Names.Of(code, reference) : Words.Desk["roll-centre"];

    public static string Css(PointState state) => state.ToString().ToLowerInvariant();

    public static string State(RollLine line) => line is { State: PointState.Gone, Since: { } at }
        ? Words.Desk["roll-gone-since", Time(at)]
        : Words.Desk[$"roll-{line.State}"];

    public static string Title(RollLine line, Reference reference) => $"{Name(line.Point, reference)}: {State(line)}";

    public static string Time(DateTimeOffset at) => VietNam.Time(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset? at) => at is { } known ? VietNam.Time(known).ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "–";

    /// <summary>As the line of the foot names them: those that went first, the slow ones, then those that have not come.</summary>
    public static IEnumerable<RollLine> Missing(Roll roll) => roll.Lines.Where(line => line.State != PointState.Showing)
        .OrderBy(line => line.State switch { PointState.Gone => 0, PointState.Behind or PointState.Undrawn => 1, _ => 2 });

    /// <summary>
    /// The provinces of today in a few letters: the first of each word, and as much more of the last as tells two of them apart.
    /// </summary>
    public static ImmutableDictionary<ProvinceCode, string> Abbreviations(Reference reference)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return reference.Provinces.Where(province => province.Code.IsCurrent)
            .ToImmutableDictionary(province => province.Code, province => Abbreviation(Names.Of(province), taken));
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
