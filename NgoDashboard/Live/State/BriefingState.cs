using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.State;

/// <summary>A change as the screens tell it: what it was, what it is, and when.</summary>
/// <param name="After">Null where a take was taken back and nothing had been published before it.</param>
/// <param name="IsCorrection">The desk says that what was on air was wrong (đính chính), not merely out of date.</param>
public sealed record AiredChange(
    FigureKey Key, Quantity? Before, Qualifier? QualifierBefore, Quantity? After, Qualifier QualifierAfter, DateTimeOffset OccurredAt, long Version,
    bool IsCorrection = false);

/// <summary>What stands before the picture.</summary>
public enum Cover
{
    /// <summary>Every take goes on air.</summary>
    None,

    /// <summary>The screens keep the picture they have, marked as held; editing goes on behind it (giữ hình).</summary>
    Held,

    /// <summary>The screens show the meeting's card and no figure.</summary>
    Blank,
}

/// <summary>The meeting that is being held.</summary>
/// <param name="OpenedVersion">The version that opened it: its agenda and its record hang on that.</param>
/// <param name="Name">Empty where nobody has named it.</param>
/// <param name="RequiresApproval">Takes need a second person, at another desk.</param>
public sealed record MeetingDetails(long OpenedVersion, string Name, DateOnly HeldOn, bool RequiresApproval)
{
    public const int MaxNameLength = 200;

    public MeetingDetailsRecord ToEntry() => new(OpenedVersion, Name, HeldOn, RequiresApproval);

    public static MeetingDetails FromEntry(MeetingDetailsRecord entry) => new(entry.OpenedVersion, entry.Name, entry.HeldOn, entry.RequiresApproval);
}

