using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Access.Keys;

/// <summary>The part of a bridge point that its keys need.</summary>
public sealed record LinkedPoint(long Id, string Name, ProvinceCode? Province);

/// <summary>
/// The secrets of the bridge points' links. A link is printed and sent in messages and must be shown again later, so the server stores
/// its secret encrypted, beside the hash. One for the whole server; safe on any thread.
/// </summary>
public sealed class PointLinks(Keyring keyring, IDataProtectionProvider protection)
{
    // The purpose must not change: links on paper would stop working.
    readonly IDataProtector protector = protection.CreateProtector("NgoDashboard.PointLinks");

    // So that two desks that ask at the same time get the same key.
    readonly Lock gate = new();

    /// <summary>The secret of the point's link; issues a key if it has none.</summary>
    public string GetOrIssueSecrets(LinkedPoint point) => GetOrIssueSecrets([point])[0];

    /// <inheritdoc cref="GetOrIssueSecrets(LinkedPoint)"/>
    public IReadOnlyList<string> GetOrIssueSecrets(IReadOnlyList<LinkedPoint> points)
    {
        lock (gate)
        {
            var known = ExistingSecrets([.. points.Select(point => point.Id)]);
            LinkedPoint[] without = [.. points.Where(point => !known.ContainsKey(point.Id)).DistinctBy(point => point.Id)];
            foreach (var (point, issued) in without.Zip(Issue(without)))
                known[point.Id] = issued;
            return [.. points.Select(point => known[point.Id])];
        }
    }

    /// <summary>Replaces the key of the link; the previous one gives no access once this returns.</summary>
    public string Renew(LinkedPoint point)
    {
        lock (gate)
        {
            string[] replaced = [.. keyring.KeysOfPoint(point.Id).Where(key => key.IsPointLink).Select(key => key.Id)];
            var issued = Issue([point])[0];
            foreach (var id in replaced)
                keyring.Revoke(id);
            return issued;
        }
    }

    IReadOnlyList<string> Issue(LinkedPoint[] points)
    {
        if (points.Length == 0)
            return [];
        NewKey[] keys = [.. points.Select(point => new NewKey(Roles.Screen, point.Province, point.Name, point.Id))];
        return [.. keyring.Issue(keys, Seal).Select(issued => issued.Secret)];
    }

    /// <summary>The secrets that can be decrypted, by the id of the point; of several, the newest key's.</summary>
    Dictionary<long, string> ExistingSecrets(HashSet<long> points)
    {
        var known = new Dictionary<long, string>();
        var links = keyring.SealedSecrets
            .Select(seal => (Key: keyring.FindLive(seal.Key), Seal: seal.Value))
            .Where(link => link.Key?.PointId is { } point && points.Contains(point));
        foreach (var (key, seal) in links.OrderBy(link => link.Key!.IssuedAt))
        {
            if (TryUnseal(seal) is { } secret)
                known[key!.PointId!.Value] = secret;
        }

        return known;
    }

    byte[] Seal(string secret) => protector.Protect(Encoding.UTF8.GetBytes(secret));

    /// <returns>Null if the data protection keys were lost: the point's screens stay signed in, but its link needs a new key.</returns>
    string? TryUnseal(byte[] seal)
    {
        try
        {
            return Encoding.UTF8.GetString(protector.Unprotect(seal));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
