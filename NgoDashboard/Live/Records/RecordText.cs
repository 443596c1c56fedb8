using System.Globalization;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;

namespace NgoDashboard.Live.Records;

/// <summary>Formats the content of the record, for its page and its files, in the current language.</summary>
public static class RecordText
{
    /// <summary>With all digits, because the record must be exact.</summary>
    public static string FormatValue(Quantity? value, Qualifier? qualifier) =>
        value is { } known ? Numbers.FormatExact(known, qualifier ?? Qualifier.Exact) : Words.Subject["unpublished"];

    public static string FormatChange(FigureChangeRecord change) =>
        $"{FormatValue(change.Before, change.QualifierBefore)} → {FormatValue(change.After, change.QualifierAfter)}";

    /// <summary>Null where the desk itself is the source, because the reason is printed anyway.</summary>
    public static string? FormatSource(FigureChangeRecord change) =>
        change.Source is { } source && (source.Publisher, source.Title) != (change.Actor ?? "", change.Reason)
            ? DisplayNames.ForSource(source)
            : null;

    /// <summary>The time of day in Vietnam, with the date where it is not the day of the meeting.</summary>
    public static string FormatTime(DateTimeOffset at, MeetingDetails meeting)
    {
        var time = VietnamTime.ToLocal(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return VietnamTime.LocalDay(at) == meeting.HeldOn ? time : $"{time} {DisplayNames.ForDate(VietnamTime.LocalDay(at))}";
    }

    public static string MeetingName(MeetingDetails meeting) => meeting.Name.Length > 0 ? meeting.Name : Words.Stage["event"];

    public static string SceneOrCardTitle(Scene? scene, Snapshot snapshot) =>
        scene is null ? Words.Record["card"] : SceneTitle.TitleFor(scene, snapshot);

    /// <summary>"60/63 · 0,4 s (chậm nhất 2,1 s)": points that painted it, median and slowest delay; null where not counted.</summary>
    public static string? FormatDelivery(RecordedVersion version) => version.Delivery switch
    {
        null => null,
        { Median: { } median, Slowest: { } slowest } delivery => Words.Record[
            "reach", delivery.Painted, delivery.Expected, FormatSeconds(median), FormatSeconds(slowest)],
        var delivery => $"{delivery.Painted}/{delivery.Expected}",
    };

    public static string FormatSeconds(TimeSpan span) =>
        span.TotalSeconds.ToString(span.TotalSeconds < 10 ? "0.0" : "0", CultureInfo.CurrentCulture);

    /// <summary>How and when the correction ended, or that it still stands.</summary>
    public static string CorrectionStateText(RecordedCorrection correction, MeetingRecord record) =>
        correction is { End: { } end, EndedBy: { } by }
            ? Words.Record[$"end-{end.ToCode()}", by.Version, FormatTime(by.OccurredAt, record.Meeting)]
            : Words.Record[record.IsOver ? "stood" : "stands"];

    public static string MeetingSummary(MeetingDetails meeting)
    {
        var rule = Words.Record[meeting.RequiresApproval ? "needs-two" : "needs-one"];
        return $"{MeetingName(meeting)} · {Words.Record["held-on", DisplayNames.ForDate(meeting.HeldOn)]} · {rule}";
    }
}
