using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Records;

/// <summary>The record (biên bản) of one meeting: what its page prints and its files hold. Made of rows alone, without a clock.</summary>
/// <param name="Meeting">As it was named last.</param>
/// <param name="StartsAt">When it was opened.</param>
/// <param name="EndsAt">When the next was opened; while it is held, the moment that the record was made.</param>
/// <param name="Versions">In order, the opening first.</param>
/// <param name="Corrections">Everything that the meeting corrected, the first first, whether it still stands on the screens or not.</param>
/// <param name="Agenda">The items in their order, then what was shown beside them.</param>
public sealed record MeetingRecord(
    MeetingDetails Meeting,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    bool IsOver,
    ImmutableArray<RecordedVersion> Versions,
    ImmutableArray<RecordedCorrection> Corrections,
    ImmutableArray<AgendaLine> Agenda,
    ImmutableArray<PointAttendance> Attendance)
{
    public long FirstVersion => Versions[0].Version;

    public long LastVersion => Versions[^1].Version;

    /// <summary>The hash of the last version: whoever has it written down can prove the meeting and all before it, as far as the chain goes.</summary>
    public string LastHash => Versions[^1].Entry.Hash;

    /// <summary>The versions of the meeting that are older than the chain; null where there are none.</summary>
    public ChainedLaterRange? VersionsBeforeChain =>
        Versions.Where(version => version.Entry.ChainedAt is not null).ToArray() is [var first, ..] chained
            ? new(first.Version, chained[^1].Version, first.Entry.ChainedAt!.Value)
            : null;

    internal static MeetingRecord Create(PastMeetingRecord past, IReadOnlyList<AttendanceRecord> stays, IReadOnlyDictionary<long, VersionDelivery> deliveries, DateTimeOffset now)
    {
        var shown = ShownPicture.FromMeeting(past);
        var onScreens = shown.Select(picture => picture.Version).ToHashSet();
        ImmutableArray<RecordedVersion> versions =
        [
            .. past.Entries.Select((entry, i) => onScreens.Contains(entry.Version)
                ? new RecordedVersion(entry, IsOpening: i == 0, IsOnScreens: true, deliveries.GetValueOrDefault(entry.Version))
                : new RecordedVersion(entry, IsOpening: i == 0, IsOnScreens: false)),
        ];
        var (from, until) = StartAndEnd(past, now);
        return new(
            MeetingDetails.FromEntry(past.Entries.Last(entry => entry.Meeting is not null).Meeting!),
            from,
            until,
            past.EndedAt is not null,
            versions,
            RecordedCorrection.From(versions, shown),
            AgendaLine.ForMeeting(past.Agenda, shown, past.EndedAt),
            PointAttendance.ForMeeting(stays, shown, from, until, past.EndedAt is not null));
    }

    /// <summary>
    /// From the meeting's opening to its end, by its stamps where they can be true. A clock that was ahead for a while may have stamped its
    /// opening, or that of the next meeting, with the future.
    /// </summary>
    internal static (DateTimeOffset From, DateTimeOffset Until) StartAndEnd(PastMeetingRecord past, DateTimeOffset now)
    {
        var until = past.EndedAt is { } ended && (ended <= now || past.Entries.All(entry => entry.OccurredAt > now)) ? ended : now;
        var from = past.Entries[0].OccurredAt;
        if (from > until)
            from = past.Entries.Select(entry => entry.OccurredAt).Where(at => at <= until).DefaultIfEmpty(until).Min();
        return (from, until);
    }
}

/// <summary>One version: what changed, by whose hand, and why.</summary>
/// <param name="IsOnScreens">The screens showed it; held or covered, they kept what they had.</param>
/// <param name="Delivery">How far it came; null where nobody counted, or no point was expected.</param>
public sealed record RecordedVersion(JournalEntryRecord Entry, bool IsOpening, bool IsOnScreens, VersionDelivery? Delivery = null)
{
    public long Version => Entry.Version;

    public DateTimeOffset OccurredAt => Entry.OccurredAt;

    public string Actor => Language.DisplayNames.ForPerson(Entry.Actor);

