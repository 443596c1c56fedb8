namespace NgoDashboard.Language;

/// <summary>
/// The language of a request: what it asks for with <c>?lang=en</c>, kept in a cookie; else what the cookie says; else Vietnamese.
/// What the browser prefers is not asked: the same address must read the same on every screen.
/// </summary>
public static class RequestLanguage
{
    const string ParameterName = "lang";

    public static void UseLanguage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        string? asked = context.Request.Query[ParameterName];
        if (Languages.All.Contains(asked))
        {
            context.Response.Cookies.Append(ParameterName, asked!, new()
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(400),
            });
            Languages.SetCurrent(asked);
        }
        else
        {
            Languages.SetCurrent(context.Request.Cookies[ParameterName]);
        }

        return next(context);
    });
}
