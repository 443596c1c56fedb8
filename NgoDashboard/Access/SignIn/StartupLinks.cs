using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using NgoDashboard.Access.Keys;
using NgoDashboard.Language;

namespace NgoDashboard.Access.SignIn;

/// <summary>
/// Shows the person who started the server how to sign in: at the first start, and with --new-desk-key, by links with new keys. Printed
/// on a terminal; redirected output gets the path of a file that only this account can read, because logs are stored and forwarded.
/// </summary>
public static class StartupLinks
{
    public const string NewDeskKeyOption = "--new-desk-key";

    static readonly Words Words = DisplayLanguage.Vietnamese.Words;

    /// <param name="isNewDeskKey">Issues a desk key although there are some.</param>
    /// <param name="issueDeskKey">Issues a desk key with that label, with its journal entry; returns the secret.</param>
    /// <param name="point">Returns the id of the bridge point with that name, for the first screen.</param>
    public static void PrintStartupLinks(
        this WebApplication app, bool isNewDeskKey, Func<string, string> issueDeskKey, Func<string, long> point) =>
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var services = app.Services;
            var address = services.GetRequiredService<AccessOptions>().Origin
                ?? LocalUrl(services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses);
            var lines = LinesToPrint(
                CreateLines(services.GetRequiredService<Keyring>(), issueDeskKey, point, address, isNewDeskKey),
                services.GetRequiredService<StartupLinksFile>(),
                Console.IsOutputRedirected);
            foreach (var line in lines)
                Console.Out.WriteLine(line);
        });

    /// <summary>Issues the keys that are needed and returns the lines to print.</summary>
    internal static (IReadOnlyList<string> Lines, bool HaveKeys) CreateLines(
        Keyring keyring, Func<string, string> issueDeskKey, Func<string, long> point, string address, bool isNewDeskKey)
    {
        var isFirst = !keyring.HasDeskKey;
        if (!isFirst && !isNewDeskKey)
            return ([Words.Access["open-at", address], Words.Access["new-desk-link", NewDeskKeyOption]], false);
        var deskKey = issueDeskKey(Words.Access["desk-label"]);
        var lines = new List<string> { Words.Access["desk-link", SignInUrls.ForKey(address, deskKey)] };
        if (isFirst)
        {
            var label = Words.Access["screen-label"];
            var secret = keyring.Issue(Roles.Screen, null, label, point(label)).Secret;
            lines.Add(Words.Access["screen-link", SignInUrls.ForKey(address, secret)]);
        }

        return (lines, true);
    }

    /// <summary>The lines to print: the lines themselves, or the path of the file that holds those with keys.</summary>
    internal static IReadOnlyList<string> LinesToPrint(
        (IReadOnlyList<string> Lines, bool HaveKeys) links, StartupLinksFile file, bool isRedirected)
    {
        if (!links.HaveKeys || !isRedirected)
        {
            file.RemoveIfExpired();
            return links.Lines;
        }

        try
        {
            file.Write(links.Lines);
            return [Words.Access["links-in-file", file.Path]];
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Printed all the same: a server that no one can sign in to is worse than keys in a log.
            return [Words.Access["links-not-in-file", file.Path, refused.Message], .. links.Lines];
        }
    }

    /// <summary>An address that a browser on this machine can open; wildcard addresses become localhost.</summary>
    internal static string LocalUrl(IEnumerable<string>? bound)
    {
        var first = bound?.FirstOrDefault() ?? "http://localhost:5080";
        foreach (var wildcard in (string[])["//0.0.0.0", "//[::]", "//*", "//+"])
            first = first.Replace(wildcard, "//localhost", StringComparison.Ordinal);
        return first;
    }
}
