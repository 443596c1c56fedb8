using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Drafting;

/// <param name="OpenFigure">The figure that is open on the operator's page; in memory only, null when the page is closed.</param>
public sealed record OperatorDraft(Operator Operator, Draft Draft, DateTimeOffset ChangedAt, FigureKey? OpenFigure);

/// <summary>
/// The drafts of all operators, visible to all of them. A change is on disk when its task completes. Singleton; thread-safe.
/// </summary>
public sealed class Drafts
{
    readonly DraftStore store;
    readonly TimeProvider time;
    readonly Lock gate = new();
    readonly Lock diskLock = new();
    readonly ChangeNotifier notifier = new();

    /// <summary>The last saved row per key; missing after a failed write, because then the content on disk is unknown.</summary>
    readonly Dictionary<string, DraftRecord> saved = [];

    volatile ImmutableDictionary<string, OperatorDraft> all;

    public Drafts(DraftStore store, TimeProvider time)
    {
        (this.store, this.time) = (store, time);
        all = store.LoadDrafts().ToImmutableDictionary(
            draft => draft.KeyId,
            draft => new OperatorDraft(
                new(draft.KeyId, draft.Name),
                new(draft.Edits, draft.Stage is { } stage ? Scene.FromEntry(stage) : null)
                {
                    AgendaItemId = draft.Stage?.AgendaItemId,
                    AcceptedDoubts = draft.AcceptedDoubts,
                },
                draft.SavedAt,
                null));
    }

    /// <summary>Without operators whose draft is empty and who have no figure open.</summary>
    public IEnumerable<OperatorDraft> All => all.Values;

    public Draft ForOperator(Operator actor) => all.GetValueOrDefault(actor.KeyId)?.Draft ?? Draft.Empty;

    /// <summary>Drafts of other operators that edit the figure or have it open.</summary>
    public IEnumerable<OperatorDraft> OthersEditing(Operator actor, FigureKey key) =>
        all.Values.Where(other => other.Operator.KeyId != actor.KeyId
            && (other.OpenFigure == key || other.Draft.Edits.Any(edit => edit.Key == key)));

    public IDisposable Subscribe(Action notice) => notifier.Subscribe(notice);

    public Task<Draft> AddEdits(Operator actor, Edit edit) => ChangeDraft(actor, draft => draft.With(edit));

    /// <summary>Adds all edits or none.</summary>
    /// <param name="accepted">The accepted doubts about these edits.</param>
    public Task<Draft> AddEdits(Operator actor, IReadOnlyList<Edit> edits, params IReadOnlyList<AcceptedDoubt> accepted) =>
        ChangeDraft(actor, draft => draft.With(edits, accepted));

    /// <summary>Adds figures of reports, and stores the reports' rows in the same transaction.</summary>
    public Task<Draft> AddEdits(
        Operator actor, IReadOnlyList<Edit> edits, IReadOnlyList<AcceptedDoubt> accepted, ReportImportRecord reports) =>
        ChangeDraft(actor, draft => draft.With(edits, accepted), reports);

    public Task<Draft> RemoveEdits(Operator actor, params IReadOnlyCollection<FigureKey> keys) =>
        ChangeDraft(actor, draft => draft.Without(keys));

    public Task<Draft> SetScene(Operator actor, Scene? scene, long? agendaItemId = null) =>
        ChangeDraft(actor, draft => draft with { Scene = scene, AgendaItemId = agendaItemId });

    public Task<Draft> Replace(Operator actor, Draft draft) => ChangeDraft(actor, _ => draft with { OverrideReason = null });

    /// <inheritdoc cref="Draft.Without(Draft)"/>
    public Task<Draft> RemoveTaken(Operator actor, Draft taken) => ChangeDraft(actor, draft => draft.Without(taken));

    /// <summary>Shows the other operators which figure is open on a desk's page; null: none.</summary>
    public void SetOpenFigure(Operator actor, FigureKey? key)
    {
        lock (gate)
        {
            var current = all.GetValueOrDefault(actor.KeyId) ?? new(actor, Draft.Empty, time.GetUtcNow(), null);
            all = WithDraft(current with { OpenFigure = key });
        }

        notifier.Notify();
    }

    /// <summary>
    /// Changes the draft in memory first, so that the operator's next key press finds it changed even before the write is done; reverts it
    /// where the write fails.
    /// </summary>
    /// <exception cref="NotSavedException">The write failed; the draft is unchanged.</exception>
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
            // On a pool thread, because the SQLite provider writes synchronously.
            await Task.Run(() => Save(actor, reports));
        }
        catch (Exception failure) when (failure is NotSavedException or KeyRevokedException)
        {
            lock (gate)
            {
                // Reverts only where no later change was made: a later change is saved, or fails, on its own.
                if (ReferenceEquals(ForOperator(actor), draft))
                    Set(before);
            }

            notifier.Notify();
            throw;
        }

        return draft;

        void Set(Draft now) => all = WithDraft(new(actor, now, time.GetUtcNow(), all.GetValueOrDefault(actor.KeyId)?.OpenFigure));
    }

    ImmutableDictionary<string, OperatorDraft> WithDraft(OperatorDraft operatorDraft) =>
        operatorDraft is { Draft.IsEmpty: true, OpenFigure: null }
            ? all.Remove(operatorDraft.Operator.KeyId)
            : all.SetItem(operatorDraft.Operator.KeyId, operatorDraft);

    /// <summary>Reads the draft under the disk lock, because two changes may reach that lock in reverse order.</summary>
    void Save(Operator actor, ReportImportRecord? reports)
    {
        lock (diskLock)
        {
            var draft = ForOperator(actor);
            var row = new DraftRecord(actor.KeyId, actor.Name, time.GetUtcNow(), draft.Edits, draft.ToStageEntry())
            {
                AcceptedDoubts = draft.AcceptedDoubts,
            };
            saved.Remove(actor.KeyId, out var before);
            NotSavedException.Guard(() => store.SaveDraft(row, before, reports));
            saved[actor.KeyId] = row;
        }
    }
}
