using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;

namespace NgoDashboard.Access.SignIn;

/// <summary>
/// The cookie that a key is exchanged for. Only the key's id in it counts: role, label and province are read from the
/// <see cref="Keyring"/> on every request, so that a revocation takes effect at once.
/// </summary>
sealed class KeyCookie(Keyring keyring, SignInPageRenderer pages) : CookieAuthenticationEvents
{
    public const string CookieName = "briefing";

    /// <summary>
    /// How long a browser stays signed in after its last use. Short for the desk, because its machine is often used by another person the
    /// next day (session.js renews the cookie while the operator works). A screen must stay signed in between two meetings, so it gets
    /// 400 days, the longest that browsers keep a cookie.
    /// </summary>
    public static TimeSpan Lifetime(string role) => role switch
    {
        Roles.Desk => TimeSpan.FromHours(16),
        Roles.Province => TimeSpan.FromDays(30),
        _ => TimeSpan.FromDays(400),
    };

    public static void Configure(CookieAuthenticationOptions options, TimeProvider time)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;
        // Lax, not Strict: links to our pages are opened from messages, that is, from other sites.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // Renewed after half of its lifetime, for the full lifetime.
        options.SlidingExpiration = true;
        options.CookieManager = new MaxAgeCookieManager(time);
        options.EventsType = typeof(KeyCookie);
    }

    /// <summary>Sets the cookie of the key.</summary>
    public static Task SignIn(HttpContext context, AccessKey key)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            key.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme),
            new() { IsPersistent = true, IssuedUtc = now, ExpiresUtc = now + Lifetime(key.Role) });
    }

    public override Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal is { } user && keyring.FindLive(user.KeyId) is { } key && !IsExpired(context, Lifetime(key.Role)))
            context.ReplacePrincipal(key.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme));
        else
            context.RejectPrincipal();
        return Task.CompletedTask;
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (!IsPageRequest(request))
            return AuthProblems.WriteUnauthorized(context.HttpContext);
        context.Response.Redirect(SignInUrls.WithReturnUrl(request.Path.ToUriComponent() + request.QueryString.ToUriComponent()));
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (!IsPageRequest(request))
            return AuthProblems.WriteForbidden(context.HttpContext);
        var view = new SignInView(
            SignInProblem.WrongRole,
            request.Path.ToUriComponent() + request.QueryString.ToUriComponent(),
            keyring.FindLive(context.HttpContext.User.KeyId));
        return pages.RenderPage(view).ExecuteAsync(context.HttpContext);
    }

    // Checked here too, because old cookies claim 400 days for every role: they date from before lifetimes differed by role.
    static bool IsExpired(CookieValidatePrincipalContext context, TimeSpan lifetime) =>
        context.Properties.IssuedUtc is { } issued && context.Options.TimeProvider!.GetUtcNow() - issued >= lifetime;

    static bool IsPageRequest(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Sends Max-Age with cookies, and not only Expires, because a projector's clock is often years off.</summary>
sealed class MaxAgeCookieManager(TimeProvider time) : ICookieManager
{
    readonly ChunkingCookieManager inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, key);

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options)
    {
        if (options.Expires is { } until)
            options.MaxAge = TimeSpan.FromSeconds(Math.Ceiling((until - time.GetUtcNow()).TotalSeconds));
        inner.AppendResponseCookie(context, key, value, options);
    }

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => inner.DeleteCookie(context, key, options);
}
