using NgoDashboard.Language;

namespace NgoDashboard.Access.Middleware;

/// <summary>
/// Refuses WebSocket requests of other sites' pages (cross-site WebSocket hijacking): browsers let any page open a socket and send the
/// cookie along, so the Origin must be this server's own. Requests without an Origin come from programs, which have no cookie to abuse.
/// </summary>
static class OriginCheck
{
    static readonly PathString[] CheckedPaths = ["/_blazor", "/hubs"];

    public static void UseOriginCheck(this IApplicationBuilder app)
    {
        // Behind a proxy that does not pass on the host, the browser's origin is the public address.
        var publicAuthority = AuthorityOf(app.ApplicationServices.GetRequiredService<AccessOptions>().Origin);
        app.Use((context, next) =>
        {
            var request = context.Request;
            string? origin = request.Headers.Origin;
            if (origin is null
                || !Array.Exists(CheckedPaths, path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
                || IsSameOrigin(origin, request.Host, publicAuthority))
                return next(context);
            var title = context.GetLanguage().Words.Access["foreign-origin"];
            return Results.Problem(title: title, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
        });
    }

    // The scheme is ignored: behind a proxy that ends TLS the browser sends https, while this server sees http.
    static bool IsSameOrigin(string origin, HostString host, string? isPublic) => AuthorityOf(origin) is { } authority
        && (authority.Equals(isPublic, StringComparison.OrdinalIgnoreCase)
            || (AuthorityOf($"{new Uri(origin).Scheme}://{host.Value}") is { } own
                && authority.Equals(own, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Host and port, without the scheme's default port; null if it is not an http(s) address, like the origin "null".</summary>
    static string? AuthorityOf(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.Authority : null;
}
