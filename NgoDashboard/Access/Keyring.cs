using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Storage;

namespace NgoDashboard.Access;

/// <summary>
/// All live keys. One for the whole server; safe on any thread. Reading takes no lock and touches no disk: every request of every
/// screen asks it.
/// </summary>
public sealed class Keyring
{
    const int KeyBytes = 32;
    const int LongestKey = 200;

    readonly Lock gate = new();
    readonly KeyStore store;
    readonly TimeProvider time;
    readonly AccessKey? configured;
    volatile Held held;

    public Keyring(KeyStore store, IConfiguration configuration, TimeProvider time)
    {
        (this.store, this.time) = (store, time);
        held = store.All().Where(key => key.RevokedAt is null).Aggregate(Held.None, (all, key) => all.With(Text(key.Hash), Live(key)));
        if (configuration["Access:DeskKey"]?.Trim() is not { Length: > 0 } deskKey)
            return;
        // The id follows from the key, so that cookies given for it end when the setting changes.
        var hash = Hash(deskKey);
        configured = new("setting-" + hash[..12], Roles.Desk, null, Languages.In(Languages.Vietnamese, () => Words.Access["desk-label"]), time.GetUtcNow());
        held = held.With(hash, configured);
    }

    /// <summary>Told after a key was revoked, for what is connected with it.</summary>
    public event Action<AccessKey>? Revoked;

    public bool HasDeskKey => held.ById.Values.Any(key => key.Role == Roles.Desk);

    /// <summary>The keys that were issued and not revoked, the oldest first; not the one of the settings.</summary>
    public IReadOnlyList<AccessKey> Issued =>
        [.. held.ById.Values.Where(key => key != configured).OrderBy(key => key.IssuedAt).ThenBy(key => key.Id, StringComparer.Ordinal)];

    /// <summary>
    /// Found by its hash: what an attacker learns from the time of a dictionary lookup is about a hash, and leads to no key.
    /// </summary>
    public AccessKey? Find(string? key) =>
        key?.Trim() is { Length: > 0 and <= LongestKey } trimmed ? held.ByHash.GetValueOrDefault(Hash(trimmed)) : null;

    /// <summary>The key with that id, if it is still live.</summary>
    public AccessKey? Live(string? id) => id is null ? null : held.ById.GetValueOrDefault(id);

    /// <summary>Valid once this returns. The secret is told here and never again.</summary>
    /// <param name="point">The bridge point whose screen the key is for.</param>
    public (AccessKey Key, string Secret) Issue(string role, ProvinceCode? province, string label, long? point = null)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        var stored = new StoredKey(
            Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(6)), role, province?.ToString(), label.Trim(), hash,
            time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture), null, point);
        var key = Live(stored);
        lock (gate)
        {
            store.Add(stored);
            held = held.With(Text(hash), key);
        }

        return (key, secret);
    }

    /// <returns>Whether there was such a live key. Nobody gets in with it once this returns.</returns>
    public bool Revoke(string id)
    {
        AccessKey? key;
        lock (gate)
        {
            key = Live(id);
            if (key is null || key == configured || !store.Revoke(id, time.GetUtcNow()))
                return false;
            held = held.Without(key);
        }

        Revoked?.Invoke(key);
        return true;
    }

    static string Hash(string key) => Text(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    static string Text(byte[] hash) => Convert.ToHexStringLower(hash);

    static AccessKey Live(StoredKey key) => new(
        key.Id, key.Role, key.Province is { } province ? ProvinceCode.Parse(province) : null, key.Label,
        DateTimeOffset.Parse(key.IssuedAt, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), key.Point);

    /// <summary>Both ways to a key, swapped as one.</summary>
    sealed record Held(ImmutableDictionary<string, AccessKey> ByHash, ImmutableDictionary<string, AccessKey> ById)
    {
        public static Held None { get; } = new(ImmutableDictionary<string, AccessKey>.Empty, ImmutableDictionary<string, AccessKey>.Empty);

        public Held With(string hash, AccessKey key) => new(ByHash.SetItem(hash, key), ById.SetItem(key.Id, key));

        public Held Without(AccessKey key) => new(ByHash.RemoveRange(ByHash.Where(pair => pair.Value.Id == key.Id).Select(pair => pair.Key)), ById.Remove(key.Id));
    }
}
