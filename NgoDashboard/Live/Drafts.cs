using System.Collections.Immutable;
using NgoDashboard.Figures;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>What an operator is preparing.</summary>
/// <param name="Editing">The figure that is open on the operator's desk now; forgotten when the page is closed.</param>
public sealed record Preparation(Operator By, Draft Draft, DateTimeOffset At, FigureKey? Editing);

/// <summary>
/// The drafts of all operators, each seen by all. What is put into one is on the disk when the call returns. One for the whole
/// server; safe on any thread.
/// </summary>
public sealed class Drafts
{
    readonly DraftStore store;
    readonly TimeProvider time;
    readonly Lock gate = new();
    readonly Lock disk = new();
    readonly Notices notices = new();

    /// <summary>What the disk has; where it refused, what it has is not known.</summary>
    readonly Dictionary<string, StoredDraft> stored = [];

    volatile ImmutableDictionary<string, Preparation> all;

    public Drafts(DraftStore store, TimeProvider time)
    {
        (this.store, this.time) = (store, time);
        all = store.All().ToImmutableDictionary(
            draft => draft.KeyId,
            draft => new Preparation(
                new(draft.KeyId, draft.Name),
                new(draft.Edits, draft.Stage is { } stage ? Scene.Of(stage) : null) { Item = draft.Stage?.Item, Accepted = draft.Accepted },
                draft.At,
                null));
    }

    /// <summary>Those who have prepared something or have a figure open.</summary>
    public IEnumerable<Preparation> All => all.Values;

    public Draft Of(Operator who) => all.GetValueOrDefault(who.KeyId)?.Draft ?? Draft.Empty;

    /// <summary>What the others prepare of that figure, or have open.</summary>
    public IEnumerable<Preparation> OfOthers(Operator who, FigureKey key) =>
        all.Values.Where(other => other.By.KeyId != who.KeyId && (other.Editing == key || other.Draft.Edits.Any(edit => edit.Key == key)));

    public IDisposable Subscribe(Action notice) => notices.Subscribe(notice);

    public Task<Draft> Put(Operator who, Edit edit) => Change(who, draft => draft.With(edit));

    /// <summary>All of them at once: the draft has all, or none.</summary>
    /// <param name="accepted">What was doubtful in them and was accepted.</param>
    public Task<Draft> Put(Operator who, IReadOnlyList<Edit> edits, params IReadOnlyList<AcceptedDoubt> accepted) => Change(who, draft => draft.With(edits, accepted));

    /// <summary>Figures of reports, and together with them what is kept of the reports: the disk has both, or neither.</summary>
    public Task<Draft> Put(Operator who, IReadOnlyList<Edit> edits, IReadOnlyList<AcceptedDoubt> accepted, StoredReports reports) =>
        Change(who, draft => draft.With(edits, accepted), reports);

    public Task<Draft> Drop(Operator who, params IReadOnlyCollection<FigureKey> keys) => Change(who, draft => draft.Without(keys));

    public Task<Draft> Show(Operator who, Scene? scene, long? item = null) => Change(who, draft => draft with { Scene = scene, Item = item });

    public Task<Draft> Replace(Operator who, Draft draft) => Change(who, _ => draft with { Because = null });

    /// <summary>What was taken is no longer to be taken; what came into the draft meanwhile stays.</summary>
    public Task<Draft> Taken(Operator who, Draft taken) => Change(who, draft => draft.Without(taken));

    /// <summary>Says to the others which figure is open at a desk; null: none.</summary>
    public void Opened(Operator who, FigureKey? key)
    {
        lock (gate)
            all = With((all.GetValueOrDefault(who.KeyId) ?? new(who, Draft.Empty, time.GetUtcNow(), null)) with { Editing = key });
        notices.Tell();
    }

    /// <summary>
    /// Seen by all at once, and on the disk when it returns: a key that is pressed next, however quickly, finds the draft as the one
    /// before left it.
    /// </summary>
    /// <exception cref="NotKeptException">The disk refuses; the draft is as it was.</exception>
    async Task<Draft> Change(Operator who, Func<Draft, Draft> change, StoredReports? reports = null)
    {
        Draft before, draft;
        lock (gate)
        {
            before = Of(who);
            draft = change(before);
            Set(draft);
        }

        notices.Tell();
        try
        {
            // The provider writes synchronously: on a pool thread.
            await Task.Run(() => Keep(who, reports));
        }
        catch (Exception refused) when (refused is NotKeptException or KeyRevokedException)
        {
            lock (gate)
            {
                // What came after it fails or holds by itself.
                if (ReferenceEquals(Of(who), draft))
                    Set(before);
            }

            notices.Tell();
            throw;
        }

        return draft;

        void Set(Draft now) => all = With(new(who, now, time.GetUtcNow(), all.GetValueOrDefault(who.KeyId)?.Editing));
    }

    ImmutableDictionary<string, Preparation> With(Preparation one) =>
        one is { Draft.IsEmpty: true, Editing: null } ? all.Remove(one.By.KeyId) : all.SetItem(one.By.KeyId, one);

    /// <summary>The newest, also where two changes come to the disk the other way round.</summary>
    void Keep(Operator who, StoredReports? reports)
    {
        lock (disk)
        {
            var draft = Of(who);
            var row = new StoredDraft(who.KeyId, who.Name, time.GetUtcNow(), draft.Edits, draft.ToStage()) { Accepted = draft.Accepted };
            stored.Remove(who.KeyId, out var before);
            NotKeptException.Guard(() => store.Put(row, before, reports));
            stored[who.KeyId] = row;
        }
    }
}
