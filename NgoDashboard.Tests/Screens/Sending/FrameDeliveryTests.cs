using System.Buffers;
using System.IO.Pipelines;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Screens.Connections;
using NgoDashboard.Screens.Frames;
using NgoDashboard.Screens.Sending;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Screens.Sending;

/// <summary>Delivery to connections without a network, with a clock controlled by the test.</summary>
[Trait("Tier", "Host")]
public sealed class FrameDeliveryTests : IAsyncLifetime
{
    readonly TestApplication app = new();
    readonly TestClock time = new();
    readonly HubConnections connections = new();
    readonly List<Connected> connected = [];
    FrameDelivery delivery = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        delivery = new(connections, app.Services.GetRequiredService<FrameRenderer>(), app.LiveBriefing, time, NullLogger<FrameDelivery>.Instance);
        await delivery.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await delivery.StopAsync(Cancellation);
        delivery.Dispose();
        connected.ForEach(connection => connection.Dispose());
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Burst_OfTakes_IsConflatedToTheFirstAndTheLast()
    {
        var screen = await Open();
        var first = await screen.Next();
        delivery.AcknowledgePainted(screen.ConnectionId, first);

        var versions = new List<long> { await Edit(0) };
        // Sent at once, because the minimum interval since the last frame has passed.
        Assert.Equal(versions[0], await screen.Next());
        delivery.AcknowledgePainted(screen.ConnectionId, versions[0]);
        for (var i = 1; i < 20; i++)
            versions.Add(await Edit(i));
        Assert.False(screen.HasMore);

        time.Advance(FrameDelivery.MinFrameInterval);
        Assert.Equal(versions[^1], await screen.Next());
        Assert.False(screen.HasMore);
        // The journal has all versions.
        Assert.Equal(Enumerable.Range((int)versions[0], 20).Select(version => (long)version), versions);
    }

    [Fact]
    public async Task Connection_ThatOwesAnAcknowledgement_IsDroppedAfterTheBoundAndNoOther()
    {
        var (owing, painting) = (await Open(), await Open());
        foreach (var connection in (Connected[])[owing, painting])
            delivery.AcknowledgePainted(connection.ConnectionId, await connection.Next());
        var version = await Edit(1);
        Assert.Equal(version, await owing.Next());
        delivery.AcknowledgePainted(painting.ConnectionId, await painting.Next());

        time.Advance(ScreenConnection.AckTimeout - TimeSpan.FromSeconds(1));
        Assert.False(owing.IsDropped);
        time.Advance(TimeSpan.FromSeconds(1));
        time.Advance(FrameDelivery.CheckInterval);

        Assert.True(owing.IsDropped);
        Assert.False(painting.IsDropped);
    }

    [Fact]
    public async Task Connection_ThatHearsNothing_IsPingedAndOneThatWasSentAFrameIsNot()
    {
        var screen = await Open();
        delivery.AcknowledgePainted(screen.ConnectionId, await screen.Next());

        time.Advance(FrameDelivery.CheckInterval);
        delivery.AcknowledgePainted(screen.ConnectionId, await Shown());
        Assert.Equal(1, screen.Pings);

        time.Advance(FrameDelivery.CheckInterval / 2 + TimeSpan.FromMilliseconds(1));
        delivery.AcknowledgePainted(screen.ConnectionId, await Shown());
        time.Advance(FrameDelivery.CheckInterval / 2 - TimeSpan.FromMilliseconds(1));
        await Shown();
        Assert.Equal(1, screen.Pings);

        async Task<long> Shown()
        {
            await Edit((decimal)Random.Shared.NextDouble());
            return await screen.Next();
        }
    }

    [Fact]
    public async Task Acknowledgements_OfThousands_AreSpreadAndOfAFewAreNot()
    {
        var screens = new List<Connected>();
        for (var i = 0; i < 2_000; i++)
            screens.Add(await Open());
        foreach (var screen in screens)
            delivery.AcknowledgePainted(screen.ConnectionId, await screen.Next());
        var spread = await Spread();
        Assert.Equal(80 + 100, spread);

        foreach (var screen in screens.Skip(10))
            delivery.CloseConnection(screen.ConnectionId);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await Spread());

