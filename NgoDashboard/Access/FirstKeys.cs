using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using NgoDashboard.Language;

namespace NgoDashboard.Access;

/// <summary>
/// Tells the person who started the server how to get in: the first time, and with --new-desk-key, by links with new keys.
/// Printed, not logged: logs are kept and sent on.
/// </summary>
public static class FirstKeys
{
    public const string NewDeskKey = "--new-desk-key";

    /// <param name="point">The bridge point of that name, at which the first screen stands.</param>
    public static void PrintLinks(this WebApplication app, string[] args, Func<string, long> point) =>
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
            var lines = Languages.In(
                Languages.Vietnamese,
                () => Lines(app.Services.GetRequiredService<Keyring>(), point, Address(addresses), args.Contains(NewDeskKey)));
            foreach (var line in lines)
                Console.Out.WriteLine(line);
        });

    /// <summary>Issues what is needed.</summary>
    internal static IReadOnlyList<string> Lines(Keyring keyring, Func<string, long> point, string address, bool isNewDeskKey)
    {
        var isFirst = !keyring.HasDeskKey;
        if (!isFirst && !isNewDeskKey)
            return [Words.Access["open-at", address], Words.Access["new-desk-link", NewDeskKey]];
        var lines = new List<string> { Words.Access["desk-link", Link(Roles.Desk, Words.Access["desk-label"])] };
        if (isFirst)
            lines.Add(Words.Access["screen-link", Link(Roles.Screen, Words.Access["screen-label"], point)]);
        return lines;

        string Link(string role, string label, Func<string, long>? at = null) =>
            EnterLink.For(address, keyring.Issue(role, null, label, at?.Invoke(label)).Secret);
    }

    /// <summary>An address that a browser on this machine opens: "any address" is none.</summary>
    internal static string Address(IEnumerable<string>? bound)
    {
        var first = bound?.FirstOrDefault() ?? "http://localhost:5080";
        foreach (var any in (string[])["//0.0.0.0", "//[::]", "//*", "//+"])
            first = first.Replace(any, "//localhost", StringComparison.Ordinal);
        return first;
    }
}
