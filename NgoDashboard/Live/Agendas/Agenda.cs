using System.Collections.Immutable;
using NgoDashboard.Figures.Text;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Agendas;

/// <summary>One scene of the agenda (chương trình), with the operator's note on it.</summary>
public sealed record AgendaItem(long Id, Scene Scene, string Note)
{
    public const int MaxNoteLength = 300;
}

/// <summary>
/// The agenda of the current meeting. A change is on disk when its task completes. Singleton; thread-safe.
/// </summary>
public sealed class Agenda(AgendaStore store, JournalStore journal, LiveBriefing briefing)
{
    readonly Lock gate = new();
    readonly ChangeNotifier notifier = new();
    volatile CachedAgenda cached = new(0, [], []);

    /// <summary>In agenda order, without removed items.</summary>
    public ImmutableArray<AgendaItem> Items => LoadCurrent().Items;

    public IDisposable Subscribe(Action notice) => notifier.Subscribe(notice);

    /// <summary>The next item; the first where the id is null or no longer in the agenda. Null after the last.</summary>
    public AgendaItem? ItemAfter(long? id) => ItemAt(PositionOf(id) + 1);

    /// <summary>The previous item; the last where the id is null or no longer in the agenda. Null before the first.</summary>
    public AgendaItem? ItemBefore(long? id) => PositionOf(id) is var index && index < 0 ? Items.LastOrDefault() : ItemAt(index - 1);

    public Task Add(Scene scene, string note, long? after = null) => Update((items, removed) =>
    {
        var index = IndexOf(items, after);
        return (items.Insert(index < 0 ? items.Length : index + 1, new(0, scene, CleanNote(note))), removed);
    });

    /// <summary>Adds the scenes in one write; does nothing where another operator has already added items.</summary>
    public Task FillIfEmpty(IEnumerable<Scene> scenes) => Update((items, removed) =>
        (items.IsEmpty ? [.. scenes.Select(scene => new AgendaItem(0, scene, ""))] : items, removed));

    public Task Update(AgendaItem changed) => Update((items, removed) =>
        ([.. items.Select(item => item.Id == changed.Id ? changed with { Note = CleanNote(changed.Note) } : item)], removed));

    /// <param name="id">An item that is no longer there is ignored.</param>
    /// <param name="index">The new position, counted from 0; clamped to the length of the agenda.</param>
    public Task Move(long id, int index) => Update((items, removed) =>
    {
        var item = items.FirstOrDefault(candidate => candidate.Id == id);
        if (item is null)
            return (items, removed);
        var others = items.Remove(item);
        return (others.Insert(Math.Clamp(index, 0, others.Length), item), removed);
    });

    public Task Remove(long id) => Update((items, removed) =>
        items.FirstOrDefault(candidate => candidate.Id == id) is { } item ? (items.Remove(item), removed.Add(item)) : (items, removed));

    /// <summary>Puts a removed item back at that position, counted from 0.</summary>
    public Task Restore(long id, int index) => Update((items, removed) =>
        removed.FirstOrDefault(candidate => candidate.Id == id) is { } item
            ? (items.Insert(Math.Clamp(index, 0, items.Length), item), removed.Remove(item))
            : (items, removed));

    /// <summary>Appends the items of the meeting that <paramref name="openedVersion"/> opened.</summary>
    public Task CopyFrom(long openedVersion) => Update((items, removed) =>
    {
        var copies = store.LoadAgenda(openedVersion).Where(item => !item.IsRemoved).Select(item => ToItem(item) with { Id = 0 });
        return (items.AddRange(copies), removed);
    });

    /// <summary>The other meetings that have an agenda, the newest first. Reads the disk.</summary>
    public Task<IReadOnlyList<MeetingDetails>> EarlierMeetings() => Task.Run<IReadOnlyList<MeetingDetails>>(() =>
    [
        .. journal.LoadMeetings().Select(MeetingDetails.FromEntry)
            .Where(meeting => meeting.OpenedVersion != briefing.Newest.Meeting.OpenedVersion
                && store.LoadAgenda(meeting.OpenedVersion).Any(item => !item.IsRemoved)),
    ]);

    /// <summary>Sanitized, because operators type the note and the record prints it.</summary>
    static string CleanNote(string note) => TextSanitizer.SanitizeLine(note, AgendaItem.MaxNoteLength);

    int PositionOf(long? id) => IndexOf(Items, id);

    AgendaItem? ItemAt(int index) => Items is var items && index >= 0 && index < items.Length ? items[index] : null;

    static int IndexOf(ImmutableArray<AgendaItem> items, long? id) => items.IndexOf(items.FirstOrDefault(item => item.Id == id)!);

    /// <summary>The cached agenda; reloaded from disk after another meeting has been opened.</summary>
    CachedAgenda LoadCurrent()
    {
        var meeting = briefing.Newest.Meeting.OpenedVersion;
        if (cached is var now && now.Meeting == meeting)
            return now;
        lock (gate)
            return cached = ToCached(meeting, store.LoadAgenda(meeting));
    }

    /// <exception cref="NotSavedException">The write failed; the agenda is unchanged.</exception>
    async Task Update(
        Func<ImmutableArray<AgendaItem>, ImmutableArray<AgendaItem>,
            (ImmutableArray<AgendaItem> Items, ImmutableArray<AgendaItem> Removed)> update)
    {
        // On a pool thread, because the SQLite provider writes synchronously.
        await Task.Run(() =>
        {
            lock (gate)
            {
                var before = LoadCurrent();
                var (items, removed) = update(before.Items, before.Removed);
                AgendaItemRecord[] rows =
                [
                    .. items.Select(item => ToRecord(before.Meeting, item, false)),
                    .. removed.Select(item => ToRecord(before.Meeting, item, true)),
                ];
                cached = ToCached(before.Meeting, Save(before.Meeting, rows));
            }
        });
        notifier.Notify();
    }

    IReadOnlyList<AgendaItemRecord> Save(long meeting, IReadOnlyList<AgendaItemRecord> items) =>
        NotSavedException.Guard(() => store.SaveAgenda(meeting, items));

    static CachedAgenda ToCached(long meeting, IReadOnlyList<AgendaItemRecord> stored) => new(
        meeting,
        [.. stored.Where(item => !item.IsRemoved).Select(ToItem)],
        [.. stored.Where(item => item.IsRemoved).Select(ToItem)]);

    static AgendaItem ToItem(AgendaItemRecord stored) =>
        new(stored.Id, Scene.FromEntry(new(stored.Scene, stored.ParametersJson)), stored.Note);

    static AgendaItemRecord ToRecord(long meeting, AgendaItem item, bool isRemoved)
    {
        var entry = item.Scene.ToEntry();
        return new(item.Id, meeting, entry.Scene, entry.ParametersJson, item.Note, isRemoved);
    }

    sealed record CachedAgenda(long Meeting, ImmutableArray<AgendaItem> Items, ImmutableArray<AgendaItem> Removed);
}
