using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace NgoDashboard.Access;

/// <summary>
/// The cookie that a key is exchanged for. It stands for the id of a key, no more: role, label and province are read from the
/// <see cref="Keyring"/> on every request, so a revoked key ends at once.
/// </summary>
sealed class KeyCookie(Keyring keyring, EnterPages pages) : CookieAuthenticationEvents
{
    public const string Name = "briefing";

    // As long as a browser keeps one: a screen must not be signed out between two meetings.
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        // Lax, not Strict: the link to a page of ours comes in a message of somebody else's.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.MaxAge = Lifetime;
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = true;
        options.EventsType = typeof(KeyCookie);
    }

    /// <summary>Gives the browser the cookie of that key.</summary>
    public static Task SignIn(HttpContext context, AccessKey key) => context.SignInAsync(
        CookieAuthenticationDefaults.AuthenticationScheme,
        key.Principal(CookieAuthenticationDefaults.AuthenticationScheme),
        new() { IsPersistent = true });

    public override Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal is { } user && keyring.Live(user.KeyId) is { } key)
            context.ReplacePrincipal(key.Principal(CookieAuthenticationDefaults.AuthenticationScheme));
        else
            context.RejectPrincipal();
        return Task.CompletedTask;
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (!IsPage(request))
            return Denial.NoKey(context.HttpContext);
        context.Response.Redirect(EnterLink.To(request.Path.ToUriComponent() + request.QueryString.ToUriComponent()));
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        return IsPage(request)
            ? pages.Show(new(EnterProblem.WrongRole, request.Path.ToUriComponent() + request.QueryString.ToUriComponent())).ExecuteAsync(context.HttpContext)
            : Denial.WrongRole(context.HttpContext);
    }

    static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/hubs") && !request.Path.StartsWithSegments("/_blazor");
}
