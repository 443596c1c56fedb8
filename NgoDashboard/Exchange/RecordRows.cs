using System.Globalization;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Storage;

namespace NgoDashboard.Exchange;

/// <summary>
/// One thing that a version did: a change of a figure, a scene, a cover, a meeting's name or rules, a key, a correction that ended. A
/// version that did several has as many rows, its warnings and the points that it reached in the first.
/// </summary>
/// <param name="Kind">The word of the journal: load, take, undo, hold, blank, release, dismiss, meeting, key.</param>
/// <param name="Event">change, scene, cover, meeting, key, end-correction; version where it did nothing that could be seen.</param>
/// <param name="OnScreens">False where the screens were held or covered, and did not show it.</param>
public sealed record RecordRow(
    long Version, DateTimeOffset At, string Kind, string Event, string Who, string? ConfirmedBy, bool OnScreens, long? Undoes)
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

    public string? Because { get; init; }

    /// <summary>Of the version, in hexadecimal.</summary>
    public string? Hash { get; init; }

    /// <summary>Of the version: at how many bridge points it was painted while it was on air, and after how long.</summary>
    public PointsReached? Points { get; init; }
}

/// <param name="MedianMs">Milliseconds; null where no point painted it.</param>
public sealed record PointsReached(int Expected, int There, int Painted, long? MedianMs, long? SlowestMs);

/// <summary>Versions as rows.</summary>
static class RecordRows
{
    public static IEnumerable<RecordRow> Of(MeetingRecord record, Snapshot names) => record.Versions.SelectMany(version => Of(version, names));

    public static IEnumerable<RecordRow> Of(RecordedVersion version, Snapshot names)
    {
        var blank = new RecordRow(
            version.Version, VietNam.Time(version.At), version.Entry.Kind.Word(), "version", version.Who, version.ConfirmedBy, version.IsOnScreens,
            version.Entry.Undoes);
        var rows = version.Changes.Select(change => Of(change, blank, names)).ToList();
        if (version.Scene is { } scene)
            rows.Add(blank with { Event = "scene", Scene = scene.Kind, Title = SceneTitle.Of(scene, names) });
        if (version.Entry.Kind is EntryKind.Hold or EntryKind.Blank or EntryKind.Release)
            rows.Add(blank with { Event = "cover" });
        if (version.Meeting is { } meeting)
            rows.Add(blank with { Event = "meeting", Title = RecordText.Rules(meeting) });
        if (version.Entry.Key is not null)
            rows.Add(blank with { Event = "key", Title = version.Did });
        rows.AddRange(version.Ended.Select(key => At(key, blank, names) with { Event = "end-correction" }));
        if (rows.Count == 0)
            rows.Add(blank);
        rows[0] = rows[0] with
        {
            Warnings = version.Warnings.IsEmpty ? null : string.Join('\n', version.Warnings),
            Because = version.Because,
            Hash = version.Entry.Hash,
            Points = version.Reach is { } reach
                ? new(reach.Expected, reach.There, reach.Painted, (long?)reach.Median?.TotalMilliseconds, (long?)reach.Slowest?.TotalMilliseconds)
                : null,
        };
        return rows;
    }

    static RecordRow Of(PastChange change, RecordRow blank, Snapshot names) => At(change.Key, blank, names) with
    {
        Event = "change",
        OldValue = change.Before?.Whole,
        OldUnit = change.Before?.Unit.Word(),
        OldQualifier = change.QualifierBefore?.Word(),
        NewValue = change.After?.Whole,
        NewUnit = change.After?.Unit.Word(),
        NewQualifier = change.After is null ? null : change.QualifierAfter.Word(),
        Correction = change.IsCorrection,
        Reason = change.Reason,
        Source = RecordText.Source(change),
    };

    static RecordRow At(FigureKey key, RecordRow blank, Snapshot names) => blank with
    {
        Figure = Language.Names.Of(key, names.Reference),
        From = Iso(key.Period.From),
        To = Iso(key.Period.To),
        Province = key.Province?.ToString(),
        Sector = key.Sector,
        Campaign = key.Campaign,
        Measure = key.Measure.Word(),
    };

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
