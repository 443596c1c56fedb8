using System.Globalization;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Figures.ReferenceEdits;

/// <summary>Validates an edit of the reference data before it becomes a version: errors are refused, doubts need a reason.</summary>
public static class ReferenceEditRules
{
    public const int MaxNameLength = 120;

    /// <summary>Short names stand beside the bars of a chart: as in data/sectors.csv.</summary>
    public const int MaxShortNameLength = 22;

    public const int MaxAliases = 200;
    public const int MaxSourceLength = 300;
    public const int MaxUrlLength = 2000;

    static readonly string[] SourceDateFormats = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];

    public static IReadOnlyList<Finding> FindErrors(Snapshot snapshot, ReferenceEdit edit)
    {
        var reference = snapshot.Reference;
        if (edit.ExpectedVersion < VersionOf(snapshot, edit))
            return [new(FindingKind.ReferenceStale, "expectedVersion", VersionOf(snapshot, edit))];
        return
        [
            .. edit switch
            {
                RateSetting setting => RateRules.FindErrors(setting.Year, setting.VndPerUsd).Concat(FindErrors(setting.Source)),
                RateRemoval removal when reference.FindRate(removal.Year) is null =>
                    [new(FindingKind.NoRateOfYear, "year", $"{removal.Year}")],
                ItemAddition addition => FindErrorsOfNames(reference, addition.Item),
                ItemRenaming renaming => KnownItems.FindUnknown(reference, renaming.Item.ItemKind, renaming.Item.Id, "id")
                    .Concat(FindErrorsOfNames(reference, renaming.Item)),
                ItemMerger merger => FindErrorsOfMerger(snapshot, merger),
                _ => [],
            },
        ];
    }

    /// <summary>Of an edit without errors.</summary>
    public static IReadOnlyList<Finding> FindDoubts(ReferenceData reference, ReferenceEdit edit) =>
        edit is RateSetting setting ? [.. RateRules.FindDoubts(reference, setting.Year, setting.VndPerUsd)] : [];

    /// <summary>Of the reference data, and of the figures that a merger moves: their values are what its editor decided on.</summary>
    static long VersionOf(Snapshot snapshot, ReferenceEdit edit) => edit is not ItemMerger merger
        ? snapshot.Reference.Version
        : snapshot.Figures
            .Where(figure => MergedFigures.IdOf(figure.Key, merger.Kind) is { } id && (id == merger.MergedId || id == merger.IntoId))
            .Select(figure => figure.Version).Append(snapshot.Reference.Version).Max();

    static IEnumerable<Finding> FindErrors(RateSource source)
    {
        if (string.IsNullOrWhiteSpace(source.Publisher))
            yield return new(FindingKind.SourceMissing, "source.publisher");
        foreach (var (field, text) in ((string, string?)[])
                 [("source.publisher", source.Publisher), ("source.title", source.Title), ("source.url", source.Url)])
        {
            foreach (var finding in CheckText(field, text, field == "source.url" ? MaxUrlLength : MaxSourceLength))
                yield return finding;
        }

        if (source.Url is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            yield return new(FindingKind.InvalidAddress, "source.url", url);
        if (source.Date is { } date && !Array.Exists(SourceDateFormats, format =>
                DateOnly.TryParseExact(date, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)))
            yield return new(FindingKind.InvalidSourceDate, "source.date", date);
    }

    static IEnumerable<Finding> FindErrorsOfNames(ReferenceData reference, ReferenceItem item)
    {
        (string Field, string Text, int MaxLength)[] names =
        [
            ("name", item.Name, MaxNameLength), ("nameEn", item.NameEn, MaxNameLength),
            .. item is Sector sector
                ? [("short", sector.ShortName, MaxShortNameLength), ("shortEn", sector.ShortNameEn, MaxShortNameLength)]
                : ((string, string, int)[])[],
        ];
        foreach (var (field, text, maxLength) in names)
        {
            if (NameKey.From(text).Text.Length == 0)
                yield return new(FindingKind.NameMissing, field);
            foreach (var finding in CheckText(field, text, maxLength))
                yield return finding;
        }

        foreach (var finding in item.Aliases.SelectMany(alias => CheckText("aliases", alias, MaxNameLength)))
            yield return finding;
        if (item.Aliases.Count > MaxAliases)
            yield return new(FindingKind.TooManyAliases, "aliases", MaxAliases);
        IEnumerable<ReferenceItem> others = item is Sector ? reference.Sectors : reference.Campaigns;
        if (ItemNames.FindShared(item, others) is { } shared)
            yield return new(FindingKind.NameTaken, "name", shared.Name, shared.Other);
    }

    static IEnumerable<Finding> CheckText(string field, string? text, int maxLength)
    {
        if (text is null)
            yield break;
        if (text.Length > maxLength && maxLength == MaxShortNameLength)
            yield return new(FindingKind.ShortNameTooLong, field, maxLength);
        else if (text.Length > maxLength)
            yield return new(FindingKind.TextTooLong, field, field, maxLength);
        if (text.Length > 0 && !TextSanitizer.IsDisplayable(text))
            yield return new(FindingKind.ControlCharacter, field, field);
    }

    static Finding[] FindErrorsOfMerger(Snapshot snapshot, ItemMerger merger)
    {
        Finding[] unknown =
        [
            .. KnownItems.FindUnknown(snapshot.Reference, merger.Kind, merger.MergedId, "id"),
            .. KnownItems.FindUnknown(snapshot.Reference, merger.Kind, merger.IntoId, "into"),
        ];
        if (unknown.Length > 0)
            return unknown;
        var merged = snapshot.Reference.FindItem(merger.Kind, merger.MergedId)!;
        var into = snapshot.Reference.FindItem(merger.Kind, merger.IntoId);
        if (merged == into)
            return [new(FindingKind.MergeIntoItself, "into", merged)];
        // A grant and a region of donors are not two names of one thing.
        if (merged is Campaign one && into is Campaign other && one.Kind != other.Kind)
            return [new(FindingKind.MergeOfKinds, "into", one, other)];
        var conflicts = MergedFigures.FindConflicts(snapshot, merger).ToDictionary(conflict => conflict.Key);
        return
        [
            .. merger.Adopted.Where(choice => !conflicts.TryGetValue(choice.Key, out var conflict)
                    || (choice.Value != conflict.Remaining.Id && choice.Value != conflict.Merged.Id))
                .Select(choice => new Finding(FindingKind.UnknownStatement, "adopted", choice.Value)),
            .. conflicts.Values.Where(conflict => !merger.Adopted.ContainsKey(conflict.Key)).Select(conflict => new Finding(
                FindingKind.MergeConflict, "adopted", conflict.Key, conflict.Remaining.Value, conflict.Merged.Value, merged)),
        ];
    }

    /// <summary>The figures of which the merger has to say which value is to be shown.</summary>
    public static IReadOnlyList<MergeConflict> FindConflicts(Snapshot snapshot, ItemMerger merger) =>
        [.. MergedFigures.FindConflicts(snapshot, merger)];
}
