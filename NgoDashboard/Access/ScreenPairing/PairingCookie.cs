using NgoDashboard.Access.SignIn;

namespace NgoDashboard.Access.ScreenPairing;

/// <summary>The cookie that identifies a browser showing a code, so that it gets its key once the code is entered.</summary>
public static class PairingCookie
{
    const string CookieName = "pairing";

    /// <summary>The browser's waiting screen, or a new one; null at the limit of <see cref="Pairing.StartWaiting"/>.</summary>
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

    public static WaitingScreen? FindScreen(HttpContext context, Pairing pairing) =>
        pairing.FindByDevice(context.Request.Cookies[CookieName]);

    /// <summary>Signs the browser in as the point's screen, once the code has been entered.</summary>
    public static async Task SignIn(HttpContext context, Pairing pairing, WaitingScreen screen)
    {
        await KeyCookie.SignIn(context, await screen.PairedKey);
        pairing.MarkCollected(screen);
    }
}
