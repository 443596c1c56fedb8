using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Screens.Connections;

namespace NgoDashboard.Tests.Screens.Connections;

/// <summary>The listener that is only there to be probed, and the probe.</summary>
public sealed class LivenessListenerTests : IAsyncDisposable
{
    readonly ServiceProvider services = new ServiceCollection().AddLogging().BuildServiceProvider();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Fact]
    public async Task Probe_OfTheListener_IsAnsweredUntilItIsClosed()
    {
        var listener = await LivenessListener.Start(services);
        Assert.True(AcceptWatchdog.AnswersProbe(listener.Address));

        await listener.DisposeAsync();

        Assert.False(AcceptWatchdog.AnswersProbe(listener.Address));
    }

    [Theory]
    [InlineData(AcceptWatchdog.LivePath, HttpStatusCode.OK, "live")]
    [InlineData("/", HttpStatusCode.NotFound, "")]
    public async Task Listener_AskedForAPath_AnswersThatOfLivenessAlone(string path, HttpStatusCode status, string body)
    {
        await using var listener = await LivenessListener.Start(services);
        using var client = new HttpClient { BaseAddress = new($"http://{listener.Address}") };

        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal((status, body), (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
