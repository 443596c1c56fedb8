using NgoDashboard.Access;
using NgoDashboard.Access.Circuits;
using NgoDashboard.Access.Keys;
using NgoDashboard.Tests.TestKit.Databases;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Access.Circuits;

/// <summary>The register of circuits and connections, without a server.</summary>
public sealed class KeyCircuitsTests : IDisposable
{
    readonly TempDatabase temporary = new();
    readonly KeyCircuits circuits;
    readonly string key;

    public KeyCircuitsTests()
    {
        var keyring = new Keyring(new(temporary.Database), new AccessOptions(null, null, []), new TestClock());
        circuits = new(keyring);
        key = keyring.Issue(Roles.Province, new(34, "20"), "Cán bộ").Key.Id;
    }

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Circuit_ThatGaveWayOrEnded_IsFoundByNobody()
    {
        var circuit = circuits.TryStart(key, "connection")!;
        circuits.CompleteStart(circuit, "its secret");
        Assert.Same(circuit, circuits.FindForReconnect("its secret", key));

        circuits.End(circuit);

        Assert.Null(circuits.FindForReconnect("its secret", key));
        // Completing the start afterwards does not register it again.
        circuits.CompleteStart(circuit, "another secret");
        Assert.Null(circuits.FindForReconnect("another secret", key));
    }

    [Fact]
    public void Connection_AfterOneOfTheMostPossibleEnded_IsTheOnlyOneThatMayFollow()
    {
        for (var i = 0; i < KeyCircuits.MaxConnectionsPerKey; i++)
            Assert.True(circuits.TryAddConnection(key));

        circuits.RemoveConnection(key);

        Assert.Equal((true, false), (circuits.TryAddConnection(key), circuits.TryAddConnection(key)));
    }
}
