using System.Collections.Immutable;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Inbox;

/// <summary>
/// Who asks to speak, and who speaks. What is changed is on the disk when the call returns. One for the whole server; safe on any
/// thread.
/// </summary>
public sealed class SpeakingQueue(SpeakingQueueStore store, SubmissionLimits limits, TimeProvider time)
{
    readonly PersistedList<SpeakingRequest> requests = new(store.LoadRequests());

    /// <summary>Whoever speaks, then those that wait, in the order of the desk.</summary>
    public IReadOnlyList<SpeakingRequest> OpenRequests => [.. requests.All.Where(one => one.IsOpen).OrderBy(one => one.State == SpeakingRequestState.Waiting)];

    /// <summary>That province's own request, and no other's; null where it has none.</summary>
    public SpeakingRequest? OpenRequestOf(ProvinceCode province) => requests.All.Find(one => one.Province == province && one.IsOpen);

    /// <summary>Its place among those that wait, counted from 1.</summary>
    public int PositionOf(SpeakingRequest request) => requests.All.Where(one => one.State == SpeakingRequestState.Waiting).TakeWhile(one => one.Id != request.Id).Count() + 1;

    public IDisposable Subscribe(Action notice) => requests.Subscribe(notice);

    /// <summary>One of each province at a time: asked twice, it is asked once.</summary>
    /// <returns>Why it was not asked; nothing where it was.</returns>
    /// <exception cref="NotSavedException">The disk refuses; nothing is asked.</exception>
    public Task<IReadOnlyList<Finding>> Submit(ProvinceCode province, Operator actor, string subject) => requests.Change<IReadOnlyList<Finding>>(rows =>
    {
        var said = TextSanitizer.SanitizeLine(subject);
        var findings = new List<Finding>();
        if (said.Length > SpeakingRequest.MaxSubjectLength)
            findings.Add(new(FindingKind.SubjectTooLong, "subject", SpeakingRequest.MaxSubjectLength));
        if (rows.Exists(one => one.Province == province && one.IsOpen))
            findings.Add(new(FindingKind.AlreadyAsked, ""));
        if (limits.Check([.. rows.Where(one => one.Province == province).Select(one => (one.KeyId, one.OccurredAt))], actor) is { } limit)
            findings.Add(limit);
        return findings.Count > 0
            ? (rows, findings)
            : (store.SaveRequests(rows.Add(new(0, province, actor.Name, actor.KeyId, time.GetUtcNow(), said))), []);
    });

    public Task<bool> Withdraw(ProvinceCode province) => Change(rows =>
        rows.Find(one => one.Province == province && one.CanBecome(SpeakingRequestState.Withdrawn)) is { } one ? rows.Replace(one, one with { State = SpeakingRequestState.Withdrawn }) : null);

    /// <summary>That one speaks now; whoever spoke has finished.</summary>
    public Task<bool> Invite(long id) => Change(rows => rows.Find(one => one.Id == id && one.CanBecome(SpeakingRequestState.Speaking)) is null ? null
        : [.. rows.Select(one => one.Id == id ? one with { State = SpeakingRequestState.Speaking }
            : one.State == SpeakingRequestState.Speaking ? one with { State = SpeakingRequestState.Done }
            : one)]);

    /// <summary>Finished, passed over, or back among those that wait.</summary>
    public Task<bool> SetState(long id, SpeakingRequestState state) => Change(rows =>
        state is SpeakingRequestState.Done or SpeakingRequestState.Dropped or SpeakingRequestState.Waiting && rows.Find(one => one.Id == id && one.CanBecome(state)) is { } one
            ? rows.Replace(one, one with { State = state })
            : null);

    /// <summary>To that place among those that wait, counted from 0.</summary>
    public Task<bool> Move(long id, int index) => Change(rows =>
        rows.Find(one => one.Id == id && one.State == SpeakingRequestState.Waiting) is { } moved ? rows.MoveInQueue(moved, index, one => one.State == SpeakingRequestState.Waiting) : null);

    Task<bool> Change(Func<ImmutableList<SpeakingRequest>, ImmutableList<SpeakingRequest>?> change) =>
        requests.Change(rows => change(rows) is { } next ? (store.SaveRequests(next), true) : ((IEnumerable<SpeakingRequest>)rows, false));
}
