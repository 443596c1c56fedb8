using CsCheck;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Screens.Frames;
using NgoDashboard.Screens.Sending;
using NgoDashboard.Tests.TestKit.Clients;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Screens.Sending;

/// <summary>One connection, with transport, acknowledgements and clock controlled by the test.</summary>
public sealed class ScreenConnectionTests : IDisposable
{
    static readonly ProvinceCode LangSon = ProvinceCode.Parse("34:20");

    readonly ManualSynchronizationContext steps = new();
    readonly TestClock time = new();
    readonly LanguageFeed feed = new();
    readonly Transport transport = new();
    readonly ScreenConnection connection;

    public ScreenConnectionTests() => connection = CreateConnection(transport);

    public void Dispose() => steps.Dispose();

    [Fact]
    public void Offer_WhileOneIsInFlight_SendsTheNewestAfterIt()
    {
        Offer(1);
        Offer(2);
        Offer(3);
        Offer(4);

        Assert.Equal([1], transport.Sent);
        Take();
        Assert.Equal([1, 4], transport.Sent);
    }

    [Fact]
    public void Offer_OfNothingNewer_SendsNothing()
    {
        connection.SendNewestIfIdle();
        Assert.Empty(transport.Sent);

        Offer(5);
        Take();
        Offer(5);
        Offer(3);

        Assert.Equal([5], transport.Sent);
    }

    [Fact]
    public void Frame_ToAScreenThatAcknowledges_WaitsForTheAcknowledgement()
    {
        Acknowledge(1);
        Offer(2);
        Take();

        Offer(3);
        Offer(4);
        Assert.Equal([1, 2], transport.Sent);

        Painted(2);
        Assert.Equal([1, 2, 4], transport.Sent);
    }

    [Fact]
    public void Acknowledgement_OfAnOlderVersion_ReleasesNothing()
    {
        Acknowledge(1);
        Offer(2);
        Take();
        Offer(3);

        Painted(1);

        Assert.Equal([1, 2], transport.Sent);
    }

    [Fact]
    public void Acknowledgement_OfAVersionThatWasNeverSent_ReleasesNoLaterFrame()
    {
        Acknowledge(1);
        Painted(1_000);
        Offer(2);
        Take();
        Offer(3);

        Assert.Equal([1, 2], transport.Sent);
    }

    [Fact]
    public void Acknowledgement_BeforeTheSendIsReported_ReleasesWhenItIs()
    {
        Offer(1);
        Offer(2);
        Painted(1);
        Assert.Equal([1], transport.Sent);

        Take();
        Assert.Equal([1, 2], transport.Sent);
    }

    [Fact]
    public void Acknowledgement_ThatDoesNotCome_IsWaitedForAndOverdueAtTheBound()
    {
        Acknowledge(1);
        time.Advance(ScreenConnection.AckTimeout);
        Assert.False(connection.IsOverdue);
        Offer(2);
        Take();
        Offer(3);

        time.Advance(ScreenConnection.AckTimeout - TimeSpan.FromMilliseconds(1));
        Assert.False(connection.IsOverdue);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(connection.IsOverdue);
        Offer(4);
        Assert.Equal([1, 2], transport.Sent);

        Painted(2);
        Assert.False(connection.IsOverdue);
        Assert.Equal([1, 2, 4], transport.Sent);
    }

    [Fact]
    public void Listener_ThatNeverAcknowledges_IsPacedByItsTransportUntilTheBound()
    {
        for (var version = 1; version <= 5; version++)
        {
            Offer(version);
            Take();
            time.Advance(ScreenConnection.AckTimeout / 5);
        }

        Assert.Equal([1, 2, 3, 4, 5], transport.Sent);
        Assert.True(connection.IsOverdue);
    }

