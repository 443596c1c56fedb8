using System.Collections.Immutable;

namespace NgoDashboard.Storage.Engine;

/// <summary>
/// Thrown when a caller writes with a key that has been revoked since. Nothing is stored; page and API ask for a sign-in.
/// </summary>
public sealed class KeyRevokedException(string? keyId) : Exception($"The key {keyId} is not live: nothing was written with it.")
{
    public string? KeyId => keyId;
}

/// <summary>
/// The keys that are not revoked, and the issuers of desk keys. The database checks it before each write, so that no store writes with a
/// revoked key, and the desk checks it where an approval needs a second person. Filled by the keyring; one for each database. Safe on
/// any thread; reading takes no lock.
/// </summary>
public sealed class LiveKeys
{
    /// <summary>
    /// Issuer of desk keys from before schema 8, which did not record it: as it is unknown, all of them count as one person.
    /// </summary>
    public const string UnknownIssuer = "before";

    readonly Lock gate = new();
    volatile KnownKeys known = new(ImmutableHashSet<string>.Empty, ImmutableDictionary<string, KeyRecord>.Empty);

    /// <summary>
    /// Raised after the desk has stored a key that it issued, revoked or approved, on the desk's thread, before its next command.
    /// </summary>
    public event Action<KeyRecord>? KeyChanged;

    /// <summary>True if two live desk keys belong to two persons, so that four-eyes approvals are possible.</summary>
    public bool HasTwoPersons
    {
        get
        {
            var deskKeys = LiveDeskKeys;
            return deskKeys.Any(first => deskKeys.Any(second => AreTwoPersons(first.Id, second.Id)));
        }
    }

    IReadOnlyList<KeyRecord> LiveDeskKeys => known is var now ? [.. now.Desks.Values.Where(key => now.Live.Contains(key.Id))] : [];

    public bool IsLive(string? keyId) => keyId is not null && known.Live.Contains(keyId);

    /// <exception cref="KeyRevokedException">The key is revoked or unknown.</exception>
    public void ThrowIfNotLive(string? keyId)
    {
        if (!IsLive(keyId))
            throw new KeyRevokedException(keyId);
    }

    /// <summary>The desk key with that id, revoked or not; null for other keys.</summary>
    public KeyRecord? FindDeskKey(string? keyId) => keyId is null ? null : known.Desks.GetValueOrDefault(keyId);

    /// <summary>
    /// True if neither desk key descends from the other and no key is an ancestor of both. One person can issue any number of keys to
    /// themselves; only a key from the console, or one that a second person approved, stands for another person.
    /// </summary>
    public bool AreTwoPersons(string one, string other) =>
        known is var now && now.Desks.ContainsKey(one) && now.Desks.ContainsKey(other)
        && !now.IssuerChain(one).Overlaps(now.IssuerChain(other));

    /// <summary>Adds or updates stored keys: all at the start, later those that were issued or revoked.</summary>
    public void SetKeys(IEnumerable<KeyRecord> keys)
    {
        lock (gate)
            known = keys.Aggregate(known, (now, key) => now.WithKey(key));
    }

    /// <summary>Updates a key that the desk has stored and raises <see cref="KeyChanged"/>.</summary>
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

        /// <summary>The key and its issuers, up to one that the console issued or a second person approved.</summary>
        public HashSet<string> IssuerChain(string keyId)
        {
            var chain = new HashSet<string>();
            for (string? current = keyId; current is not null && chain.Add(current);)
                current = Desks.GetValueOrDefault(current) is { ApprovedBy: null } key ? key.IssuedBy : null;
            return chain;
        }
    }
}

/// <summary>
/// The access key of the current async flow: that of the request, or of the user of the page. Everything that the flow calls, on any
/// thread, writes with this key or not at all. Null in the server's own work, such as timers.
/// </summary>
public static class ActingKey
{
    static readonly AsyncLocal<string?> current = new();

    public static string? Id => current.Value;

    /// <summary>Applies to the rest of the calling method and to what it calls (<see cref="AsyncLocal{T}"/>).</summary>
    public static void SetId(string? keyId) => current.Value = keyId;
}