        async Task<int> Spread()
        {
            var version = await Edit((decimal)Random.Shared.NextDouble());
            await screens[0].Next();
            delivery.AcknowledgePainted(screens[0].ConnectionId, version);
            return screens[0].Last.GetProperty("wait").GetInt32() + screens[0].Last.GetProperty("spread").GetInt32();
        }
    }

    [Fact]
    public async Task Stop_WithAConnectionThatTakesNothing_DoesNotWait()
    {
        var stuck = await Open(isStuck: true);
        await Edit(1);

        await delivery.StopAsync(Cancellation);

        Assert.False(stuck.IsDropped);
        Assert.Equal(0, delivery.ConnectionCount);
    }

    async Task<Connected> Open(bool isStuck = false)
    {
        var connection = new Connected(isStuck);
        connected.Add(connection);
        connections.Add(connection.Connection);
        await delivery.OpenConnection(connection, DisplayLanguage.Vietnamese, null, takesChanges: false);
        return connection;
    }

    async Task<long> Edit(decimal dollars)
    {
        var draft = Draft.From(SampleData.Restate(FigureKey.National(2023, Measure.Disbursed), SampleData.Usd(229_000_000 + Math.Round(dollars * 1000))));
        return Assert.IsType<Committed>(await app.Services.GetRequiredService<Desk>().Take(draft, TestBriefing.Operator, Cancellation)).State.Version;
    }

    /// <summary>A connection whose client is the test.</summary>
    sealed class Connected : HubCallerContext, IDisposable
    {
        static readonly JsonHubProtocol Protocol = new();

        readonly DefaultConnectionContext wire = new(Guid.NewGuid().ToString("N"));
        readonly Pipe sent;
        readonly CancellationTokenSource aborted = new();

        public Connected(bool isStuck)
        {
            sent = new(isStuck ? new(pauseWriterThreshold: 16, resumeWriterThreshold: 1) : PipeOptions.Default);
            wire.Transport = new Duplex(new Pipe().Reader, sent.Writer);
            Connection = new(wire, new() { KeepAliveInterval = TimeSpan.FromHours(1), ClientTimeoutInterval = TimeSpan.FromHours(1) }, NullLoggerFactory.Instance) { Protocol = Protocol };
        }

        public HubConnectionContext Connection { get; }

        /// <summary>The argument of the last message.</summary>
        public JsonElement Last { get; private set; }

        public int Pings { get; private set; }

        public bool IsDropped => aborted.IsCancellationRequested;

        public bool HasMore => sent.Reader.TryRead(out var more) && Examined(more);

        public override string ConnectionId => wire.ConnectionId;

        public override string? UserIdentifier => null;

        public override ClaimsPrincipal? User => null;

        public override IDictionary<object, object?> Items => wire.Items;

        public override IFeatureCollection Features => wire.Features;

        public override CancellationToken ConnectionAborted => aborted.Token;

        public override void Abort() => aborted.Cancel();

        /// <summary>The version of the next frame.</summary>
        public async Task<long> Next()
        {
            while (true)
            {
                var read = await sent.Reader.ReadAsync(Cancellation);
                if (read.Buffer.PositionOf((byte)0x1e) is not { } end)
                {
                    sent.Reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                    continue;
                }

                var message = JsonDocument.Parse(read.Buffer.Slice(0, end).ToArray());
                sent.Reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                if (message.RootElement.GetProperty("type").GetInt32() == 6)
                {
                    Pings++;
                    continue;
                }

                Last = message.RootElement.GetProperty("arguments")[0];
                return Last.GetProperty("version").GetInt64();
            }
        }

        public void Dispose() => aborted.Dispose();

        bool Examined(ReadResult more)
        {
            sent.Reader.AdvanceTo(more.Buffer.Start);
            return more.Buffer.Length > 0;
        }

        sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
    }
}
