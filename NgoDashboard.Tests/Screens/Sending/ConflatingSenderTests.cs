using NgoDashboard.Screens.Sending;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Screens.Sending;

public sealed class ConflatingSenderTests
{
    readonly List<string> sent = [];
    readonly Queue<TaskCompletionSource> taken = new();

    [Fact]
    public async Task Offer_WhileOneIsOnTheWay_SendsOnlyTheNewestAfterIt()
    {
        var line = new ConflatingSender<string>(Send);
        line.SendLatest("60/63");
        await Until(1);

        line.SendLatest("61/63");
        line.SendLatest("62/63");
        // A client that does not read holds up nobody, and gets no more than this.
        Assert.Equal(["60/63"], sent);
        taken.Dequeue().SetResult();
        await Until(2);

        Assert.Equal(["60/63", "62/63"], sent);
    }

    [Fact]
    public async Task Offers_OfManyThreads_AreNeverSentTwoAtATime()
    {
        const int Offers = 500;
        var (atOnce, most, last) = (0, 0, "");
        var line = new ConflatingSender<string>(async text =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref atOnce));
            // Other sendings, if there are any, have their turn meanwhile.
            for (var i = 0; i < 20; i++)
                await Task.Yield();
            Volatile.Write(ref last, text);
            Interlocked.Decrement(ref atOnce);
        });

        Parallel.For(0, Offers, i => line.SendLatest($"{i}"));
        line.SendLatest("388");

        await Wait.Until(() => Task.FromResult(Volatile.Read(ref last) == "388"), () => Task.FromResult(last));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Offer_AfterASendingThatFailed_IsSent()
    {
        var line = new ConflatingSender<string>(Send);
        line.SendLatest("60/63");
        await Until(1);
        taken.Dequeue().SetException(new InvalidOperationException());

        line.SendLatest("61/63");

        await Until(2);
        Assert.Equal("61/63", sent[^1]);
    }

    static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }

    Task Until(int count) => Wait.Until(
        () =>
        {
            lock (sent)
                return Task.FromResult(sent.Count == count);
        },
        () => Task.FromResult(string.Join(", ", sent)));

    Task Send(string text)
    {
        lock (sent)
        {
            sent.Add(text);
            taken.Enqueue(new(TaskCreationOptions.RunContinuationsAsynchronously));
            return taken.Peek().Task;
        }
    }
}
