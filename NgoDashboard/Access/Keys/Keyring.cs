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
/// All live keys. One for the whole server; safe on any thread. Reading takes no lock and touches no disk: every request of every
/// screen asks it.
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
        // The id follows from the key, so that cookies given for it end when the setting changes.
        var hash = HashSecret(deskKey);
        configured = new("setting-" + hash[..12], Roles.Desk, null, Languages.RunInLanguage(Languages.Vietnamese, () => Words.Access["desk-label"]), time.GetUtcNow());
        index = index.With(hash, configured);
        // It may have issued the desks' keys whose issuer nobody wrote down. Without a hash: there is no row to change.
        store.LiveKeys.SetKeys([new(configured.Id, Roles.Desk, null, configured.Label, [], "", null, null) { IssuedBy = LiveKeys.UnknownIssuer }]);
    }

    /// <summary>Told after a key was revoked, for what is connected with it.</summary>
    public event Action<AccessKey>? Revoked;

    /// <summary>Told after a key was issued: another desk, or an officer who pairs a screen, may have done it.</summary>
    public event Action<AccessKey>? Added;

    /// <summary>Told after a desk's key was approved by a second person.</summary>
    public event Action<AccessKey>? Approved;

    public bool HasDeskKey => index.ById.Values.Any(key => key.Role == Roles.Desk);

    /// <summary>The keys that were issued and not revoked, the oldest first; not the one of the settings.</summary>
    public IReadOnlyList<AccessKey> IssuedKeys =>
        [.. index.ById.Values.Where(key => key != configured).OrderBy(key => key.IssuedAt).ThenBy(key => key.Id, StringComparer.Ordinal)];

    /// <summary>The keys with which screens stand at that bridge point, the oldest first.</summary>
    public IReadOnlyList<AccessKey> KeysOfPoint(long point) => [.. IssuedKeys.Where(key => key.PointId == point)];

    /// <summary>
    /// Found by its hash: what an attacker learns from the time of a dictionary lookup is about a hash, and leads to no key.
    /// </summary>
    public AccessKey? FindBySecret(string? key) =>
        key?.Trim() is { Length: > 0 and <= MaxKeyLength } trimmed ? index.ByHash.GetValueOrDefault(HashSecret(trimmed)) : null;

    /// <summary>The key with that id, if it is still live.</summary>
    public AccessKey? FindLive(string? id) => id is null ? null : index.ById.GetValueOrDefault(id);

    /// <summary>The label of the desk key that issued it, revoked or not; null where that is not known.</summary>
    public string? IssuerLabel(AccessKey key) => store.LiveKeys.FindDeskKey(key.IssuedBy)?.Label;

    /// <summary>Valid once this returns. The secret is told here and never again.</summary>
    /// <param name="point">The bridge point whose screen the key is for.</param>
    /// <param name="issuedBy">The id of the key that issues it.</param>
    /// <exception cref="ArgumentException">It is a desk's: see <see cref="PrepareDeskKey"/>.</exception>
    public (AccessKey Key, string Secret) Issue(string role, ProvinceCode? province, string label, long? point = null, string? issuedBy = null) =>
        role == Roles.Desk
            ? throw new ArgumentException("A desk's key is issued by the desk, so that the journal has it.", nameof(role))
            : Issue([new(role, province, label, point, issuedBy)], seal: null)[0];

    /// <summary>A desk's key, worth nothing until the desk has stored it together with its entry in the journal.</summary>
    public (KeyRecord Key, string Secret) PrepareDeskKey(string label) => CreateKey(new(Roles.Desk, null, label, null), seal: null);

    /// <summary>As many as are wished, all or none.</summary>
    /// <param name="seal">Makes of a secret what is kept of it beside its hash; without it nothing is.</param>
    internal IReadOnlyList<(AccessKey Key, string Secret)> Issue(IReadOnlyList<NewKey> newKeys, Func<string, byte[]>? seal)
    {
        (KeyRecord Stored, string Secret)[] issued = [.. newKeys.Select(wish => CreateKey(wish, seal))];
        lock (gate)
        {
            store.AddKeys([.. issued.Select(key => key.Stored)]);
            store.LiveKeys.SetKeys(issued.Select(key => key.Stored));
            index = index.With(issued.Select(key => key.Stored));
        }

        (AccessKey Key, string Secret)[] keys = [.. issued.Select(key => (FindLive(key.Stored), key.Secret))];
        foreach (var (key, _) in keys)
            Added?.Invoke(key);
        return keys;
    }

    /// <summary>What was kept of the secrets of live keys, by the id of the key.</summary>
    internal ImmutableDictionary<string, byte[]> SealedSecrets => index.SealedSecrets;

    /// <returns>Whether there was such a live key. Nobody gets in with it, and nothing is written with it, once this returns.</returns>
    /// <exception cref="ArgumentException">It is a desk's: the desk revokes those, so that the journal has it.</exception>
    public bool Revoke(string id) => FindLive(id)?.Role == Roles.Desk
        ? throw new ArgumentException("A desk's key is revoked by the desk, so that the journal has it.", nameof(id))
        : Revoke(key => key.Id == id) > 0;

    /// <summary>Every screen of that bridge point goes dark.</summary>
    /// <returns>How many keys there were.</returns>
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

    /// <summary>What the desk has stored of its own keys.</summary>
    void ApplyDeskChange(KeyRecord stored)
    {
        var before = FindLive(stored.Id);
        lock (gate)
            index = stored.RevokedAt is null ? index.With([stored]) : before is null ? index : index.Without([before]);
        var told = stored.RevokedAt is not null ? Revoked : before is null ? Added : Approved;
        told?.Invoke(before ?? FindLive(stored));
    }

    (KeyRecord Stored, string Secret) CreateKey(NewKey wish, Func<string, byte[]>? seal)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        return (new(
            Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(6)), wish.Role, wish.Province?.ToString(), wish.Label.Trim(),
            SHA256.HashData(Encoding.UTF8.GetBytes(secret)), time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture), null, wish.Point,
            seal?.Invoke(secret), wish.IssuedBy), secret);
    }

    static KeyRecord ToRecord(AccessKey key) => new(key.Id, key.Role, key.Province?.ToString(), key.Label, [], "", null, key.PointId);

    static string HashSecret(string key) => ToHex(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    static string ToHex(byte[] hash) => Convert.ToHexStringLower(hash);

    static AccessKey FindLive(KeyRecord key) => new(
        key.Id, key.Role, key.Province is { } province ? ProvinceCode.Parse(province) : null, key.Label,
        DateTimeOffset.Parse(key.IssuedAt, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), key.Point, key.Sealed is not null, key.IssuedBy,
        key.ApprovedBy);

    /// <summary>Both ways to a key, and what is sealed of it, swapped as one.</summary>
    sealed record KeyIndex(ImmutableDictionary<string, AccessKey> ByHash, ImmutableDictionary<string, AccessKey> ById, ImmutableDictionary<string, byte[]> SealedSecrets)
    {
        public static KeyIndex Empty { get; } = new(
            ImmutableDictionary<string, AccessKey>.Empty, ImmutableDictionary<string, AccessKey>.Empty, ImmutableDictionary<string, byte[]>.Empty);

        public KeyIndex With(string hash, AccessKey key) => this with { ByHash = ByHash.SetItem(hash, key), ById = ById.SetItem(key.Id, key) };

        public KeyIndex With(IEnumerable<KeyRecord> stored)
        {
            (KeyRecord Stored, AccessKey Key)[] added = [.. stored.Select(key => (key, FindLive(key)))];
            return new(
                ByHash.SetItems(added.Select(one => KeyValuePair.Create(ToHex(one.Stored.Hash), one.Key))),
                ById.SetItems(added.Select(one => KeyValuePair.Create(one.Key.Id, one.Key))),
                SealedSecrets.SetItems(added.Where(one => one.Stored.Sealed is not null).Select(one => KeyValuePair.Create(one.Key.Id, one.Stored.Sealed!))));
        }

        public KeyIndex Without(IReadOnlyCollection<AccessKey> keys)
        {
            var ids = keys.Select(key => key.Id).ToHashSet();
            return new(ByHash.RemoveRange(ByHash.Where(pair => ids.Contains(pair.Value.Id)).Select(pair => pair.Key)), ById.RemoveRange(ids), SealedSecrets.RemoveRange(ids));
        }
    }
}

/// <summary>A key to be issued.</summary>
sealed record NewKey(string Role, ProvinceCode? Province, string Label, long? Point, string? IssuedBy = null);
