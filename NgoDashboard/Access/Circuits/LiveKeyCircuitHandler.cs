using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Access.Circuits;

/// <summary>
/// What a page says is heard while its key is live, and done with that key: whatever it calls writes with it or not at all. A browser
/// that stays on a page whose key was revoked presses buttons that nobody listens to. One for each circuit.
/// </summary>
sealed class LiveKeyCircuitHandler(AuthenticationStateProvider signedIn, Keyring keyring) : CircuitHandler
{
    string? keyId;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        keyId = (await signedIn.GetAuthenticationStateAsync()).User.KeyId;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async activity =>
    {
        if (keyring.FindLive(keyId) is null)
            return;
        ActingKey.SetId(keyId);
        await next(activity);
    };
}
