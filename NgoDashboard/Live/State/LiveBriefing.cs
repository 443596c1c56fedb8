using NgoDashboard.Live.Commands;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.State;

/// <summary>
/// What is on air now, and who wants to know when it changes. One for the whole server; safe on any thread. A notice carries
/// nothing: whoever gets one reads <see cref="Current"/>, so a late or doubled notice does no harm.
/// </summary>
public sealed class LiveBriefing
{
    readonly Lock gate = new();
    readonly ChangeNotifier notifier = new();
    volatile BriefingState current;
    volatile BriefingState newest;

    public LiveBriefing(BriefingState first) => current = newest = first;

    public LiveBriefing(BriefingState shown, BriefingState newest) => (current, this.newest) = (shown, newest);

    /// <summary>What the screens show, and all that anybody outside of the desk is told.</summary>
    public BriefingState Current => current;

    /// <summary>The newest version of the journal: ahead of the screens while they are held or covered, else the same.</summary>
    public BriefingState Newest => newest;

    /// <summary>
    /// The current state and every notice after it, with nothing falling between. Notices come on a thread of the pool, in the
    /// subscriber's own culture, one subscriber not waiting for another, and none that throws ending the meeting.
    /// </summary>
    /// <returns>Dispose it to be forgotten.</returns>
    public (BriefingState Now, IDisposable Subscription) Subscribe(Action notice)
    {
        lock (gate)
            return (current, notifier.Subscribe(notice));
    }

    /// <summary>
    /// Told of every version that the screens are to show, one by one, which a notice does not promise; on the desk's own thread:
    /// whoever listens must not wait for anything.
    /// </summary>
    internal event Action<BriefingState>? VersionShown;

    /// <summary>How many listen: what is left behind by a page that closed would show here.</summary>
    public int SubscriberCount => notifier.SubscriberCount;

    /// <summary>
    /// For the <see cref="Desk"/> alone, after the version is stored. While the screens are covered they stay at the version that
    /// covered them.
    /// </summary>
    internal void Publish(BriefingState next)
    {
        bool isShown;
        lock (gate)
        {
            if (next.Version <= newest.Version)
                throw new InvalidOperationException($"Version {next.Version} is not newer than {newest.Version}, the newest.");
            isShown = next.Cover == Cover.None || next.Cover != newest.Cover;
            // In this order: whoever reads what the screens show, and then the newest, never finds the screens ahead of the journal.
            newest = next;
            if (isShown)
                current = next;
        }

        if (isShown)
            VersionShown?.Invoke(next);
        notifier.Notify();
    }

    /// <summary>What a restarted server puts on air: the state that the journal ends with, or the one that covers it.</summary>
    public static LiveBriefing Resume(JournalStore journal, bool isRehearsal)
    {
        var stored = journal.LoadState();
        var newest = Of(stored);
        return newest.Cover == Cover.None || stored.CoverVersion == stored.Version
            ? new(newest)
            : new(Of(journal.LoadState(stored.CoverVersion)), newest);

        BriefingState Of(BriefingStateRecord version) => BriefingState.FromStored(version, isRehearsal) with { Journal = BriefingIdentity.From(journal.Identity) };
    }
}
