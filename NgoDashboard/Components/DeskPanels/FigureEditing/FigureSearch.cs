using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;

namespace NgoDashboard.Components.DeskPanels.FigureEditing;

/// <summary>
/// Finds figures by parts of their names, in any order, without diacritics: "quang tri y te 2025". A figure that does not exist yet is
/// found too, so that it can be entered.
/// </summary>
public static class FigureSearch
{
    // The names of some 11,000 figures are folded once for each version of the reference data, and forgotten with it. Names in both
    // languages are found, because an operator who reads the desk in English still hears Vietnamese.
    static readonly ConditionalWeakTable<ReferenceData, ConcurrentDictionary<FigureKey, string[]>> WordsByKey = [];

    static readonly (Measure Measure, string Name)[] MeasureNames =
    [
        .. MeasureRules.All.SelectMany(measure => DisplayLanguage.All.Select(language =>
            (measure, $" {TextFolding.Fold(language.DisplayNames.ForMeasure(measure))} "))),
    ];

    public static IReadOnlyList<FigureKey> Search(Snapshot snapshot, string query, int limit)
    {
        var queryWords = TextFolding.FoldToWords(query);
        if (queryWords.Length == 0)
            return [];
        var found = snapshot.Figures
            .Where(figure => IsOfItemsInUse(figure.Key, snapshot.Reference))
            .Select(figure => (figure.Key, Words: WordsOf(figure.Key, snapshot.Reference)))
            .Where(candidate => Matches(candidate.Words, queryWords))
            // Whole words before prefixes, then the broad before the narrow, then the latest; the remaining keys only make the order
            // deterministic.
            .OrderByDescending(candidate => queryWords.Count(word => candidate.Words.Contains(word)))
            .ThenByDescending(candidate => candidate.Key.Period.WholeYear is not null)
            .ThenBy(candidate => candidate.Key.Campaign is not null)
            .ThenBy(candidate => candidate.Key.Sector is not null)
            .ThenBy(candidate => candidate.Key.Province?.Basis ?? 0)
            .ThenByDescending(candidate => candidate.Key.Period)
            .ThenBy(candidate => candidate.Key.Measure.SortOrder)
            .ThenBy(candidate => candidate.Key.Province?.ToString(), StringComparer.Ordinal)
            .ThenBy(candidate => candidate.Key.Sector, StringComparer.Ordinal)
            .ThenBy(candidate => candidate.Key.Campaign, StringComparer.Ordinal)
            .Take(limit)
            .Select(candidate => candidate.Key)
            .ToList();
        if (EmptyPlaceNamed(snapshot, queryWords) is { } emptyPlace && !found.Contains(emptyPlace))
            found.Add(emptyPlace);
        return found;
    }

    static bool Matches(string[] words, string[] queryWords) =>
        queryWords.All(part => words.Any(word => word.StartsWith(part, StringComparison.Ordinal)));

    /// <summary>The figures of a merged sector are empty: they stand under the other one.</summary>
    static bool IsOfItemsInUse(FigureKey key, ReferenceData reference) =>
        (key.Sector is not { } sector || reference.FindSector(sector) is not null)
        && (key.Campaign is not { } campaign || reference.FindCampaign(campaign) is not null);

    static string[] WordsOf(FigureKey key, ReferenceData reference) => WordsByKey.GetOrCreateValue(reference).GetOrAdd(key, _ =>
    {
        var names = DisplayLanguage.All.Select(language => language.DisplayNames.ForFigure(key, reference)).ToList();
        if (key.Province is { } code && reference.FindProvince(code) is { } province)
            names.AddRange([province.Name, province.NameEn, .. province.Aliases]);
        if (key.Sector is { } id && reference.FindSector(id) is { } sector)
            names.AddRange([sector.Name, sector.NameEn, .. sector.Aliases]);
        names.Add(key.Measure.ToCode());
        for (var year = key.Period.From.Year; year <= key.Period.To.Year; year++)
            names.Add(year.ToString(CultureInfo.InvariantCulture));
        return [.. names.SelectMany(TextFolding.FoldToWords).Distinct()];
    });

    /// <summary>
    /// The figure that the words name completely: a year, and of province, sector and measure those that are named; disbursed if no measure
    /// is.
    /// </summary>
    static FigureKey? EmptyPlaceNamed(Snapshot snapshot, string[] queryWords)
    {
        var text = " " + string.Join(' ', queryWords) + " ";
        int? year = null;
        foreach (var word in queryWords)
        {
            if (word.Length == 4 && int.TryParse(word, CultureInfo.InvariantCulture, out var number) && number is >= 1990 and <= 2100)
                year = number;
        }

        if (year is null)
            return null;
        var basis = year >= 2025 ? ProvinceCode.CurrentBasis : ProvinceCode.OldBasis;
        var province = LongestNameIn(
            snapshot.Reference.ProvincesOnBasis(basis), province => [province.Name, province.NameEn, .. province.Aliases], ref text);
        var sector = LongestNameIn(snapshot.Reference.Sectors, sector => [sector.Name, sector.NameEn, .. sector.Aliases], ref text);
        var measure = Measure.Disbursed;
        foreach (var (named, name) in MeasureNames)
        {
            if (!text.Contains(name, StringComparison.Ordinal))
                continue;
            (measure, text) = (named, text.Replace(name, " ", StringComparison.Ordinal));
            break;
        }

        text = text.Replace(year.Value.ToString(CultureInfo.InvariantCulture), "", StringComparison.Ordinal);
        return text.Trim().Length == 0
            ? new(Period.ForYear(year.Value), province?.Code, sector?.Id, null, measure)
            : null;
    }

    /// <summary>Finds the longest name in the text and removes it from the text.</summary>
    static T? LongestNameIn<T>(IEnumerable<T> things, Func<T, IEnumerable<string>> names, ref string text)
        where T : class
    {
        var (best, folded) = ((T?)null, "");
        foreach (var thing in things)
        {
            foreach (var name in names(thing).Select(TextFolding.Fold))
            {
                if (name.Length > folded.Length && text.Contains($" {name} ", StringComparison.Ordinal))
                    (best, folded) = (thing, name);
            }
        }

        if (best is not null)
            text = text.Replace($" {folded} ", " ", StringComparison.Ordinal);
        return best;
    }
}
