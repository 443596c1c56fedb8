using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Storage.Access;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Access.Keys;

/// <summary>
/// All live keys. One for the whole server; safe on any thread. Reading takes no lock and no disk access, because every request of
/// every screen reads it.
/// </summary>
public sealed class Keyring
{
    const int KeyBytes = 32;
    const int MaxKeyLength = 200;

    readonly Lock gate = new();
    readonly KeyStore store;
    readonly TimeProvider time;
    readonly AccessKey? configured;
    volatile KeyIndex index;

    public Keyring(KeyStore store, AccessOptions options, TimeProvider time)
    {
        (this.store, this.time) = (store, time);
        var stored = store.LoadKeys();
        index = KeyIndex.Empty.With(stored.Where(key => key.RevokedAt is null));
        store.LiveKeys.SetKeys(stored);
        store.LiveKeys.KeyChanged += ApplyDeskChange;
        if (options.DeskKey is not { } deskKey)
            return;
        // The id is derived from the secret, so that cookies for the key end when the setting changes.
        var hash = HashSecret(deskKey);
        var label = DisplayLanguage.Vietnamese.Words.Access["desk-label"];
        configured = new("setting-" + hash[..12], Roles.Desk, null, label, time.GetUtcNow());
        index = index.With(hash, configured);
        // It may have issued the desk keys whose issuer was not recorded. Without a hash, because it has no row in the database.
        store.LiveKeys.SetKeys(
            [new(configured.Id, Roles.Desk, null, label, [], "", null, null) { IssuedBy = LiveKeys.UnknownIssuer }]);
    }

    /// <summary>Raised after a key was revoked, so that its connections can be closed.</summary>
    public event Action<AccessKey>? Revoked;

    /// <summary>Raised after a key was issued, also by another desk or by an officer who paired a screen.</summary>
    public event Action<AccessKey>? Added;

    /// <summary>Raised after a second person approved a desk key.</summary>
    public event Action<AccessKey>? Approved;

    public bool HasDeskKey => index.ById.Values.Any(key => key.Role == Roles.Desk);

    /// <summary>The issued keys that are live, oldest first; without the key of the settings.</summary>
    public IReadOnlyList<AccessKey> IssuedKeys =>
        [.. index.ById.Values.Where(key => key != configured).OrderBy(key => key.IssuedAt).ThenBy(key => key.Id, StringComparer.Ordinal)];

    /// <summary>The keys of the screens at that bridge point, oldest first.</summary>
    public IReadOnlyList<AccessKey> KeysOfPoint(long point) => [.. IssuedKeys.Where(key => key.PointId == point)];

    /// <summary>
    /// Finds a live key by the hash of its secret: the timing of the dictionary lookup then reveals something about a hash only, which
    /// leads to no secret.
    /// </summary>
    public AccessKey? FindBySecret(string? key) =>
        key?.Trim() is { Length: <= MaxKeyLength } trimmed ? index.ByHash.GetValueOrDefault(HashSecret(trimmed)) : null;

    /// <summary>The key with that id if it is live, otherwise null.</summary>
    public AccessKey? FindLive(string? id) => id is null ? null : index.ById.GetValueOrDefault(id);

    /// <summary>The label of the desk key that issued it, even if that is revoked; null if it is not known.</summary>
    public string? IssuerLabel(AccessKey key) => store.LiveKeys.FindDeskKey(key.IssuedBy)?.Label;

    /// <summary>Issues a key, valid once this returns. The secret is not stored and cannot be shown again.</summary>
    /// <param name="point">The bridge point of a screen's key.</param>
    /// <param name="issuedBy">The id of the issuing key.</param>
    /// <exception cref="ArgumentException">The role is the desk's: see <see cref="PrepareDeskKey"/>.</exception>
    public (AccessKey Key, string Secret) Issue(
        string role, ProvinceCode? province, string label, long? point = null, string? issuedBy = null) =>
        role == Roles.Desk
            ? throw new ArgumentException("A desk's key is issued by the desk, so that the journal has it.", nameof(role))
            : Issue([new(role, province, label, point, issuedBy)], seal: null)[0];

    /// <summary>Creates a desk key that is not valid until the desk has stored it together with its journal entry.</summary>
    public (KeyRecord Key, string Secret) PrepareDeskKey(string label) => CreateKey(new(Roles.Desk, null, label, null), seal: null);

    /// <summary>Issues several keys, all or none.</summary>
    /// <param name="seal">Encrypts a secret, so that it is stored beside its hash; null stores the hash alone.</param>
    internal IReadOnlyList<(AccessKey Key, string Secret)> Issue(IReadOnlyList<NewKey> newKeys, Func<string, byte[]>? seal)
    {
        (KeyRecord Stored, string Secret)[] issued = [.. newKeys.Select(newKey => CreateKey(newKey, seal))];
        lock (gate)
        {
            store.AddKeys([.. issued.Select(key => key.Stored)]);
            store.LiveKeys.SetKeys(issued.Select(key => key.Stored));
            index = index.With(issued.Select(key => key.Stored));
        }

        (AccessKey Key, string Secret)[] keys = [.. issued.Select(key => (ToAccessKey(key.Stored), key.Secret))];
        foreach (var (key, _) in keys)
            Added?.Invoke(key);
        return keys;
    }

