using System.Text.Json.Serialization;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Live.Records;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Api.MeetingRecords;

/// <summary>
/// One effect of a version: a change of a figure, of a rate, sector or campaign, of the scene, of the cover, of the meeting's name or
/// rules, of a key, or the end of a correction. A version with several effects has several rows; its warnings and delivery figures are in
/// the first.
/// </summary>
/// <param name="Kind">The code of the journal entry: load, take, undo, hold, blank, release, dismiss, meeting, key, reference.</param>
/// <param name="Event">change, reference, scene, cover, meeting, key, end-correction; version if it had no visible effect.</param>
/// <param name="OnScreens">False if the screens were held or covered and did not show it.</param>
public sealed record RecordEntry(
    long Version, [property: JsonPropertyName("at")] DateTimeOffset OccurredAt, string Kind, string Event,
    [property: JsonPropertyName("who")] string Actor, string? ConfirmedBy, bool OnScreens, long? Undoes)
{
    public string? Figure { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Province { get; init; }

    public string? Sector { get; init; }

    public string? Campaign { get; init; }

    public string? Measure { get; init; }

    public decimal? OldValue { get; init; }

    public string? OldUnit { get; init; }

    public string? OldQualifier { get; init; }

    public decimal? NewValue { get; init; }

    public string? NewUnit { get; init; }

    public string? NewQualifier { get; init; }

    public bool? Correction { get; init; }

    public string? Reason { get; init; }

    public string? Source { get; init; }

    public string? Scene { get; init; }

    public string? Title { get; init; }

    public string? Warnings { get; init; }

    [JsonPropertyName("because")]
    public string? OverrideReason { get; init; }

    /// <summary>Hash of the version, in hexadecimal.</summary>
    public string? Hash { get; init; }

    /// <summary>Delivery of the version: how many bridge points painted it while it was on air, and after how long.</summary>
    public PointDelivery? Points { get; init; }
}

/// <param name="There">Points with a connected screen.</param>
/// <param name="MedianMs">Milliseconds from the take to the acknowledgement; null if no point painted it.</param>
public sealed record PointDelivery(int Expected, int There, int Painted, long? MedianMs, long? SlowestMs);

/// <summary>Makes the rows of a record.</summary>
static class RecordEntries
{
    public static IEnumerable<RecordEntry> From(MeetingRecord record, Snapshot names, DisplayLanguage language) =>
        record.Versions.SelectMany(version => From(version, names, language));

    public static IEnumerable<RecordEntry> From(RecordedVersion version, Snapshot names, DisplayLanguage language)
    {
        var blank = new RecordEntry(
            version.Version, VietnamTime.ToLocal(version.OccurredAt), version.Entry.Kind.ToCode(), "version",
            language.DisplayNames.ForPerson(version.Entry.Actor), version.ConfirmedByName(language),
            version.IsOnScreens, version.Entry.Undoes);
        var rows = version.Changes.Select(change => From(change, blank, names, language)).ToList();
        rows.AddRange(version.DescribeReferenceChanges(names.Reference, language)
            .Select(sentence => blank with { Event = "reference", Title = sentence }));
        if (version.Scene is { } scene)
            rows.Add(blank with { Event = "scene", Scene = scene.Kind, Title = SceneTitle.TitleFor(scene, names, language) });
        if (version.Entry.Kind is EntryKind.Hold or EntryKind.Blank or EntryKind.Release)
            rows.Add(blank with { Event = "cover" });
        if (version.Meeting is { } meeting)
            rows.Add(blank with { Event = "meeting", Title = RecordText.MeetingSummary(meeting, language) });
        if (version.Entry.KeyChange is not null)
            rows.Add(blank with { Event = "key", Title = version.Describe(language) });
        rows.AddRange(version.EndedCorrections.Select(key => WithFigure(key, blank, names, language) with { Event = "end-correction" }));
        if (rows.Count == 0)
            rows.Add(blank);
        rows[0] = rows[0] with
        {
            Warnings = version.Warnings.IsEmpty ? null : string.Join('\n', version.Warnings),
            OverrideReason = version.OverrideReason,
            Hash = version.Entry.Hash,
            Points = version.Delivery is { } delivery
                ? new(
                    delivery.Expected, delivery.Present, delivery.Painted, (long?)delivery.Median?.TotalMilliseconds,
                    (long?)delivery.Slowest?.TotalMilliseconds)
                : null,
        };
        return rows;
    }

    static RecordEntry From(
        FigureChangeRecord change, RecordEntry blank, Snapshot names, DisplayLanguage language) =>
        WithFigure(change.Key, blank, names, language) with
        {
            Event = "change",
            OldValue = change.Before?.WholeUnits,
            OldUnit = change.Before?.Unit.ToCode(),
            OldQualifier = change.QualifierBefore?.ToCode(),
            NewValue = change.After?.WholeUnits,
            NewUnit = change.After?.Unit.ToCode(),
            NewQualifier = change.After is null ? null : change.QualifierAfter.ToCode(),
            Correction = change.IsCorrection,
            Reason = change.Reason,
            Source = RecordText.FormatSource(change, language),
        };

    static RecordEntry WithFigure(FigureKey key, RecordEntry blank, Snapshot names, DisplayLanguage language) => blank with
    {
        Figure = language.DisplayNames.ForFigure(key, names.Reference),
        From = key.Period.From.ToIsoDate(),
        To = key.Period.To.ToIsoDate(),
        Province = key.Province?.ToString(),
        Sector = key.Sector,
        Campaign = key.Campaign,
        Measure = key.Measure.ToCode(),
    };
}
