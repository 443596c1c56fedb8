namespace NgoDashboard.Language;

/// <summary>
/// The language of a request: what it asks for with <c>?lang=en</c>, kept in a cookie; else what the cookie says; else Vietnamese.
/// What the browser prefers is not asked: the same address must read the same on every screen.
/// </summary>
public static class RequestLanguage
{
    const string Name = "lang";

    public static void UseLanguage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        string? asked = context.Request.Query[Name];
        if (Languages.All.Contains(asked))
        {
            context.Response.Cookies.Append(Name, asked!, new()
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(400),
            });
            Languages.Use(asked);
        }
        else
        {
            Languages.Use(context.Request.Cookies[Name]);
        }

        return next(context);
    });
}
