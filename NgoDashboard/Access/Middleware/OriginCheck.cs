using NgoDashboard.Language;

namespace NgoDashboard.Access.Middleware;

/// <summary>
/// A browser lets any page open a WebSocket to any server, and sends the cookie along: what keeps the page of another site out is its Origin,
/// which must be this server's own. Programs send none, and have no cookie that somebody could borrow.
/// </summary>
static class OriginCheck
{
    static readonly PathString[] CheckedPaths = ["/_blazor", "/hubs"];

    public static void UseOriginCheck(this IApplicationBuilder app)
    {
        // Behind a proxy that does not pass on the host, it is the public address that the browser was on.
        var isPublic = AuthorityOf(app.ApplicationServices.GetRequiredService<AccessOptions>().Origin);
        app.Use((context, next) =>
        {
            var request = context.Request;
            string? origin = request.Headers.Origin;
            if (origin is null || !Array.Exists(CheckedPaths, path => request.Path.StartsWithSegments(path)) || IsSameOrigin(origin, request.Host, isPublic))
                return next(context);
            return Results.Problem(title: Words.Access["foreign-origin"], statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
        });
    }

    // The scheme says nothing: before a proxy that ends TLS the browser says https, and this server hears http.
    static bool IsSameOrigin(string origin, HostString host, string? isPublic) => AuthorityOf(origin) is { } told
        && (told.Equals(isPublic, StringComparison.OrdinalIgnoreCase)
            || (AuthorityOf($"{new Uri(origin).Scheme}://{host.Value}") is { } own && told.Equals(own, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Host and port, without the port that the scheme has by itself; null where it is no address of the web, as "null" is not.</summary>
    static string? AuthorityOf(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.Authority : null;
}
