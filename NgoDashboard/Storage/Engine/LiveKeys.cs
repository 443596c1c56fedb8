using System.Collections.Immutable;
using NgoDashboard.Storage.Access;

namespace NgoDashboard.Storage.Engine;

/// <summary>A key was revoked and something was still to be done with it. Nothing is done; whoever asked is told to sign in.</summary>
public sealed class KeyRevokedException(string? keyId) : Exception($"The key {keyId} is not live: nothing was written with it.")
{
    public string? KeyId => keyId;
}

/// <summary>
/// Which keys are live, and of the desks' keys who issued them: asked by the database before each write, so that no store writes with
/// a revoked key, and by the desk where it needs two persons. The keyring fills it. One for each database; safe on any thread; reading
/// takes no lock.
/// </summary>
public sealed class LiveKeys
{
    /// <summary>The issuer of desk keys from before issuers were written down: unknown, so all of them count as one person.</summary>
    public const string UnknownIssuer = "before";

    readonly Lock gate = new();
    volatile KnownKeys known = new(ImmutableHashSet<string>.Empty, ImmutableDictionary<string, KeyRecord>.Empty);

    /// <summary>Told of a key that the desk issued, revoked or approved, as it is stored now; before the desk does anything else.</summary>
    public event Action<KeyRecord>? KeyChanged;

    /// <summary>Two desk keys that are live belong to two persons.</summary>
    public bool HasTwoPersons
    {
        get
        {
            var desks = LiveDeskKeys;
            return desks.Any(one => desks.Any(other => AreTwoPersons(one.Id, other.Id)));
        }
    }

    IReadOnlyList<KeyRecord> LiveDeskKeys => known is var now ? [.. now.Desks.Values.Where(key => now.Live.Contains(key.Id))] : [];

    public bool IsLive(string? keyId) => keyId is not null && known.Live.Contains(keyId);

    /// <exception cref="KeyRevokedException">It is not.</exception>
    public void ThrowIfNotLive(string? keyId)
    {
        if (!IsLive(keyId))
            throw new KeyRevokedException(keyId);
    }

    /// <summary>The desk key with that id, revoked or not.</summary>
    public KeyRecord? FindDeskKey(string? keyId) => keyId is null ? null : known.Desks.GetValueOrDefault(keyId);

    /// <summary>
    /// Neither of the two desk keys descends from the other, and no key issued both, however far back: one person can issue any
    /// number of keys, and only the console, or a second person who approved it, makes a key that stands for somebody else.
    /// </summary>
    public bool AreTwoPersons(string one, string other) =>
        known is var now && now.Desks.ContainsKey(one) && now.Desks.ContainsKey(other) && !now.IssuerChain(one).Overlaps(now.IssuerChain(other));

    /// <summary>What is stored, when the server starts and after keys were issued or revoked.</summary>
    public void SetKeys(IEnumerable<KeyRecord> keys)
    {
        lock (gate)
            known = keys.Aggregate(known, (now, key) => now.WithKey(key));
    }

    /// <summary>One key as the desk has stored it, told to whoever follows.</summary>
    internal void SetKeyAndNotify(KeyRecord key)
    {
        SetKeys([key]);
        KeyChanged?.Invoke(key);
    }

    sealed record KnownKeys(ImmutableHashSet<string> Live, ImmutableDictionary<string, KeyRecord> Desks)
    {
        const string DeskRole = "desk";

        public KnownKeys WithKey(KeyRecord key) => new(
            key.RevokedAt is null ? Live.Add(key.Id) : Live.Remove(key.Id),
            key.Role == DeskRole ? Desks.SetItem(key.Id, key) : Desks);

        /// <summary>The key and those that it comes from, up to the console or to one that a second person approved.</summary>
        public HashSet<string> IssuerChain(string keyId)
        {
            var line = new HashSet<string>();
            for (string? one = keyId; one is not null && line.Add(one);)
                one = Desks.GetValueOrDefault(one) is { ApprovedBy: null } key ? key.IssuedBy : null;
            return line;
        }
    }
}

/// <summary>
/// The key with which the current flow of execution works: a request, or what a person does on a page. Everything that it calls, on
/// whichever thread, writes with this key or not at all. The server's own work has none.
/// </summary>
public static class ActingKey
{
    static readonly AsyncLocal<string?> current = new();

    public static string? Id => current.Value;

    /// <summary>From here to the end of the calling method's flow.</summary>
    public static void SetId(string? keyId) => current.Value = keyId;
}
