using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Drafting;

/// <summary>What an operator is preparing.</summary>
/// <param name="OpenFigure">The figure that is open on the operator's desk now; forgotten when the page is closed.</param>
public sealed record OperatorDraft(Operator Operator, Draft Draft, DateTimeOffset ChangedAt, FigureKey? OpenFigure);

/// <summary>
/// The drafts of all operators, each seen by all. What is put into one is on the disk when the call returns. One for the whole
/// server; safe on any thread.
/// </summary>
public sealed class Drafts
{
    readonly DraftStore store;
    readonly TimeProvider time;
    readonly Lock gate = new();
    readonly Lock diskLock = new();
    readonly ChangeNotifier notifier = new();

    /// <summary>What the disk has; where it refused, what it has is not known.</summary>
    readonly Dictionary<string, DraftRecord> saved = [];

    volatile ImmutableDictionary<string, OperatorDraft> all;

    public Drafts(DraftStore store, TimeProvider time)
    {
        (this.store, this.time) = (store, time);
        all = store.LoadDrafts().ToImmutableDictionary(
            draft => draft.KeyId,
            draft => new OperatorDraft(
                new(draft.KeyId, draft.Name),
                new(draft.Edits, draft.Stage is { } stage ? Scene.FromEntry(stage) : null) { AgendaItemId = draft.Stage?.AgendaItemId, AcceptedDoubts = draft.AcceptedDoubts },
                draft.SavedAt,
                null));
    }

    /// <summary>Those who have prepared something or have a figure open.</summary>
    public IEnumerable<OperatorDraft> All => all.Values;

    public Draft ForOperator(Operator actor) => all.GetValueOrDefault(actor.KeyId)?.Draft ?? Draft.Empty;

    /// <summary>What the others prepare of that figure, or have open.</summary>
    public IEnumerable<OperatorDraft> OthersEditing(Operator actor, FigureKey key) =>
        all.Values.Where(other => other.Operator.KeyId != actor.KeyId && (other.OpenFigure == key || other.Draft.Edits.Any(edit => edit.Key == key)));

    public IDisposable Subscribe(Action notice) => notifier.Subscribe(notice);

    public Task<Draft> AddEdits(Operator actor, Edit edit) => ChangeDraft(actor, draft => draft.With(edit));

    /// <summary>All of them at once: the draft has all, or none.</summary>
    /// <param name="accepted">What was doubtful in them and was accepted.</param>
    public Task<Draft> AddEdits(Operator actor, IReadOnlyList<Edit> edits, params IReadOnlyList<AcceptedDoubt> accepted) => ChangeDraft(actor, draft => draft.With(edits, accepted));

    /// <summary>Figures of reports, and together with them what is kept of the reports: the disk has both, or neither.</summary>
    public Task<Draft> AddEdits(Operator actor, IReadOnlyList<Edit> edits, IReadOnlyList<AcceptedDoubt> accepted, ReportImportRecord reports) =>
        ChangeDraft(actor, draft => draft.With(edits, accepted), reports);

    public Task<Draft> RemoveEdits(Operator actor, params IReadOnlyCollection<FigureKey> keys) => ChangeDraft(actor, draft => draft.Without(keys));

    public Task<Draft> SetScene(Operator actor, Scene? scene, long? agendaItemId = null) => ChangeDraft(actor, draft => draft with { Scene = scene, AgendaItemId = agendaItemId });

    public Task<Draft> Replace(Operator actor, Draft draft) => ChangeDraft(actor, _ => draft with { OverrideReason = null });

    /// <summary>What was taken is no longer to be taken; what came into the draft meanwhile stays.</summary>
    public Task<Draft> RemoveTaken(Operator actor, Draft taken) => ChangeDraft(actor, draft => draft.Without(taken));

    /// <summary>Says to the others which figure is open at a desk; null: none.</summary>
    public void SetOpenFigure(Operator actor, FigureKey? key)
    {
        lock (gate)
            all = WithDraft((all.GetValueOrDefault(actor.KeyId) ?? new(actor, Draft.Empty, time.GetUtcNow(), null)) with { OpenFigure = key });
        notifier.Notify();
    }

    /// <summary>
    /// Seen by all at once, and on the disk when it returns: a key that is pressed next, however quickly, finds the draft as the one
    /// before left it.
    /// </summary>
    /// <exception cref="NotSavedException">The disk refuses; the draft is as it was.</exception>
    async Task<Draft> ChangeDraft(Operator actor, Func<Draft, Draft> change, ReportImportRecord? reports = null)
    {
        Draft before, draft;
        lock (gate)
        {
            before = ForOperator(actor);
            draft = change(before);
            Set(draft);
        }

        notifier.Notify();
        try
        {
            // The provider writes synchronously: on a pool thread.
            await Task.Run(() => Save(actor, reports));
        }
        catch (Exception refused) when (refused is NotSavedException or KeyRevokedException)
        {
            lock (gate)
            {
                // What came after it fails or holds by itself.
                if (ReferenceEquals(ForOperator(actor), draft))
                    Set(before);
            }

            notifier.Notify();
            throw;
        }

        return draft;

        void Set(Draft now) => all = WithDraft(new(actor, now, time.GetUtcNow(), all.GetValueOrDefault(actor.KeyId)?.OpenFigure));
    }

    ImmutableDictionary<string, OperatorDraft> WithDraft(OperatorDraft one) =>
        one is { Draft.IsEmpty: true, OpenFigure: null } ? all.Remove(one.Operator.KeyId) : all.SetItem(one.Operator.KeyId, one);

    /// <summary>The newest, also where two changes come to the disk the other way round.</summary>
    void Save(Operator actor, ReportImportRecord? reports)
    {
        lock (diskLock)
        {
            var draft = ForOperator(actor);
            var row = new DraftRecord(actor.KeyId, actor.Name, time.GetUtcNow(), draft.Edits, draft.ToStageEntry()) { AcceptedDoubts = draft.AcceptedDoubts };
            saved.Remove(actor.KeyId, out var before);
            NotSavedException.Guard(() => store.SaveDraft(row, before, reports));
            saved[actor.KeyId] = row;
        }
    }
}
