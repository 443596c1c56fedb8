using System.Collections.Immutable;
using NgoDashboard.Figures;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>One scene of the agenda (chương trình), with what the operator should know when it comes.</summary>
public sealed record AgendaItem(long Id, Scene Scene, string Note)
{
    public const int LongestNote = 300;
}

/// <summary>
/// The agenda of the meeting that is held: prepared before it, saved with it. What is changed is on the disk when the call returns.
/// One for the whole server; safe on any thread.
/// </summary>
public sealed class Agenda(AgendaStore store, Journal journal, Air air)
{
    readonly Lock gate = new();
    readonly Notices notices = new();
    volatile Known known = new(0, [], []);

    /// <summary>In their order.</summary>
    public ImmutableArray<AgendaItem> Items => Read().Items;

    public IDisposable Subscribe(Action notice) => notices.Subscribe(notice);

    /// <summary>The item after that one; the first where none is given or it is no longer there.</summary>
    public AgendaItem? After(long? id) => At(Place(id) + 1);

    /// <summary>The item before that one; the last where none is given.</summary>
    public AgendaItem? Before(long? id) => Place(id) is var place && place < 0 ? Items.LastOrDefault() : At(place - 1);

    public Task Add(Scene scene, string note, long? after = null) => Change((items, removed) =>
        (items.Insert(IndexOf(items, after) is var place && place < 0 ? items.Length : place + 1, new(0, scene, Noted(note))), removed));

    /// <summary>The first items, all at once; nothing where somebody has begun already.</summary>
    public Task Begin(IEnumerable<Scene> scenes) => Change((items, removed) =>
        (items.IsEmpty ? [.. scenes.Select(scene => new AgendaItem(0, scene, ""))] : items, removed));

    public Task Change(AgendaItem changed) => Change((items, removed) =>
        ([.. items.Select(item => item.Id == changed.Id ? changed with { Note = Noted(changed.Note) } : item)], removed));

    /// <summary>To that place among the items, counted from 0; past the end is the end.</summary>
    public Task Move(long id, int place) => Change((items, removed) =>
    {
        var item = items.FirstOrDefault(one => one.Id == id);
        if (item is null)
            return (items, removed);
        var others = items.Remove(item);
        return (others.Insert(Math.Clamp(place, 0, others.Length), item), removed);
    });

    public Task Remove(long id) => Change((items, removed) =>
        items.FirstOrDefault(one => one.Id == id) is { } item ? (items.Remove(item), removed.Add(item)) : (items, removed));

    /// <summary>A removed item, back at that place.</summary>
    public Task Restore(long id, int place) => Change((items, removed) =>
        removed.FirstOrDefault(one => one.Id == id) is { } item
            ? (items.Insert(Math.Clamp(place, 0, items.Length), item), removed.Remove(item))
            : (items, removed));

    /// <summary>The items of another meeting after those that are there.</summary>
    public Task CopyFrom(long meeting) => Change((items, removed) =>
        (items.AddRange(store.Of(meeting).Where(item => !item.IsRemoved).Select(item => Item(item) with { Id = 0 })), removed));

    /// <summary>The meetings before this one that have an agenda, the newest first.</summary>
    public Task<IReadOnlyList<Meeting>> Earlier() => Task.Run<IReadOnlyList<Meeting>>(() =>
    [
        .. journal.Meetings().Select(Meeting.Of)
            .Where(meeting => meeting.Opened != air.Newest.Meeting.Opened && store.Of(meeting.Opened).Any(item => !item.IsRemoved)),
    ]);

    /// <summary>Typed by people, and printed in the record: cleaned.</summary>
    static string Noted(string note) => PlainText.OneLine(note, AgendaItem.LongestNote);

    int Place(long? id) => IndexOf(Items, id);

    AgendaItem? At(int place) => Items is var items && place >= 0 && place < items.Length ? items[place] : null;

    static int IndexOf(ImmutableArray<AgendaItem> items, long? id) => items.IndexOf(items.FirstOrDefault(item => item.Id == id)!);

    /// <summary>Another meeting has another agenda.</summary>
    Known Read()
    {
        var meeting = air.Newest.Meeting.Opened;
        if (known is var now && now.Meeting == meeting)
            return now;
        lock (gate)
            return known = Of(meeting, store.Of(meeting));
    }

    /// <exception cref="NotKeptException">The disk refuses; the agenda is as it was.</exception>
    async Task Change(Func<ImmutableArray<AgendaItem>, ImmutableArray<AgendaItem>, (ImmutableArray<AgendaItem> Items, ImmutableArray<AgendaItem> Removed)> change)
    {
        // The provider writes synchronously: on a pool thread.
        await Task.Run(() =>
        {
            lock (gate)
            {
                var before = Read();
                var (items, removed) = change(before.Items, before.Removed);
                known = Of(before.Meeting, Keep(before.Meeting, [.. items.Select(item => Stored(before.Meeting, item, false)), .. removed.Select(item => Stored(before.Meeting, item, true))]));
            }
        });
        notices.Tell();
    }

    IReadOnlyList<StoredItem> Keep(long meeting, IReadOnlyList<StoredItem> items) => NotKeptException.Guard(() => store.Put(meeting, items));

    static Known Of(long meeting, IReadOnlyList<StoredItem> stored) => new(
        meeting,
        [.. stored.Where(item => !item.IsRemoved).Select(Item)],
        [.. stored.Where(item => item.IsRemoved).Select(Item)]);

    static AgendaItem Item(StoredItem stored) => new(stored.Id, Scene.Of(new(stored.Scene, stored.ParametersJson)), stored.Note);

    static StoredItem Stored(long meeting, AgendaItem item, bool isRemoved)
    {
        var entry = item.Scene.ToEntry();
        return new(item.Id, meeting, entry.Scene, entry.ParametersJson, item.Note, isRemoved);
    }

    sealed record Known(long Meeting, ImmutableArray<AgendaItem> Items, ImmutableArray<AgendaItem> Removed);
}