    [Fact]
    public void Send_ThatNeverEnds_HoldsOnlyItsOwnLineAndIsOverdueAtTheBound()
    {
        var healthyTransport = new Transport();
        var healthy = CreateConnection(healthyTransport);
        for (var version = 1; version <= 3; version++)
        {
            Offer(version);
            healthy.SendNewestIfIdle();
            healthyTransport.Take();
            steps.RunAllSteps();
            healthy.Acknowledge(version);
        }

        time.Advance(ScreenConnection.AckTimeout);
        Assert.Equal([1], transport.Sent);
        Assert.True(connection.IsOverdue);
        Assert.Equal([1, 2, 3], healthyTransport.Sent);
        Assert.False(healthy.IsOverdue);
    }

    [Fact]
    public void Send_ThatFails_DoesNotEndTheLine()
    {
        Offer(1);
        Offer(2);
        transport.Fail();
        steps.RunAllSteps();

        Assert.Equal([1, 2], transport.Sent);
    }

    [Fact]
    public void KeepAlive_WhereNothingWasSaidForSoLong_PingsAndElseNot()
    {
        var silent = TimeSpan.FromSeconds(5);
        Acknowledge(1);
        time.Advance(silent - TimeSpan.FromMilliseconds(1));
        connection.PingIfSilent(silent);
        Assert.Equal(0, Pings());

        time.Advance(TimeSpan.FromMilliseconds(1));
        connection.PingIfSilent(silent);
        connection.PingIfSilent(silent);
        Assert.Equal(1, Pings());

        // A frame that is published during the ping waits only for the transport.
        Offer(2);
        Take();
        Assert.Equal([1, 2], transport.Sent);
    }

    [Fact]
    public void KeepAlive_WhileTheTransportTakesNothing_AddsNothing()
    {
        Offer(1);
        time.Advance(TimeSpan.FromMinutes(1));

        connection.PingIfSilent(TimeSpan.FromSeconds(5));

        Assert.Equal((0, 1), (Pings(), transport.InFlight));
    }

    [Fact]
    public void Line_Closed_SendsNothing()
    {
        Acknowledge(1);
        Offer(2);
        Take();
        Offer(3);

        connection.Close();
        Painted(2);
        Offer(4);
        connection.PingIfSilent(TimeSpan.Zero);

        Assert.Equal([1, 2], transport.Sent);
    }

    [Fact]
    public void Screens_OfOneVersion_AreWrittenTheSameObject()
    {
        var (one, two) = (new Transport(), new Transport());
        feed.Publish(new(1, "<p>bản</p>"), default(AckDelay));
        CreateConnection(one).SendNewestIfIdle();
        CreateConnection(two).SendNewestIfIdle();

        Assert.Same(Assert.Single(one.Messages), Assert.Single(two.Messages));
    }

    [Fact]
    public void Screen_ThatTakesChanges_IsSentTheDifferenceFromWhatItHasPainted()
    {
        var taking = new Transport();
        var changing = CreateConnection(taking, takesChanges: true);
        foreach (var version in (long[])[1, 2, 3])
        {
            Publish(version);
            changing.SendNewestIfIdle();
            taking.Take();
            steps.RunAllSteps();
            // Before the first acknowledgement the server does not know what the screen has.
            if (version > 1)
                changing.Acknowledge(version);
        }

        Assert.Equal(["Show", "Show", "Change"], taking.Messages.Select(message => HubMessages.ParseInvocation(message).Target));
        Assert.Equal(2, HubMessages.ParseInvocation(taking.Messages[^1]).Argument.GetProperty("from").GetInt64());
    }

    [Fact]
    public void Strip_OfAProvince_IsSentBeforeTheFrameAndOnlyWhereItSaysSomethingElse()
    {
        var sent = new Transport();
        var own = CreateConnection(sent, LangSon);
        foreach (var (version, text) in ((long, string)[])[(1, "một"), (2, "một"), (3, "hai")])
        {
            feed.Publish(LangSon, new(version, text));
            Publish(version);
            own.SendNewestIfIdle();
            for (var i = 0; i < 2; i++)
            {
                sent.Take();
                steps.RunAllSteps();
            }
        }

        Assert.Equal([("Own", 1), ("Show", 1), ("Show", 2), ("Own", 3), ("Show", 3)], sent.Messages.Select(message => HubMessages.ParseInvocation(message)).Select(read => (read.Target, (int)Version(read))));

        static long Version((string Target, System.Text.Json.JsonElement Argument) read) => read.Argument.GetProperty("version").GetInt64();
    }

