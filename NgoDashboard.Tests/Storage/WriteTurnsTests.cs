using System.Collections.Concurrent;
using NgoDashboard.Storage;

namespace NgoDashboard.Tests.Storage;

/// <summary>Who writes next.</summary>
public sealed class WriteTurnsTests
{
    readonly WriteTurns turns = new();
    readonly ConcurrentQueue<string> order = new();

    [Fact]
    public void Turn_WhileAnotherWrites_IsWaitedForAndThoseInTheBackgroundAreLast()
    {
        var first = turns.Take();
        var background = Started("background", turns.TakeBehind);
        var take = Started("take", turns.Take);
        Assert.Empty(order);

        first.Dispose();
        take.Join();
        background.Join();

        Assert.Equal(["take", "background"], order);
    }

    [Fact]
    public void Turn_ThatNobodyHas_IsHadAtOnce()
    {
        turns.TakeBehind().Dispose();
        turns.Take().Dispose();
        turns.TakeBehind().Dispose();
    }

    /// <summary>A thread that waits for its turn.</summary>
    Thread Started(string name, Func<IDisposable> take)
    {
        var thread = new Thread(() =>
        {
            using (take())
                order.Enqueue(name);
        });
        thread.Start();
        SpinWait.SpinUntil(() => thread.ThreadState == ThreadState.WaitSleepJoin);
        return thread;
    }
}
