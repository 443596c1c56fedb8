using System.Collections.Immutable;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Storage.Journal;

/// <summary>The kind of a journal entry; stored by its code.</summary>
public enum EntryKind
{
    /// <summary>Version 1: the reference data and figures of the data folder.</summary>
    [Code("load")] Load,

    /// <summary>Figures, a scene, or both went on air.</summary>
    [Code("take")] Take,

    /// <summary>A take was undone, or an undo was undone (redo).</summary>
    [Code("undo")] Undo,

    /// <summary>The screens were held: they keep what they show while the desk goes on.</summary>
    [Code("hold")] Hold,

    /// <summary>The screens were covered with the meeting's card.</summary>
    [Code("blank")] Blank,

    /// <summary>A hold or a cover ended: the screens show the newest version again.</summary>
    [Code("release")] Release,

    /// <summary>Corrections were dismissed: the screens no longer mark them.</summary>
    [Code("dismiss")] Dismiss,

    /// <summary>A meeting was opened or its details were changed.</summary>
    [Code("meeting")] Meeting,

    /// <summary>An access key was issued, approved or revoked.</summary>
    [Code("key")] Key,

    /// <summary>An exchange rate, a sector or a campaign was changed.</summary>
    [Code("reference")] Reference,
}

/// <summary>The scene that an entry put on air, as it is stored.</summary>
/// <param name="AgendaItemId">The agenda item that it came from; null if it came from none.</param>
public sealed record StageRecord(string Scene, string ParametersJson, long? AgendaItemId = null);

/// <summary>The details of a meeting, as they are stored.</summary>
/// <param name="OpenedVersion">The version that opened the meeting: it identifies it.</param>
/// <param name="RequiresApproval">Takes need a second person's approval.</param>
public sealed record MeetingDetailsRecord(long OpenedVersion, string Name, DateOnly HeldOn, bool RequiresApproval);

/// <summary>An access key that was issued or revoked, as it is stored. The key itself is never in the journal.</summary>
/// <param name="Role">"desk", "screen" or "province".</param>
/// <param name="Label">Often a person's name, so it can be removed later and is then null.</param>
/// <param name="IssuedBy">The id of the key that issued it; null if it was issued on the console.</param>
public sealed record KeyChangeRecord(string KeyId, string Role, string? Label, string? IssuedBy, bool IsRevoked);

/// <summary>An entry to append: one version, what it changed, and who made it.</summary>
/// <param name="KeyId">The access key that was used; null for the server's own entries.</param>
public sealed record JournalEntry(long Version, DateTimeOffset OccurredAt, string Actor, string? KeyId, EntryKind Kind)
{
    public ImmutableArray<FigureChange> Changes { get; init; } = [];

    /// <summary>What changed in rates, sectors and campaigns.</summary>
    public ReferenceChanges ReferenceChanges { get; init; } = ReferenceChanges.None;

    public StageRecord? Stage { get; init; }

    public MeetingDetailsRecord? Meeting { get; init; }

    public KeyChangeRecord? Key { get; init; }

    /// <summary>Figures whose corrections are no longer marked from this version on.</summary>
    public ImmutableArray<FigureKey> EndedCorrections { get; init; } = [];

    /// <summary>The warnings that the desk was shown before the take, as sentences.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>The operator's reason for taking it in spite of those warnings.</summary>
    public string? OverrideReason { get; init; }

    /// <summary>The second person, if the meeting requires approval.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>The version that this entry undoes; null if it is no undo.</summary>
    public long? Undoes { get; init; }
}

/// <summary>The state at one version: all that a restarted server, or an undo, needs to show what was on air.</summary>
/// <param name="Cover">The kind of the last hold, blank or release; null if there was none.</param>
/// <param name="CoverVersion">The version of that entry; 0 if there was none.</param>
/// <param name="EarlierStages">The scenes that this meeting has shown up to that version, each once.</param>
/// <param name="UndoSteps">The takes and undos of this meeting, oldest first.</param>
/// <param name="VersionChanges">The changes and ended corrections of this meeting, oldest first.</param>
public sealed record BriefingStateRecord(
    long Version,
    DateTimeOffset OccurredAt,
    Snapshot Snapshot,
    StageRecord? Stage,
    MeetingDetailsRecord Meeting,
    EntryKind? Cover,
    long CoverVersion,
    ImmutableArray<StageRecord> EarlierStages,
    ImmutableArray<UndoStep> UndoSteps,
    ImmutableArray<VersionChangesRecord> VersionChanges);

/// <summary>The changes of one version, and the figures whose corrections ended with it.</summary>
/// <param name="ChangesReference">True if it also changed rates, sectors or campaigns.</param>
public sealed record VersionChangesRecord(
    long Version, ImmutableArray<FigureChangeRecord> Changes, ImmutableArray<FigureKey> EndedCorrections, bool ChangesReference);

/// <summary>A take or an undo by its version alone: enough to compute what the next undo applies to.</summary>
public readonly record struct UndoStep(long Version, long? Undoes);

/// <summary>What a take or an undo changed, and the state before it.</summary>
/// <param name="EndedCorrections">The figures whose corrections it ended.</param>
/// <param name="HasScene">True if it put a scene on air.</param>
/// <param name="ChangesReference">True if it changed rates, sectors or campaigns.</param>
public sealed record UndoStepRecord(
    BriefingStateRecord StateBefore,
    ImmutableArray<FigureChangeRecord> Changes,
    ImmutableArray<FigureKey> EndedCorrections,
    bool HasScene,
    bool ChangesReference);
