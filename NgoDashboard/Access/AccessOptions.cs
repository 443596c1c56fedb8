using System.Net;
using NgoDashboard.Language;

namespace NgoDashboard.Access;

/// <summary>
/// Settings about keys and addresses. Read once at startup: a wrong setting stops the server with a sentence for the person who starts
/// it, because at the first request only users would see it.
/// </summary>
/// <param name="DeskKey"><c>Access__DeskKey</c>: a desk key from the settings, besides the issued ones.</param>
/// <param name="PublicAddress"><c>PublicAddress</c>: how browsers reach this server: scheme and host only; null if not set.</param>
/// <param name="KnownProxies"><c>Proxies__Known</c>: the proxies whose forwarded headers are trusted.</param>
public sealed record AccessOptions(string? DeskKey, Uri? PublicAddress, IReadOnlyList<IPNetwork> KnownProxies)
{
    /// <summary>32 characters of base64 hold 192 bits, which cannot be guessed.</summary>
    public const int MinDeskKeyLength = 32;

    public const string DeskKeySetting = "Access__DeskKey", PublicAddressSetting = "PublicAddress", KnownProxiesSetting = "Proxies__Known";

    static readonly char[] ProxySeparators = [',', ';', ' '];

    /// <summary>The beginning of links and the <c>Origin</c> of browsers: "https://briefing.example". Null if not set.</summary>
    public string? Origin => PublicAddress?.GetLeftPart(UriPartial.Authority);

    /// <summary>Whether browsers use TLS, also if it ends at a proxy and this server sees plain HTTP.</summary>
    public bool IsHttps => PublicAddress?.Scheme == Uri.UriSchemeHttps;

    /// <exception cref="InvalidSettingException">A setting cannot be used.</exception>
    public static AccessOptions FromSettings(SettingsReader settings) => new(
        ReadDeskKey(settings.ReadText(DeskKeySetting)),
        ReadPublicAddress(settings.ReadText(PublicAddressSetting)),
        [
            .. (settings.ReadText(KnownProxiesSetting) ?? "").Split(ProxySeparators, StringSplitOptions.RemoveEmptyEntries)
                .Select(ReadProxy),
        ]);

    /// <summary>The beginning of links: the public address or, if none is set, the address of the request.</summary>
    public string BaseUrlFor(HttpRequest request) => Origin ?? $"{request.Scheme}://{request.Host}";

    /// <inheritdoc cref="BaseUrlFor(HttpRequest)"/>
    /// <param name="baseUri">The base of the page that shows the link.</param>
    public string BaseUrlFor(string baseUri) => Origin ?? baseUri;

    static string? ReadDeskKey(string? key) => key switch
    {
        null => null,
        { Length: < MinDeskKeyLength } => throw InvalidSetting("setting-desk-key", DeskKeySetting, MinDeskKeyLength, key.Length),
        _ => key,
    };

    static Uri? ReadPublicAddress(string? text)
    {
        if (text is null)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
                ? address
                : throw InvalidSetting("setting-public-address", PublicAddressSetting, text);
    }

    static IPNetwork ReadProxy(string text)
    {
        if (IPAddress.TryParse(text, out var address) && !text.Contains('/', StringComparison.Ordinal))
            return new(ClientAddress.Normalize(address), ClientAddress.Normalize(address).GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var network) ? network : throw InvalidSetting("setting-proxies", KnownProxiesSetting, text);
    }

    static InvalidSettingException InvalidSetting(string sentence, params object[] args) =>
        InvalidSettingException.For(language => language.Words.Access[sentence, args]);
}
