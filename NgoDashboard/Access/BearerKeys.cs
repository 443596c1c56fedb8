using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace NgoDashboard.Access;

/// <summary>Signs in a request by the key in its header: <c>Authorization: Bearer KEY</c>.</summary>
sealed class BearerKeys(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Keyring keyring)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    const string Prefix = SchemeName + " ";

    public static bool Carries(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Carries(Request))
            return Task.FromResult(AuthenticateResult.NoResult());
        return Task.FromResult(keyring.Find(Request.Headers.Authorization.ToString()[Prefix.Length..]) is { } key
            ? AuthenticateResult.Success(new(key.Principal(SchemeName), SchemeName))
            : AuthenticateResult.Fail("No live key."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Denial.NoKey(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Denial.WrongRole(Context);
}