    public string? ConfirmedBy => Entry.IsConfirmed ? Language.DisplayNames.ForPerson(Entry.ConfirmedBy) : null;

    public string? OverrideReason => Entry.OverrideReason;

    public ImmutableArray<string> Warnings => Entry.Warnings;

    public ImmutableArray<FigureChangeRecord> Changes => Entry.Changes;

    public Scene? Scene { get; } = Entry.Stage is { } stage ? Scene.FromEntry(stage) : null;

    /// <summary>Figures whose corrections no longer stand on the screens.</summary>
    public ImmutableArray<FigureKey> EndedCorrections => Entry.EndedCorrections;

    /// <summary>The meeting as it was opened, named or given other rules by this version.</summary>
    public MeetingDetails? Meeting => Entry.Meeting is { } meeting ? MeetingDetails.FromEntry(meeting) : null;

    /// <summary>What it did, in words.</summary>
    public string Description => Entry switch
    {
        { Kind: EntryKind.Load } => Words.Record["did-load"],
        { Kind: EntryKind.Take, Stage: null } => Words.Record["did-figures"],
        { Kind: EntryKind.Take, Changes.IsEmpty: true } => Words.Record["did-scene"],
        { Kind: EntryKind.Take } => Words.Record["did-both"],
        { Kind: EntryKind.Undo, IsRedo: true } => Words.Record["did-redo", Entry.Undoes],
        { Kind: EntryKind.Undo } => Words.Record["did-undo", Entry.Undoes],
        { Kind: EntryKind.Hold } => Words.Record["did-hold"],
        { Kind: EntryKind.Blank } => Words.Record["did-blank"],
        { Kind: EntryKind.Release } => Words.Record["did-release"],
        { Kind: EntryKind.Dismiss } => Words.Record["did-dismiss"],
        { KeyChange: { } key } => Words.Record[
            key.IsRevoked ? "did-revoke-key" : Entry.IsConfirmed ? "did-approve-key" : "did-issue-key", Language.DisplayNames.ForPerson(key.Label)],
        _ => Words.Record[IsOpening ? "did-open" : "did-meeting"],
    };
}

/// <summary>How a correction ended that no longer stands on the screens.</summary>
public enum CorrectionEnd
{
    /// <summary>The desk chose so.</summary>
    Dismissed,

    /// <summary>Its take was undone.</summary>
    TakenBack,

    /// <summary>The same figure was corrected again.</summary>
    Replaced,
}

/// <summary>A figure that was wrong on air, and was put right.</summary>
/// <param name="SceneOnAir">What the screens showed then; null for the card.</param>
/// <param name="End">Null where it still stands, or stood to the end of the meeting.</param>
public sealed record RecordedCorrection(FigureChangeRecord Change, Scene? SceneOnAir, CorrectionEnd? End, RecordedVersion? EndedBy)
{
    internal static ImmutableArray<RecordedCorrection> From(ImmutableArray<RecordedVersion> versions, IReadOnlyList<ShownPicture> pictures) =>
    [
        .. versions.SelectMany(version => version.Changes.Where(change => change.IsCorrection).Select(change => From(change, version, versions, pictures))),
    ];

    static RecordedCorrection From(FigureChangeRecord change, RecordedVersion version, ImmutableArray<RecordedVersion> versions, IReadOnlyList<ShownPicture> pictures)
    {
        var endedBy = versions.FirstOrDefault(later => later.Version > version.Version
            && (later.EndedCorrections.Contains(change.Key) || later.Changes.Any(newer => newer.IsCorrection && newer.Key == change.Key)));
        CorrectionEnd? end = endedBy switch
        {
            null => null,
            { Entry.Kind: EntryKind.Dismiss } => CorrectionEnd.Dismissed,
            _ when endedBy.EndedCorrections.Contains(change.Key) => CorrectionEnd.TakenBack,
            _ => CorrectionEnd.Replaced,
        };
        return new(change, ShownPicture.PictureAt(pictures, version.Version)?.Scene, end, endedBy);
    }
}
