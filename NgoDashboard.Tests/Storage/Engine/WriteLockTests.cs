using System.Collections.Concurrent;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Tests.Storage.Engine;

/// <summary>Who writes next.</summary>
public sealed class WriteLockTests
{
    readonly WriteLock writeLock = new();
    readonly ConcurrentQueue<string> order = new();

    [Fact]
    public void Turn_WhileAnotherWrites_IsWaitedForAndThoseInTheBackgroundAreLast()
    {
        var first = writeLock.Acquire();
        var background = StartWaiting("background", writeLock.AcquireLowPriority);
        var take = StartWaiting("take", writeLock.Acquire);
        Assert.Empty(order);

        first.Dispose();
        take.Join();
        background.Join();

        Assert.Equal(["take", "background"], order);
    }

    [Fact]
    public void Turn_ThatNobodyHas_IsHadAtOnce()
    {
        writeLock.AcquireLowPriority().Dispose();
        writeLock.Acquire().Dispose();
        writeLock.AcquireLowPriority().Dispose();
    }

    /// <summary>A thread that waits for its turn.</summary>
    Thread StartWaiting(string name, Func<IDisposable> take)
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
