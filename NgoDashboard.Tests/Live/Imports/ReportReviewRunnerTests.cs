using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Live.Imports;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Imports;

public sealed class ReportReviewRunnerTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100))]);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => briefing.Dispose();

    [Fact]
    public async Task Review_ThatTakesTooLong_IsGivenUp()
    {
        var runner = CreateRunner(new() { MostReviewTime = TimeSpan.FromMilliseconds(50) });

        await Assert.ThrowsAsync<ReviewTimeoutException>(() => runner.RunLimited(WaitUntilCancelled, Cancellation));

        Assert.Equal(5, await runner.RunLimited(_ => 5, Cancellation));
    }

    [Fact]
    public async Task Review_CancelledByItsCaller_IsNoTimeout()
    {
        var runner = CreateRunner(new());
        using var leaving = new CancellationTokenSource();

        var review = runner.RunLimited(WaitUntilCancelled, leaving.Token);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => review);
    }

    [Fact]
    public async Task Review_WhereTooManyWait_IsRefused()
    {
        var runner = CreateRunner(new() { AtOnce = 1, MostWaiting = 0 });
        using var leaving = new CancellationTokenSource();
        var first = runner.RunLimited(WaitUntilCancelled, leaving.Token);

        await Assert.ThrowsAsync<ReadingQueueFullException>(() => runner.RunLimited(_ => 5, Cancellation));

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    static int WaitUntilCancelled(CancellationToken token)
    {
        token.WaitHandle.WaitOne();
        token.ThrowIfCancellationRequested();
        return 0;
    }

    ReportReviewRunner CreateRunner(FileReadingOptions options) => new(
        options,
        new(new(briefing.Database), new(briefing.Database), briefing.Drafts, briefing.LiveBriefing, briefing.Time),
        briefing.Drafts);
}
