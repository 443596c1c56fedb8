using System.Collections.Immutable;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Records;

/// <summary>The record (biên bản) of one meeting: the content of its page and its files.</summary>
/// <param name="Meeting">With its last name and rules.</param>
/// <param name="StartsAt">When the meeting was opened.</param>
/// <param name="EndsAt">When the next meeting was opened; while this one is current, when the record was created.</param>
/// <param name="Versions">In order, the opening first.</param>
/// <param name="Corrections">All corrections of the meeting in order, also those that are no longer on the screens.</param>
/// <param name="Agenda">The agenda items in order, then the scenes that were shown outside the agenda.</param>
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
    /// <summary>The names of the meeting's last version: a sector may have been renamed since.</summary>
    public ReferenceData Reference { get; init; } = ReferenceData.Empty;

    public long FirstVersion => Versions[0].Version;

    public long LastVersion => Versions[^1].Version;

    /// <summary>The hash of the last version; it proves this meeting and all versions before it back to the start of the chain.</summary>
    public string LastHash => Versions[^1].Entry.Hash;

    /// <summary>The versions of the meeting that are older than the hash chain and were chained later; null where there are none.</summary>
    public ChainedLaterRange? VersionsBeforeChain =>
        Versions.Where(version => version.Entry.ChainedAt is not null).ToArray() is [var first, ..] chained
            ? new(first.Version, chained[^1].Version, first.Entry.ChainedAt!.Value)
            : null;

    internal static MeetingRecord Create(
        PastMeetingRecord past,
        IReadOnlyList<AttendanceRecord> stays,
        IReadOnlyDictionary<long, VersionDelivery> deliveries,
        DateTimeOffset now)
    {
        var shown = ShownPicture.FromMeeting(past);
        var onScreens = shown.Select(picture => picture.Version).ToHashSet();
        ImmutableArray<RecordedVersion> versions =
        [
            .. past.Entries.Select((entry, i) =>
            {
                var isOnScreens = onScreens.Contains(entry.Version);
                var delivery = isOnScreens ? deliveries.GetValueOrDefault(entry.Version) : null;
                return new RecordedVersion(entry, IsOpening: i == 0, isOnScreens, delivery);
            }),
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
            PointAttendance.ForMeeting(stays, shown, from, until, past.EndedAt is not null))
        {
            Reference = past.Reference,
        };
    }

    /// <summary>
    /// From the opening of the meeting to its end, by the times of their versions where these are plausible: a clock that was ahead for a
    /// while may have given this opening, or that of the next meeting, a future time.
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

/// <summary>One version of the meeting: what changed, by which operator, and why.</summary>
/// <param name="IsOnScreens">False where the screens were held or covered and did not show it.</param>
/// <param name="Delivery">Null where it was not counted, or no point was expected.</param>
public sealed record RecordedVersion(JournalEntryRecord Entry, bool IsOpening, bool IsOnScreens, VersionDelivery? Delivery = null)
{
    public long Version => Entry.Version;

    public DateTimeOffset OccurredAt => Entry.OccurredAt;

    /// <summary>
    /// Who did it, for a reader. The program itself loads the first figures, under a name that belongs to the stored entry and means
    /// nothing to a reader: a sentence stands for it.
    /// </summary>
    public string ActorName(DisplayLanguage language) =>
        Entry.Kind == EntryKind.Load ? language.Words.Record["actor-load"] : language.DisplayNames.ForPerson(Entry.Actor);

    /// <summary>The second person; null where none was needed.</summary>
    public string? ConfirmedByName(DisplayLanguage language) =>
        Entry.IsConfirmed ? language.DisplayNames.ForPerson(Entry.ConfirmedBy) : null;

    public string? OverrideReason => Entry.OverrideReason;

    public ImmutableArray<string> Warnings => Entry.Warnings;

    public ImmutableArray<FigureChangeRecord> Changes => Entry.Changes;

    /// <summary>What the version changed in rates, sectors and campaigns, a sentence each.</summary>
    public IReadOnlyList<string> DescribeReferenceChanges(ReferenceData reference, DisplayLanguage language) =>
        Entry.ReferenceChanges.Describe(reference, language);

