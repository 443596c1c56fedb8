using NgoDashboard.Access.SignIn;

namespace NgoDashboard.Access.Middleware;

/// <summary>
/// Security headers of all answers. The Content-Security-Policy allows this server's own files and one inline script, by its hash.
/// Pages with MudBlazor allow inline styles, because it writes style attributes; the screen and sign-in pages do not.
/// </summary>
static class SecurityHeaders
{
    const string SharedDirectives =
        "default-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'self'; base-uri 'self'; "
        + "form-action 'self'; object-src 'none'; ";

    /// <summary>HSTS: a browser that has used TLS once uses nothing else for a year.</summary>
    const string TlsForAYear = "max-age=31536000";

    /// <param name="scriptHash">CSP hash of the only inline script: 'sha256-…'.</param>
    /// <param name="styleHash">CSP hash of the only inline style.</param>
    public static void UseSecurityHeaders(this IApplicationBuilder app, string scriptHash, string styleHash)
    {
        var scripts = $"{SharedDirectives}script-src 'self' {scriptHash}; ";
        var isHttps = app.ApplicationServices.GetRequiredService<AccessOptions>().IsHttps;
        var (strict, withInlineStyles) = ($"{scripts}style-src 'self' {styleHash}", $"{scripts}style-src 'self' 'unsafe-inline'");
        app.Use((context, next) =>
        {
            var path = context.Request.Path;
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = path.StartsWithSegments("/screen", StringComparison.OrdinalIgnoreCase)
                || path.StartsWithSegments(SignInUrls.Path, StringComparison.OrdinalIgnoreCase)
                    ? strict
                    : withInlineStyles;
            if (isHttps)
                headers.StrictTransportSecurity = TlsForAYear;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            return next(context);
        });
    }
}