/// <summary>
/// Everything that a screen shows, under one version (bản). Immutable: whoever holds it can render it, at any time, on any thread.
/// </summary>
/// <param name="TakenAt">When this version was taken.</param>
/// <param name="RecentChanges">
/// Changes, by the stamps of their versions, younger than <see cref="HighlightDuration"/> when this version was taken; marked on the screens.
/// </param>
/// <param name="LatestChanges">The changes of the last version that had any: they stand in the footer until the next.</param>
public sealed record BriefingState(
    long Version,
    DateTimeOffset TakenAt,
    Snapshot Snapshot,
    Scene Scene,
    ImmutableArray<AiredChange> RecentChanges,
    ImmutableArray<AiredChange> LatestChanges,
    bool IsRehearsal)
{
    public static readonly TimeSpan HighlightDuration = TimeSpan.FromSeconds(30);

    /// <summary>Of the journal that this is a version of.</summary>
    public BriefingIdentity Journal { get; init; } = BriefingIdentity.None;

    public MeetingDetails Meeting { get; init; } = new(1, "", DateOnly.MinValue, RequiresApproval: false);

    public Cover Cover { get; init; }

    /// <summary>Corrections that the desk lets stand on the screens, the newest first; at most one of a figure.</summary>
    public ImmutableArray<AiredChange> Corrections { get; init; } = [];

    /// <summary>What this meeting changed: for each figure its value before the meeting and now, the latest change first.</summary>
    public ImmutableArray<AiredChange> MeetingChanges { get; init; } = [];

    /// <summary>The item of the agenda that the scene came from, where it came from one.</summary>
    public long? AgendaItemId { get; init; }

    /// <summary>The totals that the scenes of this meeting put on air: what the chair may have read out.</summary>
    public ImmutableHashSet<FigureKey> TotalsOnAir { get; init; } = [];

    public UndoHistory UndoHistory { get; init; } = UndoHistory.Empty;

    /// <summary>When that figure changed, where it did lately; the screen drops the mark by itself.</summary>
    public DateTimeOffset? ChangedAt(FigureKey key)
    {
        foreach (var change in RecentChanges)
        {
            if (change.Key == key)
                return change.OccurredAt;
        }

        return null;
    }

    /// <summary>The state after an entry of the journal. Pure: a running desk and a restarted one come to the same.</summary>
    internal BriefingState Apply(JournalEntry entry, Snapshot snapshot)
    {
        var next = this with
        {
            Version = entry.Version,
            TakenAt = entry.OccurredAt,
            Snapshot = snapshot,
            Cover = entry.Kind switch { EntryKind.Hold => Cover.Held, EntryKind.Blank => Cover.Blank, EntryKind.Release => Cover.None, _ => Cover },
            UndoHistory = entry.Kind is EntryKind.Take or EntryKind.Undo ? UndoHistory.Apply(new(entry.Version, entry.Undoes)) : UndoHistory,
        };
        if (entry.Stage is { } stage)
            next = next.WithScene(stage);
        if (entry.Meeting is { } meeting)
            next = next with { Meeting = MeetingDetails.FromEntry(meeting) };
        if (next.Meeting.OpenedVersion != Meeting.OpenedVersion)
            return next with { RecentChanges = [], LatestChanges = [], Corrections = [], MeetingChanges = [], UndoHistory = UndoHistory.Empty, TotalsOnAir = SceneTotals.TotalsOf(next.Scene, snapshot.Reference) };
        AiredChange[] aired =
        [
            .. entry.Changes.Select(change => new AiredChange(
                change.Key, change.Before?.Value, change.Before?.Qualifier, change.After?.Value, change.After?.Qualifier ?? Qualifier.Exact,
                entry.OccurredAt, entry.Version, change.IsCorrection)),
        ];
        return next.WithChanges((aired, Ended: entry.EndedCorrections));
    }

    /// <summary>What the journal says of a version, as a state.</summary>
    internal static BriefingState FromStored(BriefingStateRecord stored, bool isRehearsal)
    {
        var stage = stored.Stage ?? throw new StorageException("The journal holds no scene: its first entry is damaged.");
        var now = new BriefingState(stored.Version, stored.OccurredAt, stored.Snapshot, Scene.FromEntry(stage), [], [], isRehearsal)
        {
            Meeting = MeetingDetails.FromEntry(stored.Meeting),
            Cover = stored.Cover switch { EntryKind.Hold => Cover.Held, EntryKind.Blank => Cover.Blank, _ => Cover.None },
            UndoHistory = stored.UndoSteps.Aggregate(UndoHistory.Empty, (steps, step) => steps.Apply(step)),
        };
        now = stored.EarlierStages.Append(stage).Aggregate(now, (state, shown) => state.WithScene(shown));
        return now.WithChanges(stored.VersionChanges.Select(entry => (entry.Changes.Select(Aired).ToArray(), Ended: entry.EndedCorrections)));

        static AiredChange Aired(FigureChangeRecord change) => new(
            change.Key, change.Before, change.QualifierBefore, change.After, change.QualifierAfter, change.OccurredAt, change.Version, change.IsCorrection);
    }

    BriefingState WithScene(StageRecord stage)
    {
        var scene = Scene.FromEntry(stage);
        return this with { Scene = scene, AgendaItemId = stage.AgendaItemId, TotalsOnAir = TotalsOnAir.Union(SceneTotals.TotalsOf(scene, Snapshot.Reference)) };
    }

    /// <summary>After these entries, the oldest first: each with its changes, and the figures whose corrections it ended.</summary>
    BriefingState WithChanges(params IEnumerable<(AiredChange[] Aired, ImmutableArray<FigureKey> Ended)> entries)
    {
        var (recent, corrections, changes) = (new NewestChanges(RecentChanges), new NewestChanges(Corrections), new NewestChanges(MeetingChanges));
        var latest = LatestChanges;
        foreach (var (aired, ended) in entries)
        {
            recent.Add(aired);
            foreach (var key in ended)
                corrections.Remove(key);
            // What is on the screens is never behind the figure: a later value of a corrected figure stands in its correction.
            corrections.Add([.. aired.Where(change => change.IsCorrection || corrections.FindChange(change.Key) is not null)
                .Select(change => change.IsCorrection || corrections.FindChange(change.Key) is not { } standing
                    ? change
                    : change with { Before = standing.Before, QualifierBefore = standing.QualifierBefore, IsCorrection = true })]);
            changes.Add([.. aired.Select(change => MergeWithEarlierChange(change, changes.FindChange(change.Key), ended))]);
            foreach (var change in aired.Where(change => changes.FindChange(change.Key) is { } net && IsBackToStart(net)))
                changes.Remove(change.Key);
            if (aired.Length > 0)
                latest = [.. aired];
        }

        return this with
        {
            RecentChanges = [.. recent.NewestFirst().Where(change => (TakenAt - change.OccurredAt).Duration() < HighlightDuration)],
            LatestChanges = latest,
            Corrections = corrections.NewestFirst(),
            MeetingChanges = changes.NewestFirst(),
        };
    }

    static AiredChange MergeWithEarlierChange(AiredChange change, AiredChange? earlier, ImmutableArray<FigureKey> ended) => earlier is null
        ? change
        : change with
        {
            Before = earlier.Before,
            QualifierBefore = earlier.QualifierBefore,
            // A correction that was taken back is none.
            IsCorrection = change.IsCorrection || (earlier.IsCorrection && !ended.Contains(change.Key)),
        };

    static bool IsBackToStart(AiredChange net) =>
        (net.Before, net.QualifierBefore) == (net.After, net.After is null ? null : net.QualifierAfter);
}
