using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Screens.Hubs;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Screens.Hubs;

/// <summary>The heartbeat of Kestrel, which comes once a second, is driven by hand.</summary>
public sealed class SilentConnectionsTests
{
    readonly TestClock time = new();

    [Theory]
    [InlineData(19_999, false, false)]
    [InlineData(20_000, false, true)]
    // Long polling is silent between its polls.
    [InlineData(60_000, true, false)]
    public async Task Heartbeat_OfASilentConnection_AbortsItAfterTheTimeout(int silentMs, bool hasInherentKeepAlive, bool isAborted)
    {
        var (connection, heartbeat, _) = await Open(hasInherentKeepAlive);
        time.Advance(TimeSpan.FromMilliseconds(silentMs));
        heartbeat.Beat();

        Assert.Equal(isAborted, connection.IsAborted);
    }

    [Fact]
    public async Task Heartbeat_AfterReceivedData_CountsFromThere()
    {
        var (connection, heartbeat, client) = await Open(hasInherentKeepAlive: false);
        time.Advance(TimeSpan.FromSeconds(19));
        await client.Output.WriteAsync("x"u8.ToArray(), TestContext.Current.CancellationToken);
        var read = await connection.Transport.Input.ReadAsync(TestContext.Current.CancellationToken);
        connection.Transport.Input.AdvanceTo(read.Buffer.End);

        time.Advance(TimeSpan.FromSeconds(19));
        heartbeat.Beat();
        Assert.False(connection.IsAborted);
        time.Advance(TimeSpan.FromSeconds(1));
        heartbeat.Beat();
        Assert.True(connection.IsAborted);
    }

    async Task<(RecordingConnection Connection, HeartbeatFeature Heartbeat, IDuplexPipe Client)> Open(bool hasInherentKeepAlive)
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(time).BuildServiceProvider();
        var run = new ConnectionBuilder(services).AbortWhenSilent().Run(_ => Task.CompletedTask).Build();
        var (toServer, toClient) = (new Pipe(), new Pipe());
        var heartbeat = new HeartbeatFeature(hasInherentKeepAlive);
        var connection = new RecordingConnection { Transport = new Duplex(toServer.Reader, toClient.Writer) };
        connection.Features.Set<IConnectionHeartbeatFeature>(heartbeat);
        connection.Features.Set<IConnectionInherentKeepAliveFeature>(heartbeat);
        await run(connection);
        return (connection, heartbeat, new Duplex(toClient.Reader, toServer.Writer));
    }

    sealed class RecordingConnection : DefaultConnectionContext
    {
        public bool IsAborted { get; private set; }

        public override void Abort(ConnectionAbortedException abortReason) => IsAborted = true;
    }

    sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    sealed class HeartbeatFeature(bool hasInherentKeepAlive) : IConnectionHeartbeatFeature, IConnectionInherentKeepAliveFeature
    {
        Action beat = () => { };

        public bool HasInherentKeepAlive => hasInherentKeepAlive;

        public void OnHeartbeat(Action<object> action, object state) => beat += () => action(state);

        public void Beat() => beat();
    }
}
