using System.Threading.Channels;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>
/// Writes down which point was there, and when, as the roll call tells it, and how far each version came. In the background: no
/// connection ever waits for the disk, and one that refuses costs only what it refused, which is written once it takes it.
/// </summary>
public sealed class Attendance(RollCall rollCall, Reaches reaches, Air air, AttendanceStore store, TimeProvider time, ILogger<Attendance> log)
    : IHostedService, IDisposable
{
    /// <summary>What a server that dies without a word cannot tell of those who were there.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>So many in a transaction: while it is written the desk's take waits.</summary>
    const int AtOnce = 250;

    readonly Channel<Told> told = Channel.CreateUnbounded<Told>(new() { SingleReader = true });
    readonly Dictionary<string, Stay> here = [];
    readonly Dictionary<string, Stay> unwritten = [];
    ITimer? beat;
    Task writing = Task.CompletedTask;
    bool isRefused;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Try(store.CloseOpen);
        rollCall.Recall(store.LastSeen());
        var version = air.Current.Version;
        reaches.Start(store.Reaches(version, version) is [var before] ? before : null);
        rollCall.Joined += Joined;
        rollCall.Left += Left;
        beat = time.CreateTimer(_ => told.Writer.TryWrite(new(null, IsGone: false)), null, Every, Timeout.InfiniteTimeSpan);
        writing = Task.Run(Write, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Whoever is still there leaves with the server.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        rollCall.Joined -= Joined;
        rollCall.Left -= Left;
        foreach (var presence in rollCall.Present)
            Left(presence);
        reaches.Stop();
        told.Writer.TryComplete();
        try
        {
            await writing.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The server may not wait any longer. What is not written is closed at its last sign when it starts again.
        }
    }

    public void Dispose() => beat?.Dispose();

    /// <summary>
    /// As long as it was there by the time that passes, whatever the clock was set to meanwhile. Where it was set, what it says now is
    /// believed, and the coming is reckoned back from there.
    /// </summary>
    internal static Stay StayOf(Presence presence, DateTimeOffset now, TimeSpan there)
    {
        var joined = (now - there - presence.Since).Duration() < ClockWatch.Tolerance ? presence.Since : now - there;
        return StayOf(presence, joined, joined + there);
    }

    static Stay StayOf(Presence presence, DateTimeOffset joined, DateTimeOffset seen) => new(
        presence.Connection, presence.Who.Name, presence.Who.Province, joined, seen, null,
        presence.FirstPainted > 0 ? presence.FirstPainted : null, presence.Painted > 0 ? presence.Painted : null, presence.Who.Point, presence.Who.Address);

    void Joined(Presence presence) => told.Writer.TryWrite(new(StayOf(presence, presence.Since, TimeSpan.Zero), IsGone: false));

    void Left(Presence presence) => told.Writer.TryWrite(new(StayNow(presence), IsGone: true));

    Stay StayNow(Presence presence) => StayOf(presence, time.GetUtcNow(), rollCall.StayOf(presence));

    async Task Write()
    {
        while (await told.Reader.WaitToReadAsync())
        {
            var isBeat = false;
            // All that came meanwhile is written together: after an outage every point comes back at once.
            while (told.Reader.TryRead(out var news))
            {
                if (news.Stay is { } stay)
                    Note(stay, news.IsGone);
                else
                    isBeat = true;
            }

            if (isBeat)
                SeeAll();
            WriteStays();
            if (!isBeat)
                continue;
            WriteReaches();
            beat!.Change(Every, Timeout.InfiniteTimeSpan);
        }

        WriteReaches();
    }

    void WriteStays()
    {
        foreach (var stays in unwritten.Values.Chunk(AtOnce))
        {
            if (!Try(() => store.Put(stays)))
                return;
            foreach (var stay in stays)
                unwritten.Remove(stay.Connection);
        }
    }

    void WriteReaches()
    {
        var due = reaches.Due;
        if (due.Count > 0 && Try(() => store.PutReaches(due)))
            reaches.Written(due);
    }

    void Note(Stay stay, bool isGone)
    {
        if (!isGone)
            here[stay.Connection] = stay;
        else if (here.Remove(stay.Connection))
            stay = stay with { LeftAt = stay.SeenAt };
        else
            return;
        unwritten[stay.Connection] = stay;
    }

    void SeeAll()
    {
        foreach (var presence in rollCall.Present)
        {
            // Not told of yet, or gone already: its own news says so.
            if (here.ContainsKey(presence.Connection))
                unwritten[presence.Connection] = here[presence.Connection] = StayNow(presence);
        }
    }

    bool Try(Action write)
    {
        try
        {
            write();
            isRefused = false;
            return true;
        }
        catch (StorageException broken)
        {
            if (!isRefused)
                log.LogError(broken, "Attendance could not be written; it is kept in memory until it can.");
            isRefused = true;
            return false;
        }
    }

    /// <param name="Stay">Null for the beat, at which everybody who is there is seen.</param>
    readonly record struct Told(Stay? Stay, bool IsGone);
}
