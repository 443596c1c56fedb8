using NgoDashboard.Access.SignIn;

namespace NgoDashboard.Access.Middleware;

/// <summary>
/// Everything comes from this server, and but for the one script that is named by its hash none stands in a page. MudBlazor writes
/// styles into elements, so its pages allow that; the pages of the screens and the entrance do not.
/// </summary>
static class SecurityHeaders
{
    const string SharedDirectives =
        "default-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'self'; base-uri 'self'; "
        + "form-action 'self'; object-src 'none'; ";

    /// <summary>A browser that has come by TLS once comes by nothing else for a year.</summary>
    const string TlsForAYear = "max-age=31536000";

    /// <param name="scriptHash">Of the script that stands in pages: 'sha256-…'.</param>
    /// <param name="styleHash">Of the style beside it.</param>
    public static void UseSecurityHeaders(this IApplicationBuilder app, string scriptHash, string styleHash)
    {
        var scripts = $"{SharedDirectives}script-src 'self' {scriptHash}; ";
        var isHttps = app.ApplicationServices.GetRequiredService<AccessOptions>().IsHttps;
        var (strict, withInlineStyles) = ($"{scripts}style-src 'self' {styleHash}", $"{scripts}style-src 'self' 'unsafe-inline'");
        app.Use((context, next) =>
        {
            var path = context.Request.Path;
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = path.StartsWithSegments("/screen") || path.StartsWithSegments(SignInUrls.Path) ? strict : withInlineStyles;
            if (isHttps)
                headers.StrictTransportSecurity = TlsForAYear;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            return next(context);
        });
    }
}
