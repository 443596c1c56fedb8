using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using NgoDashboard.Access.Keys;
using NgoDashboard.Language;

namespace NgoDashboard.Access.SignIn;

/// <summary>
/// Tells the person who started the server how to get in: the first time, and with --new-desk-key, by links with new keys. Printed to a
/// terminal; where the output goes elsewhere, into a file of this account alone, because logs are kept and sent on.
/// </summary>
public static class StartupLinks
{
    public const string NewDeskKeyOption = "--new-desk-key";

    /// <param name="isNewDeskKey">Issues a desk key although there are some.</param>
    /// <param name="issueDeskKey">The desk issues a key of that label and stores it with its entry in the journal; returns the secret.</param>
    /// <param name="point">The bridge point of that name, at which the first screen stands.</param>
    public static void PrintStartupLinks(this WebApplication app, bool isNewDeskKey, Func<string, string> issueDeskKey, Func<string, long> point) =>
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var services = app.Services;
            var address = services.GetRequiredService<AccessOptions>().Origin
                ?? LocalUrl(services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses);
            var lines = Languages.RunInLanguage(
                Languages.Vietnamese,
                () => LinesToPrint(
                    CreateLines(services.GetRequiredService<Keyring>(), issueDeskKey, point, address, isNewDeskKey),
                    services.GetRequiredService<StartupLinksFile>(),
                    Console.IsOutputRedirected));
            foreach (var line in lines)
                Console.Out.WriteLine(line);
        });

    /// <summary>Issues what is needed.</summary>
    internal static (IReadOnlyList<string> Lines, bool HaveKeys) CreateLines(
        Keyring keyring, Func<string, string> issueDeskKey, Func<string, long> point, string address, bool isNewDeskKey)
    {
        var isFirst = !keyring.HasDeskKey;
        if (!isFirst && !isNewDeskKey)
            return ([Words.Access["open-at", address], Words.Access["new-desk-link", NewDeskKeyOption]], false);
        var lines = new List<string> { Words.Access["desk-link", SignInUrls.ForKey(address, issueDeskKey(Words.Access["desk-label"]))] };
        if (isFirst)
        {
            var label = Words.Access["screen-label"];
            lines.Add(Words.Access["screen-link", SignInUrls.ForKey(address, keyring.Issue(Roles.Screen, null, label, point(label)).Secret)]);
        }

        return (lines, true);
    }

    /// <summary>What is printed: the lines themselves, or where those with keys lie.</summary>
    internal static IReadOnlyList<string> LinesToPrint((IReadOnlyList<string> Lines, bool HaveKeys) told, StartupLinksFile file, bool isRedirected)
    {
        if (!told.HaveKeys || !isRedirected)
        {
            file.RemoveIfExpired();
            return told.Lines;
        }

        try
        {
            file.Write(told.Lines);
            return [Words.Access["links-in-file", file.Path]];
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Without them nobody gets in: that is worse than a log that holds them.
            return [Words.Access["links-not-in-file", file.Path, refused.Message], .. told.Lines];
        }
    }

    /// <summary>An address that a browser on this machine opens: "any address" is none.</summary>
    internal static string LocalUrl(IEnumerable<string>? bound)
    {
        var first = bound?.FirstOrDefault() ?? "http://localhost:5080";
        foreach (var any in (string[])["//0.0.0.0", "//[::]", "//*", "//+"])
            first = first.Replace(any, "//localhost", StringComparison.Ordinal);
        return first;
    }
}
