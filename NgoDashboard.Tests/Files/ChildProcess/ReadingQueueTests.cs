using NgoDashboard.Files.ChildProcess;

namespace NgoDashboard.Tests.Files.ChildProcess;

public sealed class ReadingQueueTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_BeyondWhatRunsAtOnce_WaitsAndIsToldItsPlace()
    {
        var queue = new ReadingQueue(atOnce: 2, mostWaiting: 2);
        var (first, _) = (await queue.Enter(Unexpected, Cancellation), await queue.Enter(Unexpected, Cancellation));
        var (third, fourth) = (new List<int>(), new List<int>());

        var (next, last) = (queue.Enter(third.Add, Cancellation), queue.Enter(fourth.Add, Cancellation));
        Assert.Equal((1, 2, false, false), (third.Single(), fourth.Single(), next.IsCompleted, last.IsCompleted));
        first.Dispose();
        (await next).Dispose();
        (await last).Dispose();

        Assert.Equal([1], third);
        Assert.Equal(2, fourth[0]);
        Assert.Contains(1, fourth);
    }

    [Fact]
    public async Task Enter_OfAFullQueue_IsRefused_AndOfOneThatSomebodyLeft_IsNot()
    {
        var queue = new ReadingQueue(atOnce: 1, mostWaiting: 1);
        using var running = await queue.Enter(null, Cancellation);
        using var gone = new CancellationTokenSource();
        var waiting = queue.Enter(null, gone.Token);

        await Assert.ThrowsAsync<ReadingQueueFullException>(() => queue.Enter(null, Cancellation));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        var next = queue.Enter(null, Cancellation);
        running.Dispose();

        (await next).Dispose();
        (await queue.Enter(Unexpected, Cancellation)).Dispose();
    }

    [Fact]
    public async Task Turn_DisposedTwice_LetsOneThrough()
    {
        var queue = new ReadingQueue(atOnce: 1, mostWaiting: 2);
        var turn = await queue.Enter(null, Cancellation);
        var (one, other) = (queue.Enter(null, Cancellation), queue.Enter(null, Cancellation));

        turn.Dispose();
        turn.Dispose();
        await one;

        Assert.False(other.IsCompleted);
    }

    static void Unexpected(int place) => Assert.Fail($"Told place {place} without waiting.");
}
