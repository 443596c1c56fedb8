using CsCheck;
using NgoDashboard.Screens;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Screens;

/// <summary>The way to one screen, with its transport, its acknowledgements and its clock in the test's hands.</summary>
public sealed class ScreenLineTests : IDisposable
{
    readonly StepByStep steps = new();
    readonly RingingTime time = new();
    readonly Transport transport = new();
    readonly ScreenLine line;

    public ScreenLineTests() => line = new(transport.Send, time);

    public void Dispose()
    {
        line.Dispose();
        steps.Dispose();
    }

    [Fact]
    public void Offer_WhileOneIsInFlight_KeepsOneWaitingTheNewest()
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
    public void Offer_NotNewerThanOneBefore_IsDropped()
    {
        Offer(5);
        Take();
        Offer(5);
        Offer(3);

        Assert.Equal([5], transport.Sent);
    }

    [Fact]
    public void Offer_OlderThanTheOneThatWaits_DoesNotReplaceIt()
    {
        Offer(1);
        Offer(5);
        Offer(4);
        Take();

        Assert.Equal([1, 5], transport.Sent);
    }

    [Fact]
    public void Frame_ToAScreenThatAcknowledges_WaitsForTheAcknowledgement()
    {
        Acknowledge(1);
        Offer(2);
        Take();

        Offer(3);
        Assert.Equal([1, 2], transport.Sent);

        line.Painted(2);
        steps.RunAll();
        Assert.Equal([1, 2, 3], transport.Sent);
    }

    [Fact]
    public void Acknowledgement_OfAnOlderVersion_ReleasesNothing()
    {
        Acknowledge(1);
        Offer(2);
        Take();
        Offer(3);

        line.Painted(1);
        steps.RunAll();

        Assert.Equal([1, 2], transport.Sent);
    }

    [Fact]
    public void Acknowledgement_BeforeTheSendIsReported_ReleasesWhenItIs()
    {
        Offer(1);
        Offer(2);
        line.Painted(1);
        steps.RunAll();
        Assert.Equal([1], transport.Sent);

        Take();
        Assert.Equal([1, 2], transport.Sent);
    }

    [Fact]
    public void Screen_ThatNeverAcknowledges_IsPacedByItsTransport()
    {
        for (var version = 1; version <= 5; version++)
        {
            Offer(version);
            Take();
        }

        Assert.Equal([1, 2, 3, 4, 5], transport.Sent);
        Assert.Equal(0, time.Waiting);
    }

    [Fact]
    public void Acknowledgement_ThatDoesNotCome_IsNotWaitedForLongerThanPatience()
    {
        Acknowledge(1);
        Offer(2);
        Take();
        Offer(3);

        time.Move(ScreenLine.Patience - TimeSpan.FromMilliseconds(1));
        steps.RunAll();
        Assert.Equal([1, 2], transport.Sent);

        time.Move(TimeSpan.FromMilliseconds(1));
        steps.RunAll();
        Assert.Equal([1, 2, 3], transport.Sent);
    }

    [Fact]
    public void Patience_OfAFrameThatWasPainted_LetsNoLaterFrameGo()
    {
        Acknowledge(1);
        Offer(2);
        Take();
        time.Move(ScreenLine.Patience / 2);
        line.Painted(2);
        Offer(3);
        steps.RunAll();
        Offer(4);

        // The patience with 2 would end here; 3 has not even been taken.
        time.Move(ScreenLine.Patience / 2);
        steps.RunAll();

        Assert.Equal([1, 2, 3], transport.Sent);
    }

    [Fact]
    public void Send_ThatNeverEnds_HoldsOnlyItsOwnLine()
    {
        var healthyTransport = new Transport();
        using var healthy = new ScreenLine(healthyTransport.Send, time);
        for (var version = 1; version <= 3; version++)
        {
            Offer(version);
            healthy.Offer(FrameOf(version));
            steps.RunAll();
            healthyTransport.Take();
            steps.RunAll();
        }

        time.Move(TimeSpan.FromHours(1));
        steps.RunAll();
        Assert.Equal([1], transport.Sent);
        Assert.Equal([1, 2, 3], healthyTransport.Sent);
    }

    [Fact]
    public void Send_ThatFails_DoesNotEndTheLine()
    {
        Offer(1);
        Offer(2);
        transport.Fail();
        steps.RunAll();

        Assert.Equal([1, 2], transport.Sent);
    }

    [Fact]
    public void Line_Disposed_SendsNothingAndLeavesNoTimer()
    {
        Acknowledge(1);
        Offer(2);
        Take();
        Offer(3);

        line.Dispose();
        line.Painted(2);
        Offer(4);
        time.Move(ScreenLine.Patience);
        steps.RunAll();

        Assert.Equal([1, 2], transport.Sent);
        Assert.Equal(0, time.Waiting);
    }

    [Fact]
    public void Line_DisposedWhileSending_LeavesNoTimer()
    {
        Acknowledge(1);
        Offer(2);

        line.Dispose();
        Take();

        Assert.Equal(0, time.Waiting);
    }

    [Fact]
    public void LastFrame_UnderAnyInterleaving_ArrivesAndNoneTwice()
    {
        var moves = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 6]).Array[0, 60];

        moves.Sample(drawn =>
        {
            using var interleaving = new StepByStep();
            var (clock, wire) = (new RingingTime(), new Transport());
            using var one = new ScreenLine(wire.Send, clock);
            long offered = 0;
            foreach (var (move, number) in drawn)
            {
                switch (move)
                {
                    case 0 or 1:
                        // Sometimes the same again, sometimes an older one, often a newer one.
                        var version = Math.Max(1, offered + number - 2);
                        offered = Math.Max(offered, version);
                        one.Offer(FrameOf(version));
                        break;
                    case 2:
                        interleaving.Run(number);
                        break;
                    case 3:
                        wire.Take();
                        break;
                    case 4:
                        one.Painted(wire.Sent.Count == 0 ? 0 : wire.Sent[Math.Max(0, wire.Sent.Count - 1 - number)]);
                        break;
                    default:
                        clock.Move(ScreenLine.Patience / 2 * number);
                        break;
                }

                if (wire.InFlight > 1)
                    return false;
            }

            // Now the transport takes everything, and nobody acknowledges any more.
            for (var i = 0; i < 10; i++)
            {
                interleaving.RunAll();
                wire.Take();
                interleaving.RunAll();
                clock.Move(ScreenLine.Patience);
            }

            return wire.Sent.SequenceEqual(wire.Sent.Order().Distinct()) && (wire.Sent.Count == 0 ? offered == 0 : wire.Sent[^1] == offered);
        });
    }

    void Offer(long version)
    {
        line.Offer(FrameOf(version));
        steps.RunAll();
    }

    /// <summary>The transport has taken what is in flight.</summary>
    void Take()
    {
        transport.Take();
        steps.RunAll();
    }

    void Acknowledge(long version)
    {
        Offer(version);
        Take();
        line.Painted(version);
        steps.RunAll();
    }

    static Frame FrameOf(long version) => new(version, "<p>bản</p>");

    /// <summary>A connection that takes a frame when it is told to.</summary>
    sealed class Transport
    {
        readonly List<TaskCompletionSource> inFlight = [];

        public List<long> Sent { get; } = [];

        public int InFlight => inFlight.Count;

        public Task Send(Frame frame)
        {
            Sent.Add(frame.Version);
            inFlight.Add(new());
            return inFlight[^1].Task;
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