    [Fact]
    public void LastFrame_UnderAnyInterleaving_ArrivesAndNoneTwice()
    {
        var moves = Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6]).Array[0, 60];

        moves.Sample(drawn =>
        {
            using var interleaving = new ManualSynchronizationContext();
            var (wire, interleavedFeed) = (new Transport(), new LanguageFeed());
            var one = new ScreenConnection(interleavedFeed, null, takesChanges: false, wire.Send, time);
            long offered = 0;
            foreach (var (move, number) in drawn)
            {
                switch (move)
                {
                    case 0 or 1:
                        // The same version, an older one, or mostly a newer one.
                        var version = Math.Max(1, offered + number - 2);
                        offered = Math.Max(offered, version);
                        interleavedFeed.Publish(FrameOf(version), default(AckDelay));
                        one.SendNewestIfIdle();
                        break;
                    case 2:
                        interleaving.RunStep(number);
                        break;
                    case 3:
                        wire.Take();
                        break;
                    case 4:
                        one.PingIfSilent(TimeSpan.Zero);
                        break;
                    default:
                        one.Acknowledge(wire.Sent.Count == 0 ? 0 : wire.Sent[Math.Max(0, wire.Sent.Count - 1 - number)]);
                        break;
                }

                if (wire.InFlight > 1)
                    return false;
            }

            // Finally the transport takes everything, and the screen acknowledges it.
            for (var i = 0; i < 10; i++)
            {
                interleaving.RunAllSteps();
                wire.Take();
                interleaving.RunAllSteps();
                one.Acknowledge(wire.Sent.LastOrDefault());
            }

            return wire.Sent.SequenceEqual(wire.Sent.Order().Distinct()) && (wire.Sent.Count == 0 ? offered == 0 : wire.Sent[^1] == offered);
        });
    }

    int Pings() => transport.Messages.Count(HubMessages.IsPing);

    ScreenConnection CreateConnection(Transport to, ProvinceCode? own = null, bool takesChanges = false) => new(feed, own, takesChanges, to.Send, time);

    void Publish(long version) => feed.Publish(FrameOf(version), default(AckDelay));

    void Offer(long version)
    {
        Publish(version);
        connection.SendNewestIfIdle();
        steps.RunAllSteps();
    }

    /// <summary>Completes the write in flight.</summary>
    void Take()
    {
        transport.Take();
        steps.RunAllSteps();
    }

    void Painted(long version)
    {
        connection.Acknowledge(version);
        steps.RunAllSteps();
    }

    void Acknowledge(long version)
    {
        Offer(version);
        Take();
        Painted(version);
    }

    static Frame FrameOf(long version) => new(version, $"<p>bản {version}</p>" + string.Concat(Enumerable.Range(0, 30).Select(i => $"<td>{i * 7919 % 977}</td>")));

    /// <summary>A transport whose writes complete when the test says so.</summary>
    sealed class Transport
    {
        readonly List<TaskCompletionSource> inFlight = [];

        public List<SerializedHubMessage> Messages { get; } = [];

        public List<long> Sent { get; } = [];

        public int InFlight => inFlight.Count;

        public ValueTask Send(SerializedHubMessage message)
        {
            Messages.Add(message);
            if (!HubMessages.IsPing(message))
                Sent.Add(HubMessages.ParseInvocation(message).Argument.GetProperty("version").GetInt64());
            inFlight.Add(new());
            return new(inFlight[^1].Task);
        }

        public void Take() => End(taken => taken.SetResult());

        public void Fail() => End(taken => taken.SetException(new IOException("The connection failed.")));

        void End(Action<TaskCompletionSource> end)
        {
            if (inFlight is not [var first, ..])
                return;
            inFlight.RemoveAt(0);
            end(first);
        }
    }
}
