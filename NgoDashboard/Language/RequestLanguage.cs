namespace NgoDashboard.Language;

/// <summary>
/// Sets the language of a request: from <c>?lang=en</c>, which is then stored in a cookie; else from that cookie; else Vietnamese.
/// Accept-Language is ignored, so that an address reads the same on every screen.
/// </summary>
public static class RequestLanguage
{
    const string ParameterName = "lang";

    public static void UseLanguage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        string? requested = context.Request.Query[ParameterName];
        if (Languages.All.Contains(requested))
        {
            context.Response.Cookies.Append(ParameterName, requested!, new()
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(400),
            });
            Languages.SetCurrent(requested);
        }
        else
        {
            Languages.SetCurrent(context.Request.Cookies[ParameterName]);
        }

        return next(context);
    });
}
