using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Language;

/// <summary>Changes of rates, sectors and campaigns as sentences, for the desk's pages, the record and the API.</summary>
public static class ReferenceSentences
{
    /// <summary>One sentence for each change; items that only moved up or down in their list have none.</summary>
    /// <param name="reference">For the names of items that others were merged into.</param>
    public static IReadOnlyList<string> Describe(this ReferenceChanges changes, ReferenceData reference, DisplayLanguage language) =>
    [
        .. changes.Rates.Select(change => Describe(change, language)),
        .. changes.Sectors.SelectMany(change => Describe(change, reference, language)),
        .. changes.Campaigns.SelectMany(change => Describe(change, reference, language)),
    ];

    /// <summary>"24.164 đồng/USD"; "chưa có" where the year has no rate.</summary>
    public static string ForRate(ExchangeRate? rate, DisplayLanguage language) => rate is null
        ? language.Words.Record["rate-none"]
        : language.Words.Record["rate", language.Numbers.FormatNumber(rate.VndPerUsd, 2)];

    /// <summary>"Ngân hàng Nhà nước: Tỷ giá trung tâm, 31/12/2024".</summary>
    public static string ForSource(RateSource source, DisplayLanguage language)
    {
        var text = source.Title is { } title ? $"{source.Publisher}: {title}" : source.Publisher;
        return source.Date is { } date ? $"{text}, {language.DisplayNames.ForSourceDate(date)}" : text;
    }

    static string Describe(RateChange change, DisplayLanguage language)
    {
        var year = $"{change.Year}";
        var sentence = language.Words.Record["rate-changed", year, ForRate(change.Before, language), ForRate(change.After, language)];
        return change.After is { } rate ? $"{sentence} ({ForSource(rate.Source, language)})" : sentence;
    }

    static IEnumerable<string> Describe<TItem>(ItemChange<TItem> change, ReferenceData reference, DisplayLanguage language)
        where TItem : ReferenceItem
    {
        var (before, after) = (change.Before, change.After);
        var kind = after.Item.ItemKind;
        var name = language.DisplayNames.ForItem(after.Item);
        string Sentence(string key, params object?[] args) => language.Words.Record[$"reference-{key}-{kind.ToCode()}", args];
        if (change.IsOnlyMoved)
            yield break;
        if (after is { IsRetired: true, MergedInto: { } into })
        {
            var other = reference.FindItemOfAnyTime(kind, into) is { } known ? language.DisplayNames.ForItem(known) : into;
            yield return Sentence("merged", name, other);
        }
        else if (after.IsRetired || before is null)
        {
            yield return Sentence(after.IsRetired ? "removed" : "added", name);
        }
        else if (before.IsRetired)
        {
            yield return Sentence("restored", name);
        }
        else
        {
            foreach (var line in DescribeNames(before.Item, after.Item, language))
                yield return line;
        }
    }

    /// <summary>An item that is still there: its names one by one, because each of them is printed somewhere.</summary>
    static IEnumerable<string> DescribeNames(ReferenceItem before, ReferenceItem after, DisplayLanguage language)
    {
        string Sentence(string key, params object?[] args) => language.Words.Record[$"reference-{key}-{after.ItemKind.ToCode()}", args];
        foreach (var (old, now) in NamesOf(before).Zip(NamesOf(after)).Where(pair => pair.First != pair.Second))
            yield return Sentence("renamed", old, now);
        var name = language.DisplayNames.ForItem(after);
        if (after.Aliases.Except(before.Aliases).ToArray() is { Length: > 0 } added)
            yield return Sentence("aliases-added", name, Quote(added));
        if (before.Aliases.Except(after.Aliases).ToArray() is { Length: > 0 } removed)
            yield return Sentence("aliases-removed", name, Quote(removed));
    }

    static string[] NamesOf(ReferenceItem item) =>
        item is Sector sector ? [sector.Name, sector.NameEn, sector.ShortName, sector.ShortNameEn] : [item.Name, item.NameEn];

    static string Quote(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"“{name}”"));
}
