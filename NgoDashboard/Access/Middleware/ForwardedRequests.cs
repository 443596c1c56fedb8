using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace NgoDashboard.Access.Middleware;

/// <summary>
/// Takes the client's address and scheme from the headers of the proxies in <c>Proxies__Known</c>, and from the connection otherwise.
/// If the public address is https, every request counts as https, so that links, Secure cookies and HSTS do not depend on whether a
/// proxy forwards the scheme.
/// </summary>
static class ForwardedRequests
{
    /// <summary>More proxies in a row than any real network has; a longer list of addresses is forged.</summary>
    const int MaxProxies = 8;

    public static void AddForwardedRequests(this IServiceCollection services)
    {
        services.AddSingleton<UnknownProxyWarnings>();
        // PostConfigure, because by default the framework trusts loopback, and with ASPNETCORE_FORWARDEDHEADERS_ENABLED all clients.
        services.AddOptions<ForwardedHeadersOptions>().PostConfigure<AccessOptions>((forwarded, access) =>
        {
            forwarded.ForwardedHeaders = access.KnownProxies.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = MaxProxies;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in access.KnownProxies)
                forwarded.KnownIPNetworks.Add(network);
        });
    }

    public static void UseForwardedRequests(this IApplicationBuilder app)
    {
        var isHttps = app.ApplicationServices.GetRequiredService<AccessOptions>().IsHttps;
        var unknown = app.ApplicationServices.GetRequiredService<UnknownProxyWarnings>();
        app.Use((context, next) =>
        {
            unknown.WarnIfUnknown(context);
            return next(context);
        });
        app.UseForwardedHeaders();
        if (!isHttps)
            return;
        app.Use((context, next) =>
        {
            context.Request.Scheme = Uri.UriSchemeHttps;
            return next(context);
        });
    }
}

/// <summary>
/// Logs a warning once for each address whose forwarded headers are not trusted: if a proxy is missing from the settings, all its
/// clients count as one for rate limits, and nothing else would show why.
/// </summary>
sealed class UnknownProxyWarnings(AccessOptions options, ILogger<UnknownProxyWarnings> log)
{
    // Any client can send such a header, so the number of warnings is limited.
    const int MaxWarnings = 10;

    readonly ConcurrentDictionary<IPAddress, bool> warned = new();

    public void WarnIfUnknown(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (!headers.ContainsKey("X-Forwarded-For") && !headers.ContainsKey("X-Forwarded-Proto"))
            return;
        if (context.Connection.RemoteIpAddress is not { } remote || warned.Count >= MaxWarnings)
            return;
        var address = ClientAddress.Normalize(remote);
        if (options.KnownProxies.Any(network => network.Contains(address)) || !warned.TryAdd(address, true))
            return;
        log.LogWarning(
            "{Address} sends X-Forwarded headers and is not named in {Setting}: "
            + "they are not believed, and all that comes from it counts as one client.",
            address,
            AccessOptions.KnownProxiesSetting);
    }
}
