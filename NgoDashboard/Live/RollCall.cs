using System.Collections.Concurrent;

namespace NgoDashboard.Live;

/// <summary>A screen that is connected, and what it last said that it painted.</summary>
/// <param name="Painted">0 until the first acknowledgement.</param>
/// <param name="Delay">From the moment when the painted version was taken; null until painted.</param>
public sealed record Presence(string Connection, string Point, string? Province, DateTimeOffset Since, long Painted, DateTimeOffset? PaintedAt, TimeSpan? Delay);

/// <summary>Who is there and which version they show. One for the whole server; safe on any thread, kept in memory only.</summary>
public sealed class RollCall(Air air, TimeProvider time)
{
    readonly ConcurrentDictionary<string, Presence> present = new();

    public IReadOnlyCollection<Presence> Present => [.. present.Values];

    public void Join(string connection, string point, string? province) =>
        present[connection] = new(connection, point, province, time.GetUtcNow(), 0, null, null);

    public void Leave(string connection) => present.TryRemove(connection, out _);

    /// <summary>An acknowledgement of a version that was never shown is a mistake or a lie, and counts for nothing.</summary>
    public void Painted(string connection, long version)
    {
        var now = air.Current;
        if (version > now.Version || !present.TryGetValue(connection, out var presence) || version <= presence.Painted)
            return;
        var at = time.GetUtcNow();
        var painted = presence with { Painted = version, PaintedAt = at, Delay = version == now.Version ? at - now.At : presence.Delay };
        present.TryUpdate(connection, painted, presence);
    }
}
