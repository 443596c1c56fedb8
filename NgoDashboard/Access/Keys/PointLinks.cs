using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Access.Keys;

/// <summary>A bridge point as its key knows it.</summary>
public sealed record LinkedPoint(long Id, string Name, ProvinceCode? Province);

/// <summary>
/// The key of each bridge point's link. It stands on paper and in messages, so it is told again on a later day: the server keeps it
/// sealed, beside the hash by which it is found. One for the whole server; safe on any thread.
/// </summary>
public sealed class PointLinks(Keyring keyring, IDataProtectionProvider protection)
{
    readonly IDataProtector protector = protection.CreateProtector("NgoDashboard.PointLinks");

    // Two desks that ask at once are told the same key.
    readonly Lock gate = new();

    /// <summary>The key of that point's link; a new one where it has none.</summary>
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

    /// <summary>Another key; nobody gets in with the one before once this returns.</summary>
    public string Renew(LinkedPoint point)
    {
        lock (gate)
        {
            string[] before = [.. keyring.KeysOfPoint(point.Id).Where(key => key.IsPointLink).Select(key => key.Id)];
            var issued = Issue([point])[0];
            foreach (var id in before)
                keyring.Revoke(id);
            return issued;
        }
    }

    IReadOnlyList<string> Issue(LinkedPoint[] points) => points.Length == 0
        ? []
        : [.. keyring.Issue([.. points.Select(point => new NewKey(Roles.Screen, point.Province, point.Name, point.Id))], Seal).Select(issued => issued.Secret)];

    /// <summary>By the id of the point.</summary>
    Dictionary<long, string> ExistingSecrets(HashSet<long> points)
    {
        var known = new Dictionary<long, string>();
        var links = keyring.SealedSecrets.Select(seal => (Key: keyring.FindLive(seal.Key), Seal: seal.Value)).Where(link => link.Key?.PointId is { } point && points.Contains(point));
        foreach (var (key, seal) in links.OrderBy(link => link.Key!.IssuedAt))
        {
            if (TryUnseal(seal) is { } secret)
                known[key!.PointId!.Value] = secret;
        }

        return known;
    }

    byte[] Seal(string secret) => protector.Protect(Encoding.UTF8.GetBytes(secret));

    /// <returns>Null where the server's own keys were lost: the point's screens stay, and its link must be issued anew.</returns>
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
