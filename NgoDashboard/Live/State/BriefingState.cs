using System.Collections.Immutable;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.State;

/// <summary>A change of a figure as the screens show it.</summary>
/// <param name="After">Null where an undo reverted the figure to unpublished.</param>
/// <param name="IsCorrection">The value on air was wrong (đính chính), not only out of date, as the operator has declared.</param>
public sealed record AiredChange(
    FigureKey Key,
    Quantity? Before,
    Qualifier? QualifierBefore,
    Quantity? After,
    Qualifier QualifierAfter,
    DateTimeOffset OccurredAt,
    long Version,
    bool IsCorrection = false);

/// <summary>Whether new versions reach the screens.</summary>
public enum Cover
{
    /// <summary>Every take goes on air.</summary>
    [Code("none")] None,

    /// <summary>The screens keep their picture, marked as held (giữ hình); takes go on without being shown.</summary>
    [Code("held")] Held,

    /// <summary>The screens show the meeting's card and no figures.</summary>
    [Code("blank")] Blank,
}

/// <summary>A meeting and its rules.</summary>
/// <param name="OpenedVersion">The version that opened it: the key of the meeting, of its agenda and of its record.</param>
/// <param name="Name">Empty where it has no name yet.</param>
/// <param name="RequiresApproval">Takes need the approval of a second person at another desk.</param>
public sealed record MeetingDetails(long OpenedVersion, string Name, DateOnly HeldOn, bool RequiresApproval)
{
    public const int MaxNameLength = 200;

    public MeetingDetailsRecord ToEntry() => new(OpenedVersion, Name, HeldOn, RequiresApproval);

    public static MeetingDetails FromEntry(MeetingDetailsRecord entry) =>
        new(entry.OpenedVersion, entry.Name, entry.HeldOn, entry.RequiresApproval);
}

