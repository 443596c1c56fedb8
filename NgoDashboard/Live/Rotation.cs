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
    ITimer? timer;
    long version;

    public Round? Now { get; private set; }

    public IDisposable Subscribe(Action notice) => notices.Subscribe(notice);

    /// <returns>False where it cannot begin: an empty agenda, covered screens, or a meeting whose takes need two people.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not between <see cref="Shortest"/> and <see cref="Longest"/> seconds.</exception>
    public async Task<bool> Start(int seconds, Operator who)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, Shortest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, Longest);
        Stop();
        lock (gate)
        {
            Now = new(seconds, who);
            version = air.Newest.Version;
        }

        await Step();
        return Now is not null;
    }

    public void Stop()
    {
        lock (gate)
        {
            timer?.Dispose();
            (timer, Now) = (null, null);
        }

        notices.Tell();
    }

    public void Dispose() => timer?.Dispose();

    async Task Step()
    {
        var newest = air.Newest;
        if (Now is not { } round)
            return;
        var next = agenda.After(newest.Item) ?? agenda.After(null);
        if (next is null || newest.Version != version || newest.Cover != Cover.None || newest.Meeting.NeedsTwo
            || await desk.Take(Draft.Of(next.Scene) with { Item = next.Id }, round.By) is not Taken taken)
        {
            Stop();
            return;
        }

        lock (gate)
        {
            // Stopped, or begun anew by somebody, while the disk was at work.
            if (Now != round)
                return;
            version = taken.Now.Version;
            timer?.Dispose();
            // One after another: the next waits its time from when this one is on air.
            timer = time.CreateTimer(_ => _ = Step(), null, TimeSpan.FromSeconds(round.Seconds), Timeout.InfiniteTimeSpan);
        }

        notices.Tell();
    }
}
