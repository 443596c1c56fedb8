using System.Globalization;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;

namespace NgoDashboard.Live.Records;

/// <summary>How the record writes what it tells, on its page and in its files.</summary>
public static class RecordText
{
    /// <summary>Every digit, as the record must have it.</summary>
    public static string FormatValue(Quantity? value, Qualifier? qualifier) =>
        value is { } known ? Numbers.FormatExact(known, qualifier ?? Qualifier.Exact) : Words.Subject["unpublished"];

    public static string FormatChange(FigureChangeRecord change) => $"{FormatValue(change.Before, change.QualifierBefore)} → {FormatValue(change.After, change.QualifierAfter)}";

    /// <summary>Null where the desk itself is the source: then the reason says it.</summary>
    public static string? FormatSource(FigureChangeRecord change) =>
        change.Source is { } source && (source.Publisher, source.Title) != (change.Actor ?? "", change.Reason) ? DisplayNames.ForSource(source) : null;

    /// <summary>The time of day; on another day than the meeting's, the day too.</summary>
    public static string FormatTime(DateTimeOffset at, MeetingDetails meeting)
    {
        var time = VietnamTime.ToLocal(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return VietnamTime.LocalDay(at) == meeting.HeldOn ? time : $"{time} {DisplayNames.ForDate(VietnamTime.LocalDay(at))}";
    }

    public static string MeetingName(MeetingDetails meeting) => meeting.Name.Length > 0 ? meeting.Name : Words.Stage["event"];

    public static string SceneOrCardTitle(Scene? scene, Snapshot snapshot) => scene is null ? Words.Record["card"] : SceneTitle.TitleFor(scene, snapshot);

    /// <summary>"60/63 · 0,4 s (chậm nhất 2,1 s)": the points that showed it; null where nobody counted.</summary>
    public static string? FormatDelivery(RecordedVersion version) => version.Delivery switch
    {
        null => null,
        { Median: { } median, Slowest: { } slowest } reach => Words.Record["reach", reach.Painted, reach.Expected, FormatSeconds(median), FormatSeconds(slowest)],
        var reach => $"{reach.Painted}/{reach.Expected}",
    };

    public static string FormatSeconds(TimeSpan span) => span.TotalSeconds.ToString(span.TotalSeconds < 10 ? "0.0" : "0", CultureInfo.CurrentCulture);

    /// <summary>What became of a correction.</summary>
    public static string CorrectionStateText(RecordedCorrection correction, MeetingRecord record) => correction is { End: { } end, EndedBy: { } by }
        ? Words.Record[$"end-{end}", by.Version, FormatTime(by.OccurredAt, record.Meeting)]
        : Words.Record[record.IsOver ? "stood" : "stands"];

    public static string MeetingSummary(MeetingDetails meeting) =>
        $"{MeetingName(meeting)} · {Words.Record["held-on", DisplayNames.ForDate(meeting.HeldOn)]} · {Words.Record[meeting.RequiresApproval ? "needs-two" : "needs-one"]}";
}