/// <summary>
/// Everything that a screen shows, under one version (bản). Immutable, so it can be rendered at any time and on any thread.
/// </summary>
/// <param name="RecentChanges">
/// Changes that were younger than <see cref="HighlightDuration"/> when this version was taken; the screens highlight them.
/// </param>
/// <param name="LatestChanges">The changes of the last version that had any; the screens show them in the footer.</param>
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

    /// <summary>The journal that <see cref="Version"/> belongs to.</summary>
    public BriefingIdentity Journal { get; init; } = BriefingIdentity.None;

    public MeetingDetails Meeting { get; init; } = new(1, "", DateOnly.MinValue, RequiresApproval: false);

    public Cover Cover { get; init; } = Cover.None;

    /// <summary>Corrections that the screens show until the desk dismisses them, the newest first; at most one per figure.</summary>
    public ImmutableArray<AiredChange> Corrections { get; init; } = [];

    /// <summary>The net change of each figure since the meeting was opened, the latest first.</summary>
    public ImmutableArray<AiredChange> MeetingChanges { get; init; } = [];

    /// <summary>The agenda item that the scene came from; null where it came from none.</summary>
    public long? AgendaItemId { get; init; }

    /// <summary>The scenes that this meeting has shown, as the journal has them.</summary>
    public ImmutableHashSet<Scene> ScenesOnAir { get; init; } = [];

    /// <summary>All totals of <see cref="ScenesOnAir"/>: the chair may have read them out.</summary>
    public ImmutableHashSet<FigureKey> TotalsOnAir { get; init; } = [];

    public UndoHistory UndoHistory { get; init; } = UndoHistory.Empty;

    /// <summary>When the figure changed, null where it is not a recent change; the screen removes the highlight by itself.</summary>
    public DateTimeOffset? ChangedAt(FigureKey key)
    {
        foreach (var change in RecentChanges)
        {
            if (change.Key == key)
                return change.OccurredAt;
        }

        return null;
    }

    /// <summary>The state after a journal entry. Pure, so that a restarted server gets the same state as a running one.</summary>
    internal BriefingState Apply(JournalEntry entry, Snapshot snapshot)
    {
        var next = this with
        {
            Version = entry.Version,
            TakenAt = entry.OccurredAt,
            Snapshot = snapshot,
            Cover = entry.Kind switch
            {
                EntryKind.Hold => Cover.Held,
                EntryKind.Blank => Cover.Blank,
                EntryKind.Release => Cover.None,
                _ => Cover,
            },
            UndoHistory = entry.Kind is EntryKind.Take or EntryKind.Undo or EntryKind.Reference
                ? UndoHistory.Apply(new(entry.Version, entry.Undoes))
                : UndoHistory,
        };
        if (!entry.ReferenceChanges.IsEmpty)
            next = next.WithTotalsOfScenes();
        if (entry.Stage is { } stage)
            next = next.WithScene(stage);
        if (entry.Meeting is { } meeting)
            next = next with { Meeting = MeetingDetails.FromEntry(meeting) };
        if (next.Meeting.OpenedVersion != Meeting.OpenedVersion)
            return next.WithoutEarlierMeeting();
        AiredChange[] aired =
        [
            .. entry.Changes.Where(change => entry.ReferenceChanges.IsEmpty || IsChangeOfValue(change.Before, change.After))
                .Select(change => new AiredChange(
                    change.Key, change.Before?.Value, change.Before?.Qualifier, change.After?.Value,
                    change.After?.Qualifier ?? Qualifier.Exact, entry.OccurredAt, entry.Version, change.IsCorrection)),
        ];
        return next.WithChanges((aired, Ended: entry.EndedCorrections));
    }

    BriefingState WithoutEarlierMeeting() => this with
    {
        RecentChanges = [],
        LatestChanges = [],
        Corrections = [],
        MeetingChanges = [],
        UndoHistory = UndoHistory.Empty,
        ScenesOnAir = [Scene],
        TotalsOnAir = SceneTotals.TotalsOf(Scene, Snapshot.Reference),
    };

    /// <summary>The state of a stored version.</summary>
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
        return now.WithChanges(stored.VersionChanges
            .Select(entry => (
                entry.Changes.Where(change => !entry.ChangesReference || IsChangeOfValue(change.Before, change.After))
                    .Select(ToAired).ToArray(),
                Ended: entry.EndedCorrections)));

        static AiredChange ToAired(FigureChangeRecord change) => new(
            change.Key, change.Before, change.QualifierBefore, change.After, change.QualifierAfter,
            change.OccurredAt, change.Version, change.IsCorrection);
    }

    BriefingState WithScene(StageRecord stage)
    {
        var stored = Scene.FromEntry(stage);
        var scene = stored.Resolve(Snapshot.Reference);
        return this with
        {
            Scene = scene,
            AgendaItemId = stage.AgendaItemId,
            ScenesOnAir = ScenesOnAir.Add(stored),
            TotalsOnAir = TotalsOnAir.Union(SceneTotals.TotalsOf(scene, Snapshot.Reference)),
        };
    }

    /// <summary>With another list of sectors the same scenes have other totals.</summary>
    BriefingState WithTotalsOfScenes() => this with
    {
        TotalsOnAir =
        [
            .. ScenesOnAir.SelectMany(shown => SceneTotals.TotalsOf(shown.Resolve(Snapshot.Reference), Snapshot.Reference)),
        ],
    };

    /// <summary>
    /// False for a figure that a merger of two sectors, or its undo, only moves: neither the value that comes nor that which goes is news.
    /// </summary>
    static bool IsChangeOfValue(object? before, object? after) => before is not null && after is not null;

    /// <param name="entries">The oldest first: the changes of each entry, and the figures whose corrections it ended.</param>
    BriefingState WithChanges(params IEnumerable<(AiredChange[] Aired, ImmutableArray<FigureKey> Ended)> entries)
    {
        var recent = new NewestChanges(RecentChanges);
        var corrections = new NewestChanges(Corrections);
        var changes = new NewestChanges(MeetingChanges);
        var latest = LatestChanges;
        foreach (var (aired, ended) in entries)
        {
            recent.Add(aired);
            foreach (var key in ended)
                corrections.Remove(key);
            // A later value of a corrected figure updates its correction, because otherwise the screens would show an outdated value there.
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
            // An undone correction is no longer one.
            IsCorrection = change.IsCorrection || (earlier.IsCorrection && !ended.Contains(change.Key)),
        };

    static bool IsBackToStart(AiredChange net) =>
        (net.Before, net.QualifierBefore) == (net.After, net.After is null ? null : net.QualifierAfter);
}
