using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Access.Circuits;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Middleware;
using NgoDashboard.Access.ScreenPairing;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Language;
using NgoDashboard.Storage.Access;

namespace NgoDashboard.Access;

/// <summary>Registers keys, sign-in and policies.</summary>
public static class AccessSetup
{
    const string SchemeName = "key";

    const string CircuitsPath = "_blazor";

    /// <param name="withoutCertificate">
    /// Discards protection keys that are sealed by a certificate which is not set, instead of refusing to start.
    /// </param>
    /// <typeparam name="TSignInPage">A whole page with one parameter, <c>SignInView View</c>.</typeparam>
    public static IServiceCollection AddAccess<TSignInPage>(this IServiceCollection services, bool withoutCertificate)
        where TSignInPage : IComponent
    {
        services.AddSettings(AccessOptions.FromSettings);
        services.AddSettings(ProtectionCertificate.Load);
        services.AddForwardedRequests();
        services.AddSingleton<Keyring>();
        services.AddSingleton<KeyIssuer>();
        services.AddSingleton<PointLinks>();
        services.AddSingleton<FailedAttempts>();
        services.AddSingleton<Pairing>();
        services.AddSingleton<PairablePoints>();
        services.AddSingleton(new SignInPageRenderer(typeof(TSignInPage)));
        services.AddSingleton<KeySignIn>();
        services.AddSingleton<KeyCircuits>();
        services.AddSingleton<KeyCircuitFilter>();
        services.AddSignalR(options => options.AddFilter<KeyCircuitFilter>());
        services.AddScoped<KeyCircuitHandler>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<KeyCircuitHandler>());
        services.AddSingleton<KeyCookie>();
        services.AddSingleton<StartupLinksFile>();
        services.AddScoped<CircuitHandler, LiveKeyCircuitHandler>();
        AddKeyAuthentication(services);

        // Keys in the database and a fixed application name: a restart, a move of the folder or a restore signs no browser out.
        services.AddDataProtection().SetApplicationName("NgoDashboard");
        services.AddSingleton(provider => new ProtectionKeyRepository(
            provider.GetRequiredService<ProtectionKeyStore>(),
            provider.GetRequiredService<ProtectionCertificate>(),
            withoutCertificate));
        services.AddOptions<KeyManagementOptions>().Configure<ProtectionKeyRepository>((options, keys) => options.XmlRepository = keys);

        services.AddLogging(AddLogFilters);
        return services;
    }

    static void AddKeyAuthentication(IServiceCollection services)
    {
        services.AddAuthentication(SchemeName)
            .AddPolicyScheme(SchemeName, null, options => options.ForwardDefaultSelector = context =>
                BearerKeyHandler.HasBearerHeader(context.Request)
                    ? BearerKeyHandler.SchemeName
                    : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, BearerKeyHandler>(BearerKeyHandler.SchemeName, null)
            .AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<TimeProvider>(KeyCookie.Configure);
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Desk, policy => policy.RequireRole(Roles.Desk))
            .AddPolicy(Policies.Screen, policy => policy.RequireRole(Roles.All))
            .AddPolicy(Policies.Province, policy => policy.RequireRole(Roles.Province, Roles.Desk))
            .AddPolicy(Policies.DeskKey, policy => policy.AddAuthenticationSchemes(BearerKeyHandler.SchemeName).RequireRole(Roles.Desk));
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
    }

    static void AddLogFilters(ILoggingBuilder logging) => logging
        // The host logs every request URL, and a URL may hold a key.
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning)
        // Refused requests are logged as a count, once a minute: with a line each, clients without a key could fill the disk.
        .AddFilter(typeof(BearerKeyHandler).FullName, LogLevel.Warning)
        // A stale form is answered with a sentence, and pages with a form already send their own cache headers.
        .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical)
        // No warning about unencrypted keys: they are sealed by the certificate or readable by this account alone.
        .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);

    /// <summary>Must run first: restores the client's address and scheme behind a proxy.</summary>
    public static void UsePublicAddress(this IApplicationBuilder app) => app.UseForwardedRequests();

    /// <summary>Must run before all endpoints: security headers, origin check, authentication, authorization.</summary>
    /// <param name="scriptHash">CSP hash of the only inline script.</param>
    /// <param name="styleHash">CSP hash of the only inline style.</param>
    public static void UseAccess(this IApplicationBuilder app, string scriptHash, string styleHash)
    {
        app.UseSecurityHeaders(scriptHash, styleHash);
        app.UseOriginCheck();
        app.UseAuthentication();
        app.UseLiveKeys();
        app.UseAuthorization();
    }

    /// <summary>Restricts the endpoints of Blazor's hub to desk and province keys, because screens need no circuit.</summary>
    public static void RequireKeyForCircuits(this IEndpointConventionBuilder pages) => pages.Add(endpoint =>
    {
        if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path }
            && path.TrimStart('/').StartsWith(CircuitsPath, StringComparison.Ordinal))
            endpoint.Metadata.Add(new AuthorizeAttribute(Policies.Province));
    });
}
