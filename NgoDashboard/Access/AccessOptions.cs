using System.Net;
using NgoDashboard.Language;

namespace NgoDashboard.Access;

/// <summary>
/// What the settings say about keys and addresses. Read once, when the server starts: a wrong setting ends it with a sentence, because
/// found out at the first request it would be found out by others.
/// </summary>
/// <param name="DeskKey"><c>Access__DeskKey</c>: a desk key that was not issued.</param>
/// <param name="PublicAddress"><c>PublicAddress</c>: how browsers reach this server, scheme and host alone; null where it is not told.</param>
/// <param name="KnownProxies"><c>Proxies__Known</c>: whose forwarded headers are believed.</param>
public sealed record AccessOptions(string? DeskKey, Uri? PublicAddress, IReadOnlyList<IPNetwork> KnownProxies)
{
    /// <summary>As many letters of base64 hold 192 bits: no number of tries finds one.</summary>
    public const int MinDeskKeyLength = 32;

    public const string DeskKeySetting = "Access__DeskKey", PublicAddressSetting = "PublicAddress", KnownProxiesSetting = "Proxies__Known";

    static readonly char[] ProxySeparators = [',', ';', ' '];

    /// <summary>"https://briefing.example": as links begin, and as browsers write it into <c>Origin</c>. Null where it is not told.</summary>
    public string? Origin => PublicAddress?.GetLeftPart(UriPartial.Authority);

    /// <summary>Browsers come by TLS, also where it ends at a proxy and this server sees none of it.</summary>
    public bool IsHttps => PublicAddress?.Scheme == Uri.UriSchemeHttps;

    /// <exception cref="InvalidSettingException">One of them cannot be used.</exception>
    public static AccessOptions FromConfiguration(IConfiguration configuration) => new(
        ReadDeskKey(configuration["Access:DeskKey"]?.Trim()),
        ReadPublicAddress(configuration["PublicAddress"]?.Trim()),
        [.. (configuration["Proxies:Known"] ?? "").Split(ProxySeparators, StringSplitOptions.RemoveEmptyEntries).Select(ReadProxy)]);

    /// <summary>What a link begins with: the public address; where none is set, the one that the request itself came to.</summary>
    public string BaseUrlFor(HttpRequest request) => Origin ?? $"{request.Scheme}://{request.Host}";

    /// <inheritdoc cref="BaseUrlFor(HttpRequest)"/>
    /// <param name="baseUri">The base of the page that shows the link.</param>
    public string BaseUrlFor(string baseUri) => Origin ?? baseUri;

    static string? ReadDeskKey(string? key) => key switch
    {
        null or "" => null,
        { Length: < MinDeskKeyLength } => throw InvalidSetting("setting-desk-key", DeskKeySetting, MinDeskKeyLength, key.Length),
        _ => key,
    };

    static Uri? ReadPublicAddress(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
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

    static InvalidSettingException InvalidSetting(string sentence, params object[] args) => InvalidSettingException.For(() => Words.Access[sentence, args]);
}
