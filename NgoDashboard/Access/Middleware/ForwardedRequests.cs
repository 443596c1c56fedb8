using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace NgoDashboard.Access.Middleware;

/// <summary>
/// Requests that came through a proxy: their address and scheme are what the proxy says, where <c>Proxies__Known</c> names the proxy,
/// and what the connection itself says everywhere else. Where the public address is https, every request counts as such: links, the
/// Secure of cookies and HSTS follow from that alone, whether a proxy in between tells its scheme or not.
/// </summary>
static class ForwardedRequests
{
    /// <summary>More proxies in a row than any network has; a longer list of addresses is somebody's invention.</summary>
    const int MaxProxies = 8;

    public static void AddForwardedRequests(this IServiceCollection services)
    {
        services.AddSingleton<UnknownProxyWarnings>();
        // After everything else that configures it: the framework believes loopback, and with ASPNETCORE_FORWARDEDHEADERS_ENABLED everybody.
        services.AddOptions<ForwardedHeadersOptions>().PostConfigure<AccessOptions>((forwarded, access) =>
        {
            forwarded.ForwardedHeaders = access.KnownProxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
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
/// Says in the log whose forwarded headers are not believed, once of each: where a proxy was forgotten in the settings, all its clients
/// are counted as one, and nobody would know why.
/// </summary>
sealed class UnknownProxyWarnings(AccessOptions options, ILogger<UnknownProxyWarnings> log)
{
    // Anybody can send such a header from anywhere: the log is not theirs to fill.
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
            "{Address} sends X-Forwarded headers and is not named in {Setting}: they are not believed, and all that comes from it counts as one client.",
            address,
            AccessOptions.KnownProxiesSetting);
    }
}
