namespace NgoDashboard.Access;

/// <summary>
/// Everything comes from this server and no script stands in a page. MudBlazor writes styles into elements, so its pages allow
/// that; the pages of the screens and the entrance do not.
/// </summary>
static class SecurityHeaders
{
    const string Strict = Shared + "style-src 'self'";
    const string WithInlineStyles = Shared + "style-src 'self' 'unsafe-inline'";

    const string Shared =
        "default-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'self'; base-uri 'self'; "
        + "form-action 'self'; object-src 'none'; ";

    /// <summary>A browser that has come by TLS once comes by nothing else for a year.</summary>
    const string TlsForAYear = "max-age=31536000";

    public static void UseSecurityHeaders(this IApplicationBuilder app)
    {
        var isHttps = app.ApplicationServices.GetRequiredService<AccessOptions>().IsHttps;
        app.Use((context, next) =>
        {
            if (isHttps)
                context.Response.Headers.StrictTransportSecurity = TlsForAYear;
            return next(context);
        });
        app.UsePolicies();
    }

    static void UsePolicies(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var path = context.Request.Path;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = path.StartsWithSegments("/screen") || path.StartsWithSegments(EnterLink.Path) ? Strict : WithInlineStyles;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        return next(context);
    });
}
