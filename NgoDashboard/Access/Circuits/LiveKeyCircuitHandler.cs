using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Access.Circuits;

/// <summary>
/// Ignores the events of a page once its key is revoked, and sets the key as the acting one for everything that the events write. One
/// for each circuit.
/// </summary>
sealed class LiveKeyCircuitHandler(AuthenticationStateProvider signedIn, Keyring keyring) : CircuitHandler
{
    string? keyId;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        keyId = (await signedIn.GetAuthenticationStateAsync()).User.KeyId;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next) => async activity =>
    {
        if (keyring.FindLive(keyId) is null)
            return;
        ActingKey.SetId(keyId);
        await next(activity);
    };
}
