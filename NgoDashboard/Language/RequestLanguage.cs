namespace NgoDashboard.Language;

/// <summary>
/// The language of a request: from <c>?lang=en</c>, which is then stored in a cookie; else from that cookie; else Vietnamese.
/// Accept-Language is ignored, so that an address reads the same on every screen.
/// </summary>
public static class RequestLanguage
{
    const string ParameterName = "lang";

    /// <summary>Fixes the language before anything rewrites the address, as the error pages do.</summary>
    public static void UseLanguage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Features.Set(ReadLanguage(context));
        if (FindParameter(context) is { } requested)
        {
            context.Response.Cookies.Append(ParameterName, requested.Code, new()
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(400),
            });
        }

        return next(context);
    });

    public static DisplayLanguage GetLanguage(this HttpContext context) =>
        context.Features.Get<DisplayLanguage>() ?? ReadLanguage(context);

    static DisplayLanguage ReadLanguage(HttpContext context) =>
        FindParameter(context) ?? DisplayLanguage.FromCode(context.Request.Cookies[ParameterName]);

    static DisplayLanguage? FindParameter(HttpContext context) => DisplayLanguage.FindByCode(context.Request.Query[ParameterName]);
}
