using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;

namespace NgoDashboard.Storage.Journal;

/// <summary>What an entry of the journal did.</summary>
public enum EntryKind
{
    /// <summary>The first figures, from data files.</summary>
    Load,

    /// <summary>Figures, a scene, or both went on air.</summary>
    Take,

    /// <summary>An earlier take was taken back, or put on air again.</summary>
    Undo,

    /// <summary>The screens were held at this version.</summary>
    Hold,

    /// <summary>The screens were covered with the meeting's card.</summary>
    Blank,

    /// <summary>The screens were let go, to the newest version.</summary>
    Release,

    /// <summary>Corrections no longer stand on the screens.</summary>
    Dismiss,

    /// <summary>A meeting was opened, named, or given other rules.</summary>
    Meeting,

    /// <summary>An access key was issued or revoked.</summary>
    Key,
}

/// <summary>The scene that an entry put on air, as it is stored.</summary>
/// <param name="AgendaItemId">The item of the agenda that it came from.</param>
public sealed record StageRecord(string Scene, string ParametersJson, long? AgendaItemId = null);

/// <summary>A meeting, as it is stored.</summary>
public sealed record MeetingDetailsRecord(long OpenedVersion, string Name, DateOnly HeldOn, bool RequiresApproval);

/// <summary>An access key that was issued or revoked, as it is stored. The key itself is never in the journal.</summary>
/// <param name="Role">What it opens: "desk", "screen" or "province".</param>
/// <param name="Label">Often a person's name: it can be removed later, and is null then.</param>
/// <param name="IssuedBy">The id of the key that issued it; null for the console.</param>
public sealed record KeyChangeRecord(string KeyId, string Role, string? Label, string? IssuedBy, bool IsRevoked);

/// <summary>One version: what changed with it, and by whose hand.</summary>
/// <param name="KeyId">The access key that it was done with; null where the server did it by itself.</param>
public sealed record JournalEntry(long Version, DateTimeOffset OccurredAt, string Actor, string? KeyId, EntryKind Kind)
{
    public ImmutableArray<FigureChange> Changes { get; init; } = [];

    public StageRecord? Stage { get; init; }

    public MeetingDetailsRecord? Meeting { get; init; }

    public KeyChangeRecord? Key { get; init; }

    /// <summary>Figures whose corrections end with this version.</summary>
    public ImmutableArray<FigureKey> EndedCorrections { get; init; } = [];

    /// <summary>What the desk was warned of before the take, as sentences.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Why it was taken over those warnings.</summary>
    public string? OverrideReason { get; init; }

    /// <summary>The second person, where the meeting asks for one.</summary>
    public string? ConfirmedBy { get; init; }

    public long? Undoes { get; init; }
}

/// <summary>All that a restarted server needs to show what was on air, and all that an undo needs to show it again.</summary>
/// <param name="Cover">The last of hold, blank and release; null where the screens were never covered.</param>
/// <param name="CoverVersion">The version of that entry.</param>
/// <param name="EarlierStages">The scenes of this meeting before the one on air, each once.</param>
/// <param name="UndoSteps">The takes and undos of this meeting, the oldest first.</param>
/// <param name="VersionChanges">What this meeting changed, the oldest first: the changes, and the corrections that were ended.</param>
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
public sealed record VersionChangesRecord(long Version, ImmutableArray<FigureChangeRecord> Changes, ImmutableArray<FigureKey> EndedCorrections);

/// <summary>A take or an undo, by its number alone: enough to say what an undo takes back next.</summary>
public readonly record struct UndoStep(long Version, long? Undoes);

/// <summary>What a take or an undo did, and the state before it.</summary>
/// <param name="EndedCorrections">The figures whose corrections it took off the screens.</param>
/// <param name="HasScene">It put a scene on air.</param>
public sealed record UndoStepRecord(BriefingStateRecord StateBefore, ImmutableArray<FigureChangeRecord> Changes, ImmutableArray<FigureKey> EndedCorrections, bool HasScene);
