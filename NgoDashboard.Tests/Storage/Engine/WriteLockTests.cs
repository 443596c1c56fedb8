using System.Collections.Concurrent;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Tests.Storage.Engine;

/// <summary>The order in which waiting writers get the lock.</summary>
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

    /// <summary>Starts a thread that waits for the lock, and returns once it waits.</summary>
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
