namespace NgoDashboard.Live;

/// <summary>Which scenes follow one another by themselves, and who began it.</summary>
public sealed record Round(int Seconds, Operator By);

/// <summary>
/// The hour before the meeting: the scenes of the agenda, one after another, again and again. Whatever else goes on air ends it, and
/// so does a restart. One for the whole server; safe on any thread.
/// </summary>
public sealed class Rotation(Agenda agenda, Desk desk, Air air, TimeProvider time) : IDisposable
{
    public const int Shortest = 5;
    public const int Longest = 600;

    readonly Lock gate = new();
    readonly Notices notices = new();
    Round? round;
    IDisposable? watch;
    ITimer? timer;

    /// <summary>The version that it put on air; null while it is at the next.</summary>
    long? shown;

    public Round? Now
    {
        get
        {
            lock (gate)
                return round;
        }
    }

    public IDisposable Subscribe(Action notice) => notices.Subscribe(notice);

    /// <returns>False where it cannot begin: an empty agenda, covered screens, or a meeting whose takes need two people.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not between <see cref="Shortest"/> and <see cref="Longest"/> seconds.</exception>
    public async Task<bool> Start(int seconds, Operator who)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, Shortest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, Longest);
        var begun = new Round(seconds, who);
        lock (gate)
        {
            End();
            round = begun;
            watch = air.Subscribe(Look).Subscription;
        }

        await Step(begun, air.Newest);
        return ReferenceEquals(Now, begun);
    }

    public void Stop()
    {
        lock (gate)
            End();
        notices.Tell();
    }

    public void Dispose()
    {
        lock (gate)
            End();
    }

    void End()
    {
        timer?.Dispose();
        watch?.Dispose();
        (round, watch, timer, shown) = (null, null, null, null);
    }

    /// <summary>At once, and not at the next step: whoever puts something on air must not lose it to the rotation.</summary>
    void Look()
    {
        lock (gate)
        {
            if (shown is not { } own || air.Newest.Version == own)
                return;
            End();
        }

        notices.Tell();
    }

    async Task Step(Round of, OnAir over)
    {
        lock (gate)
        {
            // Stopped, or begun anew by somebody, as it was about to.
            if (!ReferenceEquals(round, of))
                return;
            shown = null;
        }

        OnAir? taken = null;
        try
        {
            taken = await Take(of, over);
        }
        finally
        {
            Settle(of, taken);
        }
    }

    async Task<OnAir?> Take(Round of, OnAir over)
    {
        if (over.Cover != Cover.None || over.Meeting.NeedsTwo || (agenda.After(over.Item) ?? agenda.After(null)) is not { } next)
            return null;
        // Over that version only: what somebody takes meanwhile stays on air.
        var outcome = await desk.Do(new TakeWish(Draft.Of(next.Scene) with { Item = next.Id }, over.Version), of.By);
        return (outcome as Taken)?.Now;
    }

    void Settle(Round of, OnAir? taken)
    {
        lock (gate)
        {
            if (!ReferenceEquals(round, of))
                return;
            if (taken is null || air.Newest.Version != taken.Version)
            {
                End();
            }
            else
            {
                shown = taken.Version;
                timer?.Dispose();
                // One after another: the next waits its time from when this one is on air.
                timer = time.CreateTimer(_ => _ = Step(of, taken), null, TimeSpan.FromSeconds(of.Seconds), Timeout.InfiniteTimeSpan);
            }
        }

        notices.Tell();
    }
}
