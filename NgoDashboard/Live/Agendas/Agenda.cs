using System.Collections.Immutable;
using NgoDashboard.Figures.Text;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Agendas;

/// <summary>One scene of the agenda (chương trình), with what the operator should know when it comes.</summary>
public sealed record AgendaItem(long Id, Scene Scene, string Note)
{
    public const int MaxNoteLength = 300;
}

/// <summary>
/// The agenda of the meeting that is held: prepared before it, saved with it. What is changed is on the disk when the call returns.
/// One for the whole server; safe on any thread.
/// </summary>
public sealed class Agenda(AgendaStore store, JournalStore journal, LiveBriefing air)
{
    readonly Lock gate = new();
    readonly ChangeNotifier notifier = new();
    volatile CachedAgenda cached = new(0, [], []);

    /// <summary>In their order.</summary>
    public ImmutableArray<AgendaItem> Items => LoadCurrent().Items;

    public IDisposable Subscribe(Action notice) => notifier.Subscribe(notice);

    /// <summary>The item after that one; the first where none is given or it is no longer there.</summary>
    public AgendaItem? ItemAfter(long? id) => ItemAt(PositionOf(id) + 1);

    /// <summary>The item before that one; the last where none is given.</summary>
    public AgendaItem? ItemBefore(long? id) => PositionOf(id) is var place && place < 0 ? Items.LastOrDefault() : ItemAt(place - 1);

    public Task Add(Scene scene, string note, long? after = null) => Update((items, removed) =>
        (items.Insert(IndexOf(items, after) is var place && place < 0 ? items.Length : place + 1, new(0, scene, CleanNote(note))), removed));

    /// <summary>The first items, all at once; nothing where somebody has begun already.</summary>
    public Task FillIfEmpty(IEnumerable<Scene> scenes) => Update((items, removed) =>
        (items.IsEmpty ? [.. scenes.Select(scene => new AgendaItem(0, scene, ""))] : items, removed));

    public Task Update(AgendaItem changed) => Update((items, removed) =>
        ([.. items.Select(item => item.Id == changed.Id ? changed with { Note = CleanNote(changed.Note) } : item)], removed));

    /// <summary>To that place among the items, counted from 0; past the end is the end.</summary>
    public Task Move(long id, int index) => Update((items, removed) =>
    {
        var item = items.FirstOrDefault(one => one.Id == id);
        if (item is null)
            return (items, removed);
        var others = items.Remove(item);
        return (others.Insert(Math.Clamp(index, 0, others.Length), item), removed);
    });

    public Task Remove(long id) => Update((items, removed) =>
        items.FirstOrDefault(one => one.Id == id) is { } item ? (items.Remove(item), removed.Add(item)) : (items, removed));

    /// <summary>A removed item, back at that place.</summary>
    public Task Restore(long id, int index) => Update((items, removed) =>
        removed.FirstOrDefault(one => one.Id == id) is { } item
            ? (items.Insert(Math.Clamp(index, 0, items.Length), item), removed.Remove(item))
            : (items, removed));

    /// <summary>The items of another meeting after those that are there.</summary>
    public Task CopyFrom(long openedVersion) => Update((items, removed) =>
        (items.AddRange(store.LoadAgenda(openedVersion).Where(item => !item.IsRemoved).Select(item => ToItem(item) with { Id = 0 })), removed));

    /// <summary>The meetings before this one that have an agenda, the newest first.</summary>
    public Task<IReadOnlyList<MeetingDetails>> EarlierMeetings() => Task.Run<IReadOnlyList<MeetingDetails>>(() =>
    [
        .. journal.LoadMeetings().Select(MeetingDetails.FromEntry)
            .Where(meeting => meeting.OpenedVersion != air.Newest.Meeting.OpenedVersion && store.LoadAgenda(meeting.OpenedVersion).Any(item => !item.IsRemoved)),
    ]);

    /// <summary>Typed by people, and printed in the record: cleaned.</summary>
    static string CleanNote(string note) => TextSanitizer.SanitizeLine(note, AgendaItem.MaxNoteLength);

    int PositionOf(long? id) => IndexOf(Items, id);

    AgendaItem? ItemAt(int index) => Items is var items && index >= 0 && index < items.Length ? items[index] : null;

    static int IndexOf(ImmutableArray<AgendaItem> items, long? id) => items.IndexOf(items.FirstOrDefault(item => item.Id == id)!);

    /// <summary>Another meeting has another agenda.</summary>
    CachedAgenda LoadCurrent()
    {
        var meeting = air.Newest.Meeting.OpenedVersion;
        if (cached is var now && now.Meeting == meeting)
            return now;
        lock (gate)
            return cached = ToCached(meeting, store.LoadAgenda(meeting));
    }

    /// <exception cref="NotSavedException">The disk refuses; the agenda is as it was.</exception>
    async Task Update(Func<ImmutableArray<AgendaItem>, ImmutableArray<AgendaItem>, (ImmutableArray<AgendaItem> Items, ImmutableArray<AgendaItem> Removed)> update)
    {
        // The provider writes synchronously: on a pool thread.
        await Task.Run(() =>
        {
            lock (gate)
            {
                var before = LoadCurrent();
                var (items, removed) = update(before.Items, before.Removed);
                cached = ToCached(before.Meeting, Save(before.Meeting, [.. items.Select(item => ToRecord(before.Meeting, item, false)), .. removed.Select(item => ToRecord(before.Meeting, item, true))]));
            }
        });
        notifier.Notify();
    }

    IReadOnlyList<AgendaItemRecord> Save(long meeting, IReadOnlyList<AgendaItemRecord> items) => NotSavedException.Guard(() => store.SaveAgenda(meeting, items));

    static CachedAgenda ToCached(long meeting, IReadOnlyList<AgendaItemRecord> stored) => new(
        meeting,
        [.. stored.Where(item => !item.IsRemoved).Select(ToItem)],
        [.. stored.Where(item => item.IsRemoved).Select(ToItem)]);

    static AgendaItem ToItem(AgendaItemRecord stored) => new(stored.Id, Scene.FromEntry(new(stored.Scene, stored.ParametersJson)), stored.Note);

    static AgendaItemRecord ToRecord(long meeting, AgendaItem item, bool isRemoved)
    {
        var entry = item.Scene.ToEntry();
        return new(item.Id, meeting, entry.Scene, entry.ParametersJson, item.Note, isRemoved);
    }

    sealed record CachedAgenda(long Meeting, ImmutableArray<AgendaItem> Items, ImmutableArray<AgendaItem> Removed);
}
