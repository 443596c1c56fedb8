using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.Inbox;

/// <summary>
/// Rate limits for what one key, and one province, may send to the desk, because every row is stored for good and drawn on the page of
/// every operator. Counted from the stored rows, also withdrawn ones, so that neither withdrawing nor a restart resets them. Singleton;
/// thread-safe.
/// </summary>
public sealed class SubmissionLimits(LiveBriefing briefing, JournalStore journal, TimeProvider time)
{
    /// <summary>
    /// Per key and kind: one every six seconds is as fast as an officer can paste from a prepared list, and faster than the desk can read.
    /// More comes from a program.
    /// </summary>
    public const int MaxPerMinute = 10;

    /// <summary>
    /// Per province and kind (proposals, speaking requests): one per minute for four hours. With 34 provinces that is 8,160 rows, which the
    /// lists can still draw.
    /// </summary>
    public const int MaxPerMeeting = 240;

    /// <summary>
    /// Amendments per province: a form has 25 figures per year, so this is forty years of them, or ten years corrected four times. Higher
    /// than <see cref="MaxPerMeeting"/>, because provinces also send amendments in the weeks before the meeting.
    /// </summary>
    public const int MaxAmendmentsPerMeeting = 1_000;

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    MeetingOpening? meetingOpening;

    /// <param name="sent">All rows of one kind from one province: the key that sent each, and when.</param>
    /// <returns>Null where one more is allowed.</returns>
    /// <exception cref="StorageException">The journal cannot be read.</exception>
    internal Finding? Check(IReadOnlyCollection<(string KeyId, DateTimeOffset At)> sent, Operator actor, int maxPerMeeting = MaxPerMeeting)
    {
        // No upper bound: after the clock was set back, rows with a future time still count.
        var minuteAgo = time.GetUtcNow() - Minute;
        if (sent.Count(submission => submission.KeyId == actor.KeyId && submission.At > minuteAgo) >= MaxPerMinute)
            return new(FindingKind.TooManyThisMinute, "", MaxPerMinute);
        var since = MeetingOpenedAt();
        return sent.Count(submission => submission.At >= since) >= maxPerMeeting
            ? new(FindingKind.TooManyThisMeeting, "", maxPerMeeting)
            : null;
    }

    DateTimeOffset MeetingOpenedAt()
    {
        var meeting = briefing.Newest.Meeting.OpenedVersion;
        if (meetingOpening is { } cached && cached.OpenedVersion == meeting)
            return cached.OpenedAt;
        var at = journal.LoadInstant(meeting);
        meetingOpening = new(meeting, at);
        return at;
    }

    /// <summary>Cached opening time of the current meeting; one reference, because several threads read it without a lock.</summary>
    sealed record MeetingOpening(long OpenedVersion, DateTimeOffset OpenedAt);
}