    public Scene? Scene { get; } = Entry.Stage is { } stage ? Scene.FromEntry(stage) : null;

    /// <summary>The figures whose corrections this version removed from the screens.</summary>
    public ImmutableArray<FigureKey> EndedCorrections => Entry.EndedCorrections;

    /// <summary>The meeting as this version opened or changed it; null for all other versions.</summary>
    public MeetingDetails? Meeting => Entry.Meeting is { } meeting ? MeetingDetails.FromEntry(meeting) : null;

    /// <summary>What the version did.</summary>
    public string Describe(DisplayLanguage language) => Entry switch
    {
        { Kind: EntryKind.Load } => language.Words.Record["did-load"],
        { Kind: EntryKind.Take, Stage: null } => language.Words.Record["did-figures"],
        { Kind: EntryKind.Take, Changes.IsEmpty: true } => language.Words.Record["did-scene"],
        { Kind: EntryKind.Take } => language.Words.Record["did-both"],
        { Kind: EntryKind.Undo, IsRedo: true } => language.Words.Record["did-redo", Entry.Undoes],
        { Kind: EntryKind.Undo } => language.Words.Record["did-undo", Entry.Undoes],
        { Kind: EntryKind.Hold } => language.Words.Record["did-hold"],
        { Kind: EntryKind.Blank } => language.Words.Record["did-blank"],
        { Kind: EntryKind.Release } => language.Words.Record["did-release"],
        { Kind: EntryKind.Dismiss } => language.Words.Record["did-dismiss"],
        { Kind: EntryKind.Reference } => language.Words.Record["did-reference"],
        { KeyChange: { } key } => language.Words.Record[
            key.IsRevoked ? "did-revoke-key" : Entry.IsConfirmed ? "did-approve-key" : "did-issue-key",
            language.DisplayNames.ForPerson(key.Label)],
        _ => language.Words.Record[IsOpening ? "did-open" : "did-meeting"],
    };
}

/// <summary>Why a correction is no longer on the screens.</summary>
public enum CorrectionEnd
{
    /// <summary>The desk dismissed it.</summary>
    [Code("dismissed")] Dismissed,

    /// <summary>Its take was undone.</summary>
    [Code("takenBack")] Undone,

    /// <summary>The same figure was corrected again.</summary>
    [Code("replaced")] Replaced,
}

/// <summary>A figure that was wrong on air and was corrected.</summary>
/// <param name="SceneOnAir">What the screens showed at that time; null for the meeting's card.</param>
/// <param name="End">Null where the correction is still on the screens, or was until the end of the meeting.</param>
public sealed record RecordedCorrection(FigureChangeRecord Change, Scene? SceneOnAir, CorrectionEnd? End, RecordedVersion? EndedBy)
{
    internal static ImmutableArray<RecordedCorrection> From(
        ImmutableArray<RecordedVersion> versions, IReadOnlyList<ShownPicture> pictures) =>
    [
        .. versions.SelectMany(version => version.Changes.Where(change => change.IsCorrection)
            .Select(change => From(change, version, versions, pictures))),
    ];

    static RecordedCorrection From(
        FigureChangeRecord change,
        RecordedVersion version,
        ImmutableArray<RecordedVersion> versions,
        IReadOnlyList<ShownPicture> pictures)
    {
        var endedBy = versions.FirstOrDefault(later => later.Version > version.Version
            && (later.EndedCorrections.Contains(change.Key) || later.Changes.Any(newer => newer.IsCorrection && newer.Key == change.Key)));
        CorrectionEnd? end = endedBy switch
        {
            null => null,
            { Entry.Kind: EntryKind.Dismiss } => CorrectionEnd.Dismissed,
            _ when endedBy.EndedCorrections.Contains(change.Key) => CorrectionEnd.Undone,
            _ => CorrectionEnd.Replaced,
        };
        return new(change, ShownPicture.PictureAt(pictures, version.Version)?.Scene, end, endedBy);
    }
}
