using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using NgoDashboard.Access;
using NgoDashboard.Access.Circuits;
using NgoDashboard.Access.Scope;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Access.Circuits;

[Trait("Tier", "Host")]
public sealed class LiveKeyCircuitHandlerTests(TestApplication app) : IClassFixture<TestApplication>
{
    [Fact]
    public async Task Circuit_OfALiveKey_IsHeardAndActsWithIt_AndOfARevokedOneIsNot()
    {
        var (id, secret) = app.IssueKey(Roles.Province, "34:20");
        var circuit = new LiveKeyCircuitHandler(new SignedIn(app.Keyring.FindBySecret(secret)!.ToPrincipal("test")), app.Keyring);
        await circuit.OnCircuitOpenedAsync(null!, TestContext.Current.CancellationToken);
        var acted = new List<string?>();
        var handle = circuit.CreateInboundActivityHandler(_ =>
        {
            acted.Add(ActingKey.Id);
            return Task.CompletedTask;
        });

        await handle(null!);
        Assert.Equal([id], acted);
        // The acting key does not leak into what follows on the same thread.
        Assert.Null(ActingKey.Id);

        app.Keyring.Revoke(id);
        await handle(null!);
        Assert.Equal([id], acted);
    }

    [Fact]
    public async Task Circuit_OfNobody_IsNotHeard()
    {
        var circuit = new LiveKeyCircuitHandler(new SignedIn(new(new ClaimsIdentity())), app.Keyring);
        await circuit.OnCircuitOpenedAsync(null!, TestContext.Current.CancellationToken);
        await circuit.CreateInboundActivityHandler(_ => throw new InvalidOperationException("Heard."))(null!);
    }

    sealed class SignedIn(ClaimsPrincipal who) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(who));
    }
}
