using System.Globalization;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Live.State;

public sealed class LiveBriefingTests
{
    static readonly BriefingState First = new(1, new ManualTimeProvider().Now, Snapshot.Create(SampleData.CountryReference, []), new Scene(SceneKinds.Overview, 2023), [], [], false);

    readonly LiveBriefing air = new(First);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subscribe_ThenPublish_GivesTheStateAndANotice()
    {
        var noticed = new TaskCompletionSource<long>();
        var (now, subscription) = air.Subscribe(() => noticed.TrySetResult(air.Current.Version));
        using (subscription)
        {
            Assert.Same(First, now);

            air.Publish(First with { Version = 2 });

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
                // Each as soon as the next version is out: in the midst of it, if that is possible at all.
                for (var version = 1L; version < last; version = air.Current.Version)
                {
                    SpinWait.SpinUntil(() => air.Current.Version > version || version == last);
                    var arrived = new SemaphoreSlim(0);
                    var (now, subscription) = air.Subscribe(() => arrived.Release());
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
            air.Publish(First with { Version = version });
            // Lets the listeners in between: on two cores they would come when all is over.
            Thread.SpinWait(200);
        }

        await Task.WhenAll(listening);

        Assert.Equal(0, air.SubscriberCount);
    }

    [Fact]
    public async Task Notice_OfASubscriber_ComesInItsOwnCulture()
    {
        var noticed = new TaskCompletionSource<(string, string)>();
        var subscription = await Task.Run(
            () =>
            {
                (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.GetCultureInfo("en-GB"), CultureInfo.GetCultureInfo("en-GB"));
                return air.Subscribe(() => noticed.TrySetResult((CultureInfo.CurrentCulture.Name, CultureInfo.CurrentUICulture.Name))).Subscription;
            },
            Cancellation);
        using (subscription)
        {
            Assert.Equal("vi-VN", CultureInfo.CurrentCulture.Name);

            air.Publish(First with { Version = 2 });

            Assert.Equal(("en-GB", "en-GB"), await noticed.Task.WaitAsync(Cancellation));
        }
    }

    [Fact]
    public async Task Notice_OneSubscriberStalled_ReachesTheOthersAndThePublisherGoesOn()
    {
        using var release = new ManualResetEventSlim();
        var noticed = new TaskCompletionSource();
        using var stalled = air.Subscribe(() => release.Wait(Cancellation)).Subscription;
        using var healthy = air.Subscribe(() => noticed.TrySetResult()).Subscription;

        air.Publish(First with { Version = 2 });
        await noticed.Task.WaitAsync(Cancellation);

        release.Set();
    }

    [Fact]
    public async Task Dispose_Subscription_IsForgottenAndNoticedNoMore()
    {
        var closed = 0;
        var noticed = new TaskCompletionSource();
        var gone = air.Subscribe(() => Interlocked.Increment(ref closed)).Subscription;
        using var there = air.Subscribe(() => noticed.TrySetResult()).Subscription;
        Assert.Equal(2, air.SubscriberCount);

        gone.Dispose();
        gone.Dispose();

        Assert.Equal(1, air.SubscriberCount);
        air.Publish(First with { Version = 2 });
        await noticed.Task.WaitAsync(Cancellation);
        Assert.Equal(0, closed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Publish_VersionThatIsNotNewer_IsAMistakeOfTheCaller(long version)
    {
        Assert.Throws<InvalidOperationException>(() => air.Publish(First with { Version = version }));

        Assert.Same(First, air.Current);
    }
}
