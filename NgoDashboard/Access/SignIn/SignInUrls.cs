namespace NgoDashboard.Access.SignIn;

/// <summary>Addresses of the sign-in page.</summary>
public static class SignInUrls
{
    public const string Path = "/enter";

    /// <summary>Signs a browser out, by POST.</summary>
    public const string SignOutPath = "/leave";

    /// <summary>The redirect after signing out: the page notifies the browser's other pages, whose circuits would live on.</summary>
    public const string LeftPath = Path + "?left";

    /// <summary>Requested by open pages while a person works on them, because a circuit alone does not renew the cookie.</summary>
    public const string RenewPath = Path + "/renew";

    /// <summary>
    /// The link by which a key is handed out, also as a QR code. The key is in the fragment, which browsers never send, so that it appears
    /// in no proxy's log. The page's script exchanges it for the cookie.
    /// </summary>
    /// <param name="address">Scheme and host, without a path: <c>http://localhost:5080</c>.</param>
    public static string ForKey(string address, string key) => $"{address.TrimEnd('/')}{Path}#key={Uri.EscapeDataString(key)}";

    public static string WithReturnUrl(string? back) =>
        LocalReturnUrl(back) is { } local ? $"{Path}?return={Uri.EscapeDataString(local)}" : Path;

    /// <summary>
    /// The address if it is a page of this server, otherwise null (prevents open redirects). Browsers treat "//host", "/\host" and
    /// "/&lt;tab&gt;/host" as another host, and a header may contain ASCII only.
    /// </summary>
    public static string? LocalReturnUrl(string? back) =>
        back is ['/', ..] and not ['/', '/', ..] && back.All(c => c is > ' ' and < '\u007f' and not '\\')
        && !back.StartsWith(Path, StringComparison.OrdinalIgnoreCase) && !back.StartsWith(SignOutPath, StringComparison.OrdinalIgnoreCase)
            ? back
            : null;
}
