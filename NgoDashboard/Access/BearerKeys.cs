using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace NgoDashboard.Access;

/// <summary>Signs in a request by the key in its header: <c>Authorization: Bearer KEY</c>.</summary>
sealed class BearerKeys(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Keyring keyring, FailedAttempts attempts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    const string Prefix = SchemeName + " ";

    /// <summary>Too many wrong keys came from this address: how long it must wait.</summary>
    TimeSpan? wait;

    public static bool Carries(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Carries(Request))
            return Task.FromResult(AuthenticateResult.NoResult());
        if (keyring.Find(Request.Headers.Authorization.ToString()[Prefix.Length..]) is { } key)
            return Task.FromResult(AuthenticateResult.Success(new(key.Principal(SchemeName), SchemeName)));
        // Counted with the wrong keys at the entrance: it is the same guessing.
        wait = attempts.Count(Context.Connection.RemoteIpAddress);
        return Task.FromResult(AuthenticateResult.Fail("No live key."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        wait is { } time ? Denial.TooManyAttempts(Context, time) : Denial.NoKey(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Denial.WrongRole(Context);
}
