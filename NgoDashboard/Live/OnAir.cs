using System.Collections.Immutable;
using NgoDashboard.Figures;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>A change as the screens tell it: what it was, what it is, and when.</summary>
/// <param name="After">Null where a take was taken back and nothing had been published before it.</param>
/// <param name="IsCorrection">The desk says that what was on air was wrong (đính chính), not merely out of date.</param>
public sealed record AiredChange(
    FigureKey Key, Quantity? Before, Qualifier? QualifierBefore, Quantity? After, Qualifier QualifierAfter, DateTimeOffset At, long Version,
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
/// <param name="Opened">The version that opened it: its agenda and its record hang on that.</param>
/// <param name="Name">Empty where nobody has named it.</param>
/// <param name="NeedsTwo">Takes need a second person, at another desk.</param>
public sealed record Meeting(long Opened, string Name, DateOnly HeldOn, bool NeedsTwo)
{
    public const int LongestName = 200;

    public MeetingEntry ToEntry() => new(Opened, Name, HeldOn, NeedsTwo);

    public static Meeting Of(MeetingEntry entry) => new(entry.Opened, entry.Name, entry.HeldOn, entry.NeedsTwo);
}

/// <summary>
/// Everything that a screen shows, under one version (bản). Immutable: whoever holds it can render it, at any time, on any thread.
/// </summary>
/// <param name="At">When this version was taken.</param>
/// <param name="Recent">
/// Changes, by the stamps of their versions, younger than <see cref="MarkedFor"/> when this version was taken; marked on the screens.
/// </param>
/// <param name="Latest">The changes of the last version that had any: they stand in the footer until the next.</param>
public sealed record OnAir(
    long Version,
    DateTimeOffset At,
    Snapshot Snapshot,
    Scene Scene,
    ImmutableArray<AiredChange> Recent,
    ImmutableArray<AiredChange> Latest,
    bool IsRehearsal)
{
    public static readonly TimeSpan MarkedFor = TimeSpan.FromSeconds(30);

    /// <summary>Of the journal that this is a version of.</summary>
    public BriefingIdentity Journal { get; init; } = BriefingIdentity.None;

    public Meeting Meeting { get; init; } = new(1, "", DateOnly.MinValue, NeedsTwo: false);

    public Cover Cover { get; init; }

    /// <summary>Corrections that the desk lets stand on the screens, the newest first; at most one of a figure.</summary>
    public ImmutableArray<AiredChange> Corrections { get; init; } = [];

    /// <summary>What this meeting changed: for each figure its value before the meeting and now, the latest change first.</summary>
    public ImmutableArray<AiredChange> Changes { get; init; } = [];

    /// <summary>The item of the agenda that the scene came from, where it came from one.</summary>
    public long? Item { get; init; }

    /// <summary>The totals that the scenes of this meeting put on air: what the chair may have read out.</summary>
    public ImmutableHashSet<FigureKey> ReadOut { get; init; } = [];

    public Steps Steps { get; init; } = Steps.None;

    /// <summary>When that figure changed, where it did lately; the screen drops the mark by itself.</summary>
    public DateTimeOffset? ChangedAt(FigureKey key)
    {
        foreach (var change in Recent)
        {
            if (change.Key == key)
                return change.At;
        }

        return null;
    }

    /// <summary>The state after an entry of the journal. Pure: a running desk and a restarted one come to the same.</summary>
    internal OnAir After(JournalEntry entry, Snapshot snapshot)
    {
        var next = this with
        {
            Version = entry.Version,
            At = entry.At,
            Snapshot = snapshot,
            Cover = entry.Kind switch { EntryKind.Hold => Cover.Held, EntryKind.Blank => Cover.Blank, EntryKind.Release => Cover.None, _ => Cover },
            Steps = entry.Kind is EntryKind.Take or EntryKind.Undo ? Steps.With(new(entry.Version, entry.Undoes)) : Steps,
        };
        if (entry.Stage is { } stage)
            next = next.Showing(stage);
        if (entry.Meeting is { } meeting)
            next = next with { Meeting = Meeting.Of(meeting) };
        if (next.Meeting.Opened != Meeting.Opened)
            return next with { Recent = [], Latest = [], Corrections = [], Changes = [], Steps = Steps.None, ReadOut = SceneTotals.Of(next.Scene, snapshot.Reference) };
        AiredChange[] aired =
        [
            .. entry.Changes.Select(change => new AiredChange(
                change.Key, change.Before?.Value, change.Before?.Qualifier, change.After?.Value, change.After?.Qualifier ?? Qualifier.Exact,
                entry.At, entry.Version, change.IsCorrection)),
        ];
        return next.Changed((aired, entry.Ended));
    }

    /// <summary>What the journal says of a version, as a state.</summary>
    internal static OnAir Of(Stored stored, bool isRehearsal)
    {
        var stage = stored.Stage ?? throw new StorageException("The journal holds no scene: its first entry is damaged.");
        var now = new OnAir(stored.Version, stored.At, stored.Snapshot, Scene.Of(stage), [], [], isRehearsal)
        {
            Meeting = Meeting.Of(stored.Meeting),
            Cover = stored.Cover switch { EntryKind.Hold => Cover.Held, EntryKind.Blank => Cover.Blank, _ => Cover.None },
            Steps = stored.Steps.Aggregate(Steps.None, (steps, step) => steps.With(step)),
        };
        now = stored.Stages.Append(stage).Aggregate(now, (state, shown) => state.Showing(shown));
        return now.Changed(stored.Entries.Select(entry => (entry.Changes.Select(Aired).ToArray(), entry.Ended)));

        static AiredChange Aired(PastChange change) => new(
            change.Key, change.Before, change.QualifierBefore, change.After, change.QualifierAfter, change.At, change.Version, change.IsCorrection);
    }

    OnAir Showing(StageEntry stage)
    {
        var scene = Scene.Of(stage);
        return this with { Scene = scene, Item = stage.Item, ReadOut = ReadOut.Union(SceneTotals.Of(scene, Snapshot.Reference)) };
    }

    /// <summary>After these entries, the oldest first: each with its changes, and the figures whose corrections it ended.</summary>
    OnAir Changed(params IEnumerable<(AiredChange[] Aired, ImmutableArray<FigureKey> Ended)> entries)
    {
        var (recent, corrections, changes) = (new NewestChanges(Recent), new NewestChanges(Corrections), new NewestChanges(Changes));
        var latest = Latest;
        foreach (var (aired, ended) in entries)
        {
            recent.Put(aired);
            foreach (var key in ended)
                corrections.Remove(key);
            // What is on the screens is never behind the figure: a later value of a corrected figure stands in its correction.
            corrections.Put([.. aired.Where(change => change.IsCorrection || corrections.Find(change.Key) is not null)
                .Select(change => change.IsCorrection || corrections.Find(change.Key) is not { } standing
                    ? change
                    : change with { Before = standing.Before, QualifierBefore = standing.QualifierBefore, IsCorrection = true })]);
            changes.Put([.. aired.Select(change => SinceTheMeetingBegan(change, changes.Find(change.Key), ended))]);
            foreach (var change in aired.Where(change => changes.Find(change.Key) is { } net && HasComeBack(net)))
                changes.Remove(change.Key);
            if (aired.Length > 0)
                latest = [.. aired];
        }

        return this with
        {
            Recent = [.. recent.Told().Where(change => (At - change.At).Duration() < MarkedFor)],
            Latest = latest,
            Corrections = corrections.Told(),
            Changes = changes.Told(),
        };
    }

    static AiredChange SinceTheMeetingBegan(AiredChange change, AiredChange? earlier, ImmutableArray<FigureKey> ended) => earlier is null
        ? change
        : change with
        {
            Before = earlier.Before,
            QualifierBefore = earlier.QualifierBefore,
            // A correction that was taken back is none.
            IsCorrection = change.IsCorrection || (earlier.IsCorrection && !ended.Contains(change.Key)),
        };

    static bool HasComeBack(AiredChange net) =>
        (net.Before, net.QualifierBefore) == (net.After, net.After is null ? null : net.QualifierAfter);
}
