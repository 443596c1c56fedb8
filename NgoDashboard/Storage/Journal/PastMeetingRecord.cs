using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Storage.Journal;

/// <summary>One entry of the journal, as the record reads it.</summary>
/// <param name="Actor">Null where the name was removed.</param>
public sealed record JournalEntryRecord(long Version, DateTimeOffset OccurredAt, string? Actor, EntryKind Kind)
{
    /// <summary>A second person confirmed it.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Null where nobody confirmed it, or the name was removed.</summary>
    public string? ConfirmedBy { get; init; }

    public long? Undoes { get; init; }

    /// <summary>That what it undoes was itself an undo: a take is on air again.</summary>
    public bool IsRedo { get; init; }

    public string? OverrideReason { get; init; }

    public ImmutableArray<string> Warnings { get; init; } = [];

    public ImmutableArray<FigureChangeRecord> Changes { get; init; } = [];

    public StageRecord? Stage { get; init; }

    public ImmutableArray<FigureKey> EndedCorrections { get; init; } = [];

    public MeetingDetailsRecord? Meeting { get; init; }

    public KeyChangeRecord? KeyChange { get; init; }

    /// <summary>The hash of the entry, in hexadecimal: it proves this entry and all before it.</summary>
    public string Hash { get; init; } = "";

    /// <summary>When an upgrade chained it that was written before there was a chain.</summary>
    public DateTimeOffset? ChainedAt { get; init; }
}

/// <summary>What the screens showed, and what stood ready behind it, when a meeting was opened.</summary>
/// <param name="Version">The version on the screens.</param>
/// <param name="ShownStage">The scene on the screens; under the card, the one that it covered.</param>
/// <param name="NewestStage">The scene of the newest version.</param>
/// <param name="Cover">The last of hold, blank and release.</param>
public sealed record ScreensRecord(long Version, StageRecord ShownStage, StageRecord NewestStage, EntryKind? Cover);

/// <summary>All that the journal and the agenda know of one meeting.</summary>
/// <param name="ScreensBefore">Null for the first meeting: there was nothing before it.</param>
/// <param name="EndedAt">When the next meeting was opened; null while there is none.</param>
/// <param name="Entries">In the order of their versions; the first opens the meeting.</param>
public sealed record PastMeetingRecord(ScreensRecord? ScreensBefore, DateTimeOffset? EndedAt, ImmutableArray<JournalEntryRecord> Entries, ImmutableArray<AgendaItemRecord> Agenda);
