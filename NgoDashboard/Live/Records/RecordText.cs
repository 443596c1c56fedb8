using System.Globalization;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;

namespace NgoDashboard.Live.Records;

/// <summary>Formats the content of the record, for its page and its files.</summary>
public static class RecordText
{
    /// <summary>With all digits, because the record must be exact.</summary>
    public static string FormatValue(Quantity? value, Qualifier? qualifier, DisplayLanguage language) =>
        value is { } known ? language.Numbers.FormatExact(known, qualifier ?? Qualifier.Exact) : language.Words.Subject["unpublished"];

    public static string FormatChange(FigureChangeRecord change, DisplayLanguage language) =>
        $"{FormatValue(change.Before, change.QualifierBefore, language)} → " +
        $"{FormatValue(change.After, change.QualifierAfter, language)}";

    /// <summary>Null where the desk itself is the source, because the reason is printed anyway.</summary>
    public static string? FormatSource(FigureChangeRecord change, DisplayLanguage language) =>
        change.Source is { } source && (source.Publisher, source.Title) != (change.Actor ?? "", change.Reason)
            ? language.DisplayNames.ForSource(source)
            : null;

    /// <summary>The time of day in Vietnam, with the date where it is not the day of the meeting.</summary>
    public static string FormatTime(DateTimeOffset at, MeetingDetails meeting, DisplayLanguage language)
    {
        var time = VietnamTime.ToLocal(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return VietnamTime.LocalDay(at) == meeting.HeldOn ? time : $"{time} {language.DisplayNames.ForDate(VietnamTime.LocalDay(at))}";
    }

    public static string MeetingName(MeetingDetails meeting, DisplayLanguage language) =>
        meeting.Name.Length > 0 ? meeting.Name : language.Words.Stage["event"];

    public static string SceneOrCardTitle(Scene? scene, Snapshot snapshot, DisplayLanguage language) =>
        scene is null ? language.Words.Record["card"] : SceneTitle.TitleFor(scene, snapshot, language);

    /// <summary>"60/63 · 0,4 s (chậm nhất 2,1 s)": points that painted it, median and slowest delay; null where not counted.</summary>
    public static string? FormatDelivery(RecordedVersion version, DisplayLanguage language) => version.Delivery switch
    {
        null => null,
        { Median: { } median, Slowest: { } slowest } delivery => language.Words.Record[
            "reach", delivery.Painted, delivery.Expected, FormatSeconds(median, language), FormatSeconds(slowest, language)],
        var delivery => $"{delivery.Painted}/{delivery.Expected}",
    };

    public static string FormatSeconds(TimeSpan span, DisplayLanguage language) =>
        span.TotalSeconds.ToString(span.TotalSeconds < 10 ? "0.0" : "0", language.Culture);

    /// <summary>How and when the correction ended, or that it still stands.</summary>
    public static string CorrectionStateText(RecordedCorrection correction, MeetingRecord record, DisplayLanguage language) =>
        correction is { End: { } end, EndedBy: { } by }
            ? language.Words.Record[$"end-{end.ToCode()}", by.Version, FormatTime(by.OccurredAt, record.Meeting, language)]
            : language.Words.Record[record.IsOver ? "stood" : "stands"];

    public static string MeetingSummary(MeetingDetails meeting, DisplayLanguage language)
    {
        var rule = language.Words.Record[meeting.RequiresApproval ? "needs-two" : "needs-one"];
        var day = language.Words.Record["held-on", language.DisplayNames.ForDate(meeting.HeldOn)];
        return $"{MeetingName(meeting, language)} · {day} · {rule}";
    }
}
