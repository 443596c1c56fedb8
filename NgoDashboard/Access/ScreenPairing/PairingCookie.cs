using NgoDashboard.Access.SignIn;

namespace NgoDashboard.Access.ScreenPairing;

/// <summary>By this cookie a browser that shows a code is known again when somebody has entered it.</summary>
public static class PairingCookie
{
    const string CookieName = "pairing";

    /// <summary>The browser's own waiting, or a new one; null where too many wait whose pages are open.</summary>
    public static WaitingScreen? GetOrStart(HttpContext context, Pairing pairing)
    {
        if (FindScreen(context, pairing) is { } known)
            return known;
        if (pairing.StartWaiting(context.Connection.RemoteIpAddress) is not var (screen, device))
            return null;
        context.Response.Cookies.Append(CookieName, device, new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            MaxAge = Pairing.CodeLifetime,
            Path = "/screen",
        });
        return screen;
    }

    public static WaitingScreen? FindScreen(HttpContext context, Pairing pairing) => pairing.FindByDevice(context.Request.Cookies[CookieName]);

    /// <summary>The browser is the point's screen from now on.</summary>
    public static async Task SignIn(HttpContext context, Pairing pairing, WaitingScreen screen)
    {
        await KeyCookie.SignIn(context, await screen.PairedKey);
        pairing.MarkCollected(screen);
    }
}
