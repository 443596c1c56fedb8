using System.Collections.Immutable;
using NgoDashboard.Figures;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>
/// Who asks to speak, and who speaks. What is changed is on the disk when the call returns. One for the whole server; safe on any
/// thread.
/// </summary>
public sealed class Floor(FloorStore store, SentLimits limits, TimeProvider time)
{
    readonly Kept<FloorRequest> kept = new(store.All());

    /// <summary>Whoever speaks, then those that wait, in the order of the desk.</summary>
    public IReadOnlyList<FloorRequest> Queue => [.. kept.All.Where(one => one.IsOpen).OrderBy(one => one.State == FloorState.Waiting)];

    /// <summary>That province's own request, and no other's; null where it has none.</summary>
    public FloorRequest? Of(ProvinceCode province) => kept.All.Find(one => one.Province == province && one.IsOpen);

    /// <summary>Its place among those that wait, counted from 1.</summary>
    public int Place(FloorRequest request) => kept.All.Where(one => one.State == FloorState.Waiting).TakeWhile(one => one.Id != request.Id).Count() + 1;

    public IDisposable Subscribe(Action notice) => kept.Subscribe(notice);

    /// <summary>One of each province at a time: asked twice, it is asked once.</summary>
    /// <returns>Why it was not asked; nothing where it was.</returns>
    /// <exception cref="NotKeptException">The disk refuses; nothing is asked.</exception>
    public Task<IReadOnlyList<Finding>> Ask(ProvinceCode province, Operator who, string subject) => kept.Change<IReadOnlyList<Finding>>(rows =>
    {
        var said = PlainText.OneLine(subject);
        var findings = new List<Finding>();
        if (said.Length > FloorRequest.LongestSubject)
            findings.Add(new(FindingKind.SubjectTooLong, "subject", FloorRequest.LongestSubject));
        if (rows.Exists(one => one.Province == province && one.IsOpen))
            findings.Add(new(FindingKind.AlreadyAsked, ""));
        if (limits.Check([.. rows.Where(one => one.Province == province).Select(one => (one.KeyId, one.At))], who) is { } limit)
            findings.Add(limit);
        return findings.Count > 0
            ? (rows, findings)
            : (store.Put(rows.Add(new(0, province, who.Name, who.KeyId, time.GetUtcNow(), said))), []);
    });

    public Task<bool> Withdraw(ProvinceCode province) => Change(rows =>
        rows.Find(one => one.Province == province && one.May(FloorState.Withdrawn)) is { } one ? rows.Replace(one, one with { State = FloorState.Withdrawn }) : null);

    /// <summary>That one speaks now; whoever spoke has finished.</summary>
    public Task<bool> Invite(long id) => Change(rows => rows.Find(one => one.Id == id && one.May(FloorState.Speaking)) is null ? null
        : [.. rows.Select(one => one.Id == id ? one with { State = FloorState.Speaking }
            : one.State == FloorState.Speaking ? one with { State = FloorState.Done }
            : one)]);

    /// <summary>Finished, passed over, or back among those that wait.</summary>
    public Task<bool> Become(long id, FloorState state) => Change(rows =>
        state is FloorState.Done or FloorState.Dropped or FloorState.Waiting && rows.Find(one => one.Id == id && one.May(state)) is { } one
            ? rows.Replace(one, one with { State = state })
            : null);

    /// <summary>To that place among those that wait, counted from 0.</summary>
    public Task<bool> Move(long id, int place) => Change(rows =>
        rows.Find(one => one.Id == id && one.State == FloorState.Waiting) is { } moved ? rows.Move(moved, place, one => one.State == FloorState.Waiting) : null);

    Task<bool> Change(Func<ImmutableList<FloorRequest>, ImmutableList<FloorRequest>?> change) =>
        kept.Change(rows => change(rows) is { } next ? (store.Put(next), true) : ((IEnumerable<FloorRequest>)rows, false));
}
