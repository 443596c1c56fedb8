using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Live.Operations;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Clients;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Screens.Hubs;

/// <summary>Screens calculate from the server's clock, so they get a message when it is set.</summary>
[Trait("Tier", "Host")]
public sealed class ClockChangeSenderTests : IAsyncDisposable
{
    readonly TestClock time = new();
    readonly TestApplication app;

    public ClockChangeSenderTests() => app = new() { Time = time };

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Screen_WhenTheClockIsSet_IsToldWhatItSaysNow()
    {
        app.UseKestrel(0);
        app.StartServer();
        await using var screen = await ScreenClient.Open(app.ClientOptions.BaseAddress, app.IssueKey(Roles.Screen).Secret);
        await screen.WaitForFrame(1);
        var before = screen.Hello!.Now;

        time.ShiftClock(TimeSpan.FromDays(500));
        app.Services.GetRequiredService<ClockWatch>().Check();

        await Wait.Until(() => Task.FromResult(screen.ClockMessages.Count > 0), () => Task.FromResult("nothing was told"));
        Assert.Equal(before + 500L * 24 * 3600 * 1000, screen.ClockMessages.First().ServerTimeMs);
    }
}
