using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;

namespace NgoDashboard.Access.SignIn;

/// <summary>
/// The cookie that a key is exchanged for. It stands for the id of a key, no more: role, label and province are read from the
/// <see cref="Keyring"/> on every request, so a revoked key ends at once.
/// </summary>
sealed class KeyCookie(Keyring keyring, SignInPageRenderer pages) : CookieAuthenticationEvents
{
    public const string CookieName = "briefing";

    /// <summary>
    /// How long a browser stays signed in after it was last used. A desk's machine is often somebody else's tomorrow, and its page says
    /// by itself that somebody works on it (session.js); a screen must not be signed out between two meetings, so it has as long as a
    /// browser keeps a cookie at all.
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
        // Lax, not Strict: the link to a page of ours comes in a message of somebody else's.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // Renewed past the half of its time, for as long as it was given.
        options.SlidingExpiration = true;
        options.CookieManager = new MaxAgeCookieManager(time);
        options.EventsType = typeof(KeyCookie);
    }

    /// <summary>Gives the browser the cookie of that key.</summary>
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
        var view = new SignInView(SignInProblem.WrongRole, request.Path.ToUriComponent() + request.QueryString.ToUriComponent(), keyring.FindLive(context.HttpContext.User.KeyId));
        return pages.RenderPage(view).ExecuteAsync(context.HttpContext);
    }

    // A cookie of before the lifetimes were told apart says 400 days of itself, whoever holds it.
    static bool IsExpired(CookieValidatePrincipalContext context, TimeSpan lifetime) =>
        context.Properties.IssuedUtc is { } issued && context.Options.TimeProvider!.GetUtcNow() - issued >= lifetime;

    static bool IsPageRequest(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/hubs") && !request.Path.StartsWithSegments("/_blazor");
}

/// <summary>Cookies that say how long they last and not until when: a projector's clock is often years off.</summary>
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
