using System.Globalization;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Printed;

/// <summary>How the record writes what it tells more than once.</summary>
static class RecordText
{
    /// <summary>Every digit, as the record must have it.</summary>
    public static string Value(Quantity? value, Qualifier? qualifier) =>
        value is { } known ? Numbers.Exact(known, qualifier ?? Qualifier.Exact) : Words.Subject["unpublished"];

    public static string Change(PastChange change) => $"{Value(change.Before, change.QualifierBefore)} → {Value(change.After, change.QualifierAfter)}";

    /// <summary>The time of day; on another day than the meeting's, the day too.</summary>
    public static string Time(DateTimeOffset at, Meeting meeting)
    {
        var time = VietNam.Time(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return VietNam.Day(at) == meeting.HeldOn ? time : $"{time} {Names.Of(VietNam.Day(at))}";
    }

    public static string Name(Meeting meeting) => meeting.Name.Length > 0 ? meeting.Name : Words.Stage["event"];

    public static string Title(Scene? scene, Snapshot snapshot) => scene is null ? Words.Record["card"] : SceneTitle.Of(scene, snapshot);
}
