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
        var sender = new ConflatingSender<string>(Send);
        sender.SendLatest("60/63");
        await Until(1);

        sender.SendLatest("61/63");
        sender.SendLatest("62/63");
        // A client that does not read blocks no caller, and gets no more than this.
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
        var sender = new ConflatingSender<string>(async text =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref atOnce));
            // Gives concurrent sends, if there are any, the chance to run.
            for (var i = 0; i < 20; i++)
                await Task.Yield();
            Volatile.Write(ref last, text);
            Interlocked.Decrement(ref atOnce);
        });

        Parallel.For(0, Offers, i => sender.SendLatest($"{i}"));
        sender.SendLatest("388");

        await Wait.Until(() => Task.FromResult(Volatile.Read(ref last) == "388"), () => Task.FromResult(last));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Offer_AfterASendingThatFailed_IsSent()
    {
        var sender = new ConflatingSender<string>(Send);
        sender.SendLatest("60/63");
        await Until(1);
        taken.Dequeue().SetException(new InvalidOperationException());

        sender.SendLatest("61/63");

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
