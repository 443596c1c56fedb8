using System.Collections.Immutable;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Inbox;

/// <summary>
/// The provinces' requests to speak. A change is on disk when its task completes. Singleton; thread-safe.
/// </summary>
public sealed class SpeakingQueue(SpeakingQueueStore store, SubmissionLimits limits, TimeProvider time)
{
    readonly PersistedList<SpeakingRequest> requests = new(store.LoadRequests());

    /// <summary>The request that is speaking, then those that wait, in the order that the desk has arranged.</summary>
    public IReadOnlyList<SpeakingRequest> OpenRequests =>
        [.. requests.All.Where(request => request.IsOpen).OrderBy(request => request.State == SpeakingRequestState.Waiting)];

    /// <summary>The province's own open request; null where it has none.</summary>
    public SpeakingRequest? OpenRequestOf(ProvinceCode province) =>
        requests.All.Find(request => request.Province == province && request.IsOpen);

    /// <summary>The position among the waiting requests, counted from 1.</summary>
    public int PositionOf(SpeakingRequest request) =>
        requests.All.Where(other => other.State == SpeakingRequestState.Waiting).TakeWhile(other => other.Id != request.Id).Count() + 1;

    public IDisposable Subscribe(Action notice) => requests.Subscribe(notice);

    /// <summary>At most one open request per province.</summary>
    /// <returns>Why the request was rejected; empty where it was submitted.</returns>
    /// <exception cref="NotSavedException">The write failed; nothing was submitted.</exception>
    public Task<IReadOnlyList<Finding>> Submit(ProvinceCode province, Operator actor, string subject) =>
        requests.Change<IReadOnlyList<Finding>>(rows =>
        {
            var sanitized = TextSanitizer.SanitizeLine(subject);
            var own = rows.Where(request => request.Province == province).ToArray();
            var findings = new List<Finding>();
            if (sanitized.Length > SpeakingRequest.MaxSubjectLength)
                findings.Add(new(FindingKind.SubjectTooLong, "subject", SpeakingRequest.MaxSubjectLength));
            if (own.Any(request => request.IsOpen))
                findings.Add(new(FindingKind.AlreadyInQueue, ""));
            if (limits.Check([.. own.Select(request => (request.KeyId, request.OccurredAt))], actor) is { } limit)
                findings.Add(limit);
            return findings.Count > 0
                ? (rows, findings)
                : (store.SaveRequests(rows.Add(new(0, province, actor.Name, actor.KeyId, time.GetUtcNow(), sanitized))), []);
        });

    public Task<bool> Withdraw(ProvinceCode province) => Change(rows =>
        rows.Find(request => request.Province == province && request.CanBecome(SpeakingRequestState.Withdrawn)) is { } found
            ? rows.Replace(found, found with { State = SpeakingRequestState.Withdrawn })
            : null);

    /// <summary>Gives the floor to that request; the one that was speaking is done.</summary>
    public Task<bool> Invite(long id) => Change(rows =>
        rows.Find(request => request.Id == id && request.CanBecome(SpeakingRequestState.Speaking)) is null
            ? null
            : [.. rows.Select(request => request.Id == id ? request with { State = SpeakingRequestState.Speaking }
                : request.State == SpeakingRequestState.Speaking ? request with { State = SpeakingRequestState.Done }
                : request)]);

    /// <param name="state">Done, dropped or waiting; any other is ignored.</param>
    public Task<bool> SetState(long id, SpeakingRequestState state) => Change(rows =>
        state is SpeakingRequestState.Done or SpeakingRequestState.Skipped or SpeakingRequestState.Waiting
            && rows.Find(request => request.Id == id && request.CanBecome(state)) is { } found
            ? rows.Replace(found, found with { State = state })
            : null);

    /// <param name="index">The new position among the waiting requests, counted from 0.</param>
    public Task<bool> Move(long id, int index) => Change(rows =>
        rows.Find(request => request.Id == id && request.State == SpeakingRequestState.Waiting) is { } moved
            ? rows.MoveInQueue(moved, index, request => request.State == SpeakingRequestState.Waiting)
            : null);

    Task<bool> Change(Func<ImmutableList<SpeakingRequest>, ImmutableList<SpeakingRequest>?> change) =>
        requests.Change(rows => change(rows) is { } next ? (store.SaveRequests(next), true) : ((IEnumerable<SpeakingRequest>)rows, false));
}
