namespace NgoDashboard.Access;

/// <summary>By this cookie a browser that shows a code is known again when somebody has entered it.</summary>
public static class PairingCookie
{
    const string Name = "pairing";

    /// <summary>The browser's own waiting, or a new one; null where too many wait whose pages are open.</summary>
    public static WaitingScreen? Begin(HttpContext context, Pairing pairing)
    {
        if (Known(context, pairing) is { } known)
            return known;
        if (pairing.Begin(context.Connection.RemoteIpAddress) is not var (screen, device))
            return null;
        context.Response.Cookies.Append(Name, device, new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            MaxAge = Pairing.Lifetime,
            Path = "/screen",
        });
        return screen;
    }

    public static WaitingScreen? Known(HttpContext context, Pairing pairing) => pairing.Of(context.Request.Cookies[Name]);

    /// <summary>The browser is the point's screen from now on.</summary>
    public static async Task SignIn(HttpContext context, Pairing pairing, WaitingScreen screen)
    {
        await KeyCookie.SignIn(context, await screen.Paired);
        pairing.Collected(screen);
    }
}
