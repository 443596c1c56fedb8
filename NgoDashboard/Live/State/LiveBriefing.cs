using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.State;

/// <summary>
/// Publishes what is on air. Notifications carry no data: subscribers read <see cref="Current"/>, so late or duplicate notifications are
/// harmless. Singleton; thread-safe.
/// </summary>
public sealed class LiveBriefing
{
    readonly Lock gate = new();
    readonly ChangeNotifier notifier = new();
    volatile BriefingState current;
    volatile BriefingState newest;

    public LiveBriefing(BriefingState first) => current = newest = first;

    public LiveBriefing(BriefingState shown, BriefingState newest) => (current, this.newest) = (shown, newest);

    /// <summary>What the screens show. Whatever is shown to anyone but the desk is made from this.</summary>
    public BriefingState Current => current;

    /// <summary>The newest version of the journal: newer than <see cref="Current"/> while the screens are held or covered.</summary>
    public BriefingState Newest => newest;

    /// <summary>
    /// Returns the current state and subscribes atomically, so that no change in between is missed. Notifications run on pool threads, in
    /// the subscriber's culture, independently of each other; an exception in one affects nothing else.
    /// </summary>
    /// <returns>Dispose the subscription to unsubscribe.</returns>
    public (BriefingState Now, IDisposable Subscription) Subscribe(Action notice)
    {
        lock (gate)
            return (current, notifier.Subscribe(notice));
    }

    /// <summary>
    /// Raised for every single version that the screens are to show, which <see cref="Subscribe"/> does not guarantee. On the desk's
    /// thread: handlers must not block.
    /// </summary>
    internal event Action<BriefingState>? VersionShown;

    /// <summary>For tests: reveals subscriptions that a closed page has left behind.</summary>
    public int SubscriberCount => notifier.SubscriberCount;

    /// <summary>
    /// For the desk alone, after it has stored the version. Held or covered screens stay at the version that held or covered them.
    /// </summary>
    /// <exception cref="InvalidOperationException">The version is not newer than <see cref="Newest"/>.</exception>
    internal void Publish(BriefingState next)
    {
        bool isShown;
        lock (gate)
        {
            if (next.Version <= newest.Version)
                throw new InvalidOperationException($"Version {next.Version} is not newer than {newest.Version}, the newest.");
            isShown = next.Cover == Cover.None || next.Cover != newest.Cover;
            // Newest first: a reader that reads Current and then Newest must never find the screens ahead of the journal.
            newest = next;
            if (isShown)
                current = next;
        }

        if (isShown)
            VersionShown?.Invoke(next);
        notifier.Notify();
    }

    /// <summary>Loads the state after a restart: the newest version, and the version that holds or covers the screens, if any.</summary>
    public static LiveBriefing Resume(JournalStore journal, bool isRehearsal)
    {
        var stored = journal.LoadState();
        var newest = ToState(stored);
        return newest.Cover == Cover.None || stored.CoverVersion == stored.Version
            ? new(newest)
            : new(ToState(journal.LoadState(stored.CoverVersion)), newest);

        BriefingState ToState(BriefingStateRecord version) =>
            BriefingState.FromStored(version, isRehearsal) with { Journal = BriefingIdentity.From(journal.Identity) };
    }
}
