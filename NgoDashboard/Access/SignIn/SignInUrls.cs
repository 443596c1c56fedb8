namespace NgoDashboard.Access.SignIn;

/// <summary>Addresses of the entrance.</summary>
public static class SignInUrls
{
    public const string Path = "/enter";

    /// <summary>Where a browser is signed out, by POST.</summary>
    public const string SignOutPath = "/leave";

    /// <summary>Where that leads: the page tells the browser's other pages, whose circuits would live on.</summary>
    public const string LeftPath = Path + "?left";

    /// <summary>Asked by pages that are open for long while somebody works on them: that alone keeps their cookie from running out.</summary>
    public const string RenewPath = Path + "/renew";

    /// <summary>
    /// The link that a key is handed out as, and that its QR code holds. The key stands behind '#': what stands there a browser sends
    /// to nobody, so that no proxy and no log on the way learns it. The page exchanges it by its script.
    /// </summary>
    /// <param name="address">Scheme and host, without a path: <c>http://localhost:5080</c>.</param>
    public static string ForKey(string address, string key) => $"{address.TrimEnd('/')}{Path}#key={Uri.EscapeDataString(key)}";

    public static string WithReturnUrl(string? back) => LocalReturnUrl(back) is { } local ? $"{Path}?return={Uri.EscapeDataString(local)}" : Path;

    /// <summary>
    /// The address if it leads to a page here, else null. Browsers read "//host", "/\host" and "/&lt;tab&gt;/host" as another host,
    /// and a header holds ASCII only.
    /// </summary>
    public static string? LocalReturnUrl(string? back) =>
        back is ['/', ..] and not ['/', '/', ..] && back.All(c => c is > ' ' and < '\u007f' and not '\\')
        && !back.StartsWith(Path, StringComparison.OrdinalIgnoreCase) && !back.StartsWith(SignOutPath, StringComparison.OrdinalIgnoreCase)
            ? back
            : null;
}
