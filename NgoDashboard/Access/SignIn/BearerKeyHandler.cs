using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;

namespace NgoDashboard.Access.SignIn;

/// <summary>Authenticates a request by the key in its header: <c>Authorization: Bearer KEY</c>.</summary>
sealed class BearerKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Keyring keyring,
    FailedAttempts attempts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    const string Prefix = SchemeName + " ";

    /// <summary>Set if too many wrong keys came from this address: how long it must wait.</summary>
    TimeSpan? retryAfter;

    public static bool HasBearerHeader(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!HasBearerHeader(Request))
            return Task.FromResult(AuthenticateResult.NoResult());
        if (keyring.FindBySecret(Request.Headers.Authorization.ToString()[Prefix.Length..]) is { } key)
            return Task.FromResult(AuthenticateResult.Success(new(key.ToPrincipal(SchemeName), SchemeName)));
        // Counted together with wrong keys on the sign-in page: both are guesses of the same secrets.
        retryAfter = attempts.RecordFailure(Context.Connection.RemoteIpAddress);
        return Task.FromResult(AuthenticateResult.Fail("No live key."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        retryAfter is { } time ? AuthProblems.WriteTooManyAttempts(Context, time) : AuthProblems.WriteUnauthorized(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AuthProblems.WriteForbidden(Context);
}
