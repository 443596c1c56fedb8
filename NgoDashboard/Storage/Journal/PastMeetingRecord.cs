using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Storage.Journal;

/// <summary>One stored entry of the journal, for the record of a meeting.</summary>
/// <param name="Actor">Null if the name was removed.</param>
public sealed record JournalEntryRecord(long Version, DateTimeOffset OccurredAt, string? Actor, EntryKind Kind)
{
    /// <summary>True if a second person approved it, even if that name was removed.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The second person; null if there was none or the name was removed.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>The version that this entry undoes; null if it is no undo.</summary>
    public long? Undoes { get; init; }

    /// <summary>True if the undone version was itself an undo: a take is on air again.</summary>
    public bool IsRedo { get; init; }

    public string? OverrideReason { get; init; }

    public ImmutableArray<string> Warnings { get; init; } = [];

    public ImmutableArray<FigureChangeRecord> Changes { get; init; } = [];

    public ReferenceChanges ReferenceChanges { get; init; } = ReferenceChanges.None;

    public StageRecord? Stage { get; init; }

    public ImmutableArray<FigureKey> EndedCorrections { get; init; } = [];

    public MeetingDetailsRecord? Meeting { get; init; }

    public KeyChangeRecord? KeyChange { get; init; }

    /// <summary>The entry's hash, in hexadecimal: it proves this entry and all entries before it.</summary>
    public string Hash { get; init; } = "";

    /// <summary>For entries from before the hash chain: when the upgrade chained them; otherwise null.</summary>
    public DateTimeOffset? ChainedAt { get; init; }
}

/// <summary>The screens when a meeting was opened: what they showed, and the newest scene, which a hold may have kept from them.</summary>
/// <param name="Version">The version on the screens.</param>
/// <param name="ShownStage">The scene on the screens; if the meeting's card covered it, the covered scene.</param>
/// <param name="NewestStage">The scene of the newest version.</param>
/// <param name="Cover">The kind of the last hold, blank or release; null if there was none.</param>
public sealed record ScreensRecord(long Version, StageRecord ShownStage, StageRecord NewestStage, EntryKind? Cover);

/// <summary>All that the journal and the agenda hold about one meeting.</summary>
/// <param name="ScreensBefore">Null for the first meeting.</param>
/// <param name="EndedAt">When the next meeting was opened; null if this is the last.</param>
/// <param name="Entries">In the order of versions; the first entry opens the meeting.</param>
public sealed record PastMeetingRecord(
    ScreensRecord? ScreensBefore,
    DateTimeOffset? EndedAt,
    ImmutableArray<JournalEntryRecord> Entries,
    ImmutableArray<AgendaItemRecord> Agenda)
{
    /// <summary>Sectors, campaigns and rates as they were at the meeting's last version.</summary>
    public ReferenceData Reference { get; init; } = ReferenceData.Empty;
}
