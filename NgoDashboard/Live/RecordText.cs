using System.Globalization;
using NgoDashboard.Figures;
using NgoDashboard.Language;

namespace NgoDashboard.Live;

/// <summary>How the record writes what it tells, on its page and in its files.</summary>
public static class RecordText
{
    /// <summary>Every digit, as the record must have it.</summary>
    public static string Value(Quantity? value, Qualifier? qualifier) =>
        value is { } known ? Numbers.Exact(known, qualifier ?? Qualifier.Exact) : Words.Subject["unpublished"];

    public static string Change(PastChange change) => $"{Value(change.Before, change.QualifierBefore)} → {Value(change.After, change.QualifierAfter)}";

    /// <summary>Null where the desk itself is the source: then the reason says it.</summary>
    public static string? Source(PastChange change) =>
        change.Source is { } source && (source.Publisher, source.Title) != (change.Who ?? "", change.Reason) ? Names.Of(source) : null;

    /// <summary>The time of day; on another day than the meeting's, the day too.</summary>
    public static string Time(DateTimeOffset at, Meeting meeting)
    {
        var time = VietNam.Time(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return VietNam.Day(at) == meeting.HeldOn ? time : $"{time} {Names.Of(VietNam.Day(at))}";
    }

    public static string Name(Meeting meeting) => meeting.Name.Length > 0 ? meeting.Name : Words.Stage["event"];

    public static string Title(Scene? scene, Snapshot snapshot) => scene is null ? Words.Record["card"] : SceneTitle.Of(scene, snapshot);

    /// <summary>"60/63 · 0,4 s (chậm nhất 2,1 s)": the points that showed it; null where nobody counted.</summary>
    public static string? Reach(RecordedVersion version) => version.Reach switch
    {
        null => null,
        { Median: { } median, Slowest: { } slowest } reach => Words.Record["reach", reach.Painted, reach.Expected, Seconds(median), Seconds(slowest)],
        var reach => $"{reach.Painted}/{reach.Expected}",
    };

    public static string Seconds(TimeSpan span) => span.TotalSeconds.ToString(span.TotalSeconds < 10 ? "0.0" : "0", CultureInfo.CurrentCulture);

    /// <summary>What became of a correction.</summary>
    public static string State(RecordedCorrection correction, MeetingRecord record) => correction is { End: { } end, EndedBy: { } by }
        ? Words.Record[$"end-{end}", by.Version, Time(by.At, record.Meeting)]
        : Words.Record[record.IsOver ? "stood" : "stands"];

    public static string Rules(Meeting meeting) =>
        $"{Name(meeting)} · {Words.Record["held-on", Names.Of(meeting.HeldOn)]} · {Words.Record[meeting.NeedsTwo ? "needs-two" : "needs-one"]}";
}