    /// <summary>The encrypted secrets of live keys, by the id of the key; without keys of which the hash alone is stored.</summary>
    internal ImmutableDictionary<string, byte[]> SealedSecrets => index.SealedSecrets;

    /// <returns>Whether there was such a live key. Once this returns, it gives no access and nothing is written with it.</returns>
    /// <exception cref="ArgumentException">It is a desk key: the desk revokes those, so that the journal records it.</exception>
    public bool Revoke(string id) => FindLive(id)?.Role == Roles.Desk
        ? throw new ArgumentException("A desk's key is revoked by the desk, so that the journal has it.", nameof(id))
        : Revoke(key => key.Id == id) > 0;

    /// <summary>Revokes the keys of all screens of that bridge point.</summary>
    /// <returns>The number of revoked keys.</returns>
    public int RevokeAllOfPoint(long point) => Revoke(key => key.PointId == point);

    int Revoke(Func<AccessKey, bool> which)
    {
        AccessKey[] revoked;
        lock (gate)
        {
            revoked = [.. index.ById.Values.Where(key => key != configured && which(key))];
            if (revoked.Length == 0)
                return 0;
            var at = time.GetUtcNow();
            store.RevokeKeys([.. revoked.Select(key => key.Id)], at);
            store.LiveKeys.SetKeys(revoked.Select(key => ToRecord(key).AsRevoked(at)));
            index = index.Without(revoked);
        }

        foreach (var key in revoked)
            Revoked?.Invoke(key);
        return revoked.Length;
    }

    /// <summary>Follows the changes that the desk stored of desk keys.</summary>
    void ApplyDeskChange(KeyRecord stored)
    {
        var before = FindLive(stored.Id);
        lock (gate)
            index = stored.RevokedAt is null ? index.With([stored]) : before is null ? index : index.Without([before]);
        var changed = stored.RevokedAt is not null ? Revoked : before is null ? Added : Approved;
        changed?.Invoke(before ?? ToAccessKey(stored));
    }

    (KeyRecord Stored, string Secret) CreateKey(NewKey wish, Func<string, byte[]>? seal)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        return (new(
            Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(6)),
            wish.Role,
            wish.Province?.ToString(),
            wish.Label.Trim(),
            SHA256.HashData(Encoding.UTF8.GetBytes(secret)),
            time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            null,
            wish.Point,
            seal?.Invoke(secret),
            wish.IssuedBy), secret);
    }

    static KeyRecord ToRecord(AccessKey key) => new(key.Id, key.Role, key.Province?.ToString(), key.Label, [], "", null, key.PointId);

    static string HashSecret(string key) => ToHex(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    static string ToHex(byte[] hash) => Convert.ToHexStringLower(hash);

    static AccessKey ToAccessKey(KeyRecord key) => new(
        key.Id,
        key.Role,
        key.Province is { } province ? ProvinceCode.Parse(province) : null,
        key.Label,
        DateTimeOffset.Parse(key.IssuedAt, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        key.Point,
        key.Sealed is not null,
        key.IssuedBy,
        key.ApprovedBy);

    /// <summary>The live keys by hash and by id, with their sealed secrets. Immutable, so that all three change at once.</summary>
    sealed record KeyIndex(
        ImmutableDictionary<string, AccessKey> ByHash,
        ImmutableDictionary<string, AccessKey> ById,
        ImmutableDictionary<string, byte[]> SealedSecrets)
    {
        public static KeyIndex Empty { get; } = new(
            ImmutableDictionary<string, AccessKey>.Empty,
            ImmutableDictionary<string, AccessKey>.Empty,
            ImmutableDictionary<string, byte[]>.Empty);

        public KeyIndex With(string hash, AccessKey key) =>
            this with { ByHash = ByHash.SetItem(hash, key), ById = ById.SetItem(key.Id, key) };

        public KeyIndex With(IEnumerable<KeyRecord> stored)
        {
            (KeyRecord Stored, AccessKey Key)[] added = [.. stored.Select(key => (key, ToAccessKey(key)))];
            var sealedKeys = added.Where(pair => pair.Stored.Sealed is not null);
            return new(
                ByHash.SetItems(added.Select(pair => KeyValuePair.Create(ToHex(pair.Stored.Hash), pair.Key))),
                ById.SetItems(added.Select(pair => KeyValuePair.Create(pair.Key.Id, pair.Key))),
                SealedSecrets.SetItems(sealedKeys.Select(pair => KeyValuePair.Create(pair.Key.Id, pair.Stored.Sealed!))));
        }

        public KeyIndex Without(IReadOnlyCollection<AccessKey> keys)
        {
            var ids = keys.Select(key => key.Id).ToHashSet();
            var hashes = ByHash.Where(pair => ids.Contains(pair.Value.Id)).Select(pair => pair.Key);
            return new(ByHash.RemoveRange(hashes), ById.RemoveRange(ids), SealedSecrets.RemoveRange(ids));
        }
    }
}

/// <summary>A key to be issued.</summary>
sealed record NewKey(string Role, ProvinceCode? Province, string Label, long? Point, string? IssuedBy = null);
