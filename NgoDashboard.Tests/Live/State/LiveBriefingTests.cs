using System.Globalization;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Live.State;

public sealed class LiveBriefingTests
{
    static readonly BriefingState First = new(1, new TestClock().GetUtcNow(), Snapshot.Create(SampleData.CountryReference, []), new Scene(SceneKinds.Overview, 2023), [], [], false);

    readonly LiveBriefing live = new(First);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subscribe_ThenPublish_GivesTheStateAndANotice()
    {
        var noticed = new TaskCompletionSource<long>();
        var (now, subscription) = live.Subscribe(() => noticed.TrySetResult(live.Current.Version));
        using (subscription)
        {
            Assert.Same(First, now);

            live.Publish(First with { Version = 2 });

            Assert.Equal(2, await noticed.Task.WaitAsync(Cancellation));
        }
    }

    [Fact]
    public async Task Subscribe_WhileVersionsAreComing_GetsANoticeOfEachAfterTheOneItGot()
    {
        const int last = 1_000;
        var listening = Enumerable.Range(0, 2).Select(_ => Task.Run(
            async () =>
            {
                var subscribed = new List<(long First, IDisposable Subscription, SemaphoreSlim Arrived)>();
                // Subscribes as soon as the next version is out, to hit the middle of a publication.
                for (var version = 1L; version < last; version = live.Current.Version)
                {
                    SpinWait.SpinUntil(() => live.Current.Version > version || version == last);
                    var arrived = new SemaphoreSlim(0);
                    var (now, subscription) = live.Subscribe(() => arrived.Release());
                    subscribed.Add((now.Version, subscription, arrived));
                }

                foreach (var (first, subscription, arrived) in subscribed)
                {
                    for (var version = first; version < last; version++)
                        Assert.True(await arrived.WaitAsync(TimeSpan.FromSeconds(20), Cancellation), $"A notice after version {first} is missing.");
                    subscription.Dispose();
                }
            },
            Cancellation)).ToArray();
        for (var version = 2; version <= last; version++)
        {
            live.Publish(First with { Version = version });
            // Gives the subscribers time, because on two cores they would otherwise start after the last version.
            Thread.SpinWait(200);
        }

        await Task.WhenAll(listening);

        Assert.Equal(0, live.SubscriberCount);
    }

    [Fact]
    public async Task Notice_OfASubscriber_ComesInItsOwnCulture()
    {
        var noticed = new TaskCompletionSource<(string, string)>();
        var subscription = await Task.Run(
            () =>
            {
                (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.GetCultureInfo("en-GB"), CultureInfo.GetCultureInfo("en-GB"));
                return live.Subscribe(() => noticed.TrySetResult((CultureInfo.CurrentCulture.Name, CultureInfo.CurrentUICulture.Name))).Subscription;
            },
            Cancellation);
        using (subscription)
        {
            Assert.Equal("vi-VN", CultureInfo.CurrentCulture.Name);

            live.Publish(First with { Version = 2 });

            Assert.Equal(("en-GB", "en-GB"), await noticed.Task.WaitAsync(Cancellation));
        }
    }

    [Fact]
    public async Task Notice_OneSubscriberStalled_ReachesTheOthersAndThePublisherGoesOn()
    {
        using var release = new ManualResetEventSlim();
        var noticed = new TaskCompletionSource();
        using var stalled = live.Subscribe(() => release.Wait(Cancellation)).Subscription;
        using var healthy = live.Subscribe(() => noticed.TrySetResult()).Subscription;

        live.Publish(First with { Version = 2 });
        await noticed.Task.WaitAsync(Cancellation);

        release.Set();
    }

    [Fact]
    public async Task Dispose_Subscription_IsForgottenAndNoticedNoMore()
    {
        var closed = 0;
        var noticed = new TaskCompletionSource();
        var disposed = live.Subscribe(() => Interlocked.Increment(ref closed)).Subscription;
        using var remaining = live.Subscribe(() => noticed.TrySetResult()).Subscription;
        Assert.Equal(2, live.SubscriberCount);

        disposed.Dispose();
        disposed.Dispose();

        Assert.Equal(1, live.SubscriberCount);
        live.Publish(First with { Version = 2 });
        await noticed.Task.WaitAsync(Cancellation);
        Assert.Equal(0, closed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Publish_VersionThatIsNotNewer_IsAMistakeOfTheCaller(long version)
    {
        Assert.Throws<InvalidOperationException>(() => live.Publish(First with { Version = version }));

        Assert.Same(First, live.Current);
    }
}
