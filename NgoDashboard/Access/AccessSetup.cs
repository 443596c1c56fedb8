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
using NgoDashboard.Api.Pages;
using NgoDashboard.Storage.Access;

namespace NgoDashboard.Access;

/// <summary>Keys, sign-in and policies, for composition.</summary>
public static class AccessSetup
{
    const string SchemeName = "key";

    const string CircuitsPath = "_blazor";

    /// <param name="withoutCertificate">Discards protection keys that are sealed by a certificate which is not set, instead of refusing to start.</param>
    /// <typeparam name="TSignInPage">A whole page with one parameter, <c>SignInView View</c>.</typeparam>
    public static IServiceCollection AddAccess<TSignInPage>(this IServiceCollection services, bool withoutCertificate)
        where TSignInPage : IComponent
    {
        services.AddSingleton(provider => AccessOptions.FromConfiguration(provider.GetRequiredService<IConfiguration>()));
        services.AddForwardedRequests();
        services.AddSingleton<Keyring>();
        services.AddSingleton<KeyIssuer>();
        services.AddSingleton<PointLinks>();
        services.AddSingleton<FailedAttempts>();
        services.AddSingleton<Pairing>();
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

        services.AddAuthentication(SchemeName)
            .AddPolicyScheme(SchemeName, null, options => options.ForwardDefaultSelector = context =>
                BearerKeyHandler.HasBearerHeader(context.Request) ? BearerKeyHandler.SchemeName : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, BearerKeyHandler>(BearerKeyHandler.SchemeName, null)
            .AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme).Configure<TimeProvider>(KeyCookie.Configure);
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Desk, policy => policy.RequireRole(Roles.Desk))
            .AddPolicy(Policies.Screen, policy => policy.RequireRole(Roles.All))
            .AddPolicy(Policies.Province, policy => policy.RequireRole(Roles.Province, Roles.Desk))
            .AddPolicy(Policies.DeskKey, policy => policy.AddAuthenticationSchemes(BearerKeyHandler.SchemeName).RequireRole(Roles.Desk));
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);

        // In the database and under a fixed name: a restart, a move of the program's folder, or a restore signs nobody out.
        services.AddDataProtection().SetApplicationName("NgoDashboard");
        services.AddSingleton(provider => new ProtectionKeyRepository(
            provider.GetRequiredService<ProtectionKeyStore>(), ProtectionCertificate.Load(provider.GetRequiredService<IConfiguration>()), withoutCertificate));
        services.AddOptions<KeyManagementOptions>().Configure<ProtectionKeyRepository>((options, keys) => options.XmlRepository = keys);

        services.AddLogging(logging => logging
            // The host writes every address to the log, and an address may hold a key.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning)
            // What is refused is counted, a line a minute: with a line each, whoever knocks without a key would fill the disk.
            .AddFilter(typeof(BearerKeyHandler).FullName, LogLevel.Warning)
            // A form that is too old is answered with a sentence, and that a page with a form must not be kept is what it says already.
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical)
            // The keys of the cookie are sealed by the certificate that is set, or lie in a file of this account alone: no warning is needed.
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        return services;
    }

    /// <summary>Before everything else: from where, and by which scheme, a request really comes.</summary>
    public static void UsePublicAddress(this IApplicationBuilder app) => app.UseForwardedRequests();

    /// <summary>Before everything that answers: the headers, then who is asking.</summary>
    /// <param name="scriptHash">Of the one script that stands in pages.</param>
    /// <param name="styleHash">Of the style beside it.</param>
    public static void UseAccess(this IApplicationBuilder app, string scriptHash, string styleHash)
    {
        app.UseSecurityHeaders(scriptHash, styleHash);
        app.UseOriginCheck();
        app.UseAuthentication();
        app.UseLiveKeys();
        app.UseAuthorization();
    }

    /// <summary>Circuits are for those who type: the endpoints of Blazor's hub ask for the key of a desk or of a province.</summary>
    public static void RequireKeyForCircuits(this IEndpointConventionBuilder pages) => pages.Add(endpoint =>
    {
        if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && path.TrimStart('/').StartsWith(CircuitsPath, StringComparison.Ordinal))
            endpoint.Metadata.Add(new AuthorizeAttribute(Policies.Province));
    });
}
