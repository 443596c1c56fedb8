using NgoDashboard.Screens;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Screens;

public sealed class LatestTests
{
    readonly List<string> sent = [];
    readonly Queue<TaskCompletionSource> taken = new();

    [Fact]
    public async Task Offer_WhileOneIsOnTheWay_SendsOnlyTheNewestAfterIt()
    {
        var line = new Latest<string>(Send);
        line.Offer("60/63");
        await Until(1);

        line.Offer("61/63");
        line.Offer("62/63");
        // A client that does not read holds up nobody, and gets no more than this.
        Assert.Equal(["60/63"], sent);
        taken.Dequeue().SetResult();
        await Until(2);

        Assert.Equal(["60/63", "62/63"], sent);
    }

    [Fact]
    public async Task Offer_AfterASendingThatFailed_IsSent()
    {
        var line = new Latest<string>(Send);
        line.Offer("60/63");
        await Until(1);
        taken.Dequeue().SetException(new InvalidOperationException());

        line.Offer("61/63");

        await Until(2);
        Assert.Equal("61/63", sent[^1]);
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
