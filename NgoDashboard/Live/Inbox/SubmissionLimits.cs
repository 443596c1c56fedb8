using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.Inbox;

/// <summary>
/// How much one key, and one province, may send to the desk. A person types; what comes faster is a program that holds an officer's key, and
/// each row of it is drawn anew for everybody who follows the list, and kept for good. Counted from the rows themselves, withdrawn ones
/// too: taking back and sending again does not get past it, and neither does a restart. One for the whole server; safe on any thread.
/// </summary>
public sealed class SubmissionLimits(LiveBriefing air, JournalStore journal, TimeProvider time)
{
    /// <summary>
    /// Of one key within a minute, of each kind: one in six seconds is somebody who pastes from a list that is ready. The desk, which must
    /// read all of it, is slower.
    /// </summary>
    public const int MaxPerMinute = 10;

    /// <summary>
    /// Proposals, and requests to speak, of one province within one meeting: one for each minute of half a day. With 34 provinces that is
    /// 8,160 rows in all, which the lists still draw.
    /// </summary>
    public const int MaxPerMeeting = 240;

    /// <summary>
    /// Amendments of one province within one meeting: a form has 25 figures for a year, so this is forty years of them, or ten years corrected
    /// four times. They are asked for weeks before a meeting is held, too.
    /// </summary>
    public const int MaxAmendmentsPerMeeting = 1_000;

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    MeetingOpening? meetingOpening;

    /// <param name="sent">Of that province, of one kind, who sent it and when.</param>
    /// <returns>Null where one more may be sent.</returns>
    /// <exception cref="StorageException">The journal cannot be read.</exception>
    internal Finding? Check(IReadOnlyCollection<(string KeyId, DateTimeOffset At)> sent, Operator actor, int maxPerMeeting = MaxPerMeeting)
    {
        // Where the clock was set back, what was sent before it is of the future: it counts, as it does for everything later.
        var minuteAgo = time.GetUtcNow() - Minute;
        if (sent.Count(one => one.KeyId == actor.KeyId && one.At > minuteAgo) >= MaxPerMinute)
            return new(FindingKind.TooManyThisMinute, "", MaxPerMinute);
        var since = MeetingOpenedAt();
        return sent.Count(one => one.At >= since) >= maxPerMeeting ? new(FindingKind.TooManyThisMeeting, "", maxPerMeeting) : null;
    }

    DateTimeOffset MeetingOpenedAt()
    {
        var meeting = air.Newest.Meeting.OpenedVersion;
        if (meetingOpening is { } known && known.OpenedVersion == meeting)
            return known.OpenedAt;
        var at = journal.LoadInstant(meeting);
        meetingOpening = new(meeting, at);
        return at;
    }

    /// <summary>When the meeting was opened that is held; read by several threads, so one reference.</summary>
    sealed record MeetingOpening(long OpenedVersion, DateTimeOffset OpenedAt);
}
