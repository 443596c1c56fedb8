using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Clients;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Screens.Sending;

/// <summary>A screen that received a frame but could not draw it gets the next frames, and never counts as showing them.</summary>
[Trait("Tier", "Host")]
public sealed class UndrawnFrameTests : IAsyncLifetime
{
    const string Name = "Điểm cầu Lạng Sơn";

    readonly TestApplication app = new();
    Uri server = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    RollCallLine Line => Assert.Single(app.Services.GetRequiredService<RollCallView>().Current.Lines, line => line.Point.Name == Name);

    public ValueTask InitializeAsync()
    {
        app.UseKestrel(0);
        app.StartServer();
        server = app.ClientOptions.BaseAddress;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Frames_ReceivedAndNotDrawn_GoOnAndCountNowhereAsShowing()
    {
        await using var screen = await ScreenClient.Open(server, app.IssueKey(Roles.Screen, "34:20", Name).Secret, acknowledges: false, acceptsDifferences: true);
        var version = (await screen.WaitForFrame(1)).Version;
        for (var i = 0; i < 3; i++)
        {
            await screen.Acknowledge("Received", version);
            await Until(() => Line.State == PointState.NotDrawn);
            // As the difference from the frame that was not drawn, because the page has its HTML.
            version = await Edit(231_500_000 + i);
            Assert.Equal(version, (await screen.WaitForFrame(version)).Version);
        }

        await screen.Acknowledge("Received", version);
        await Until(() => Line.State == PointState.NotDrawn);

        Assert.Equal(3, screen.Differences.Count);
        Assert.Equal((0, 0L, true), (app.Services.GetRequiredService<RollCallView>().Current.ShowingCount, Line.PaintedVersion, Line.IsConnected));
        var row = Assert.Single(await Rows(), row => row.GetProperty("point").GetString() == Name);
        Assert.Equal(("undrawn", true, 0L), (row.GetProperty("state").GetString(), row.GetProperty("connected").GetBoolean(), row.GetProperty("painted").GetInt64()));
        Assert.Equal(0, app.Services.GetRequiredService<DeliveryStats>().All[version].Painted);
        var stay = AttendanceRecorder.ToStay(Assert.Single(app.Services.GetRequiredService<ConnectedScreens>().All), DateTimeOffset.UtcNow, TimeSpan.Zero);
        Assert.Equal((null, null), (stay.FirstVersion, stay.LastVersion));
    }

    [Fact]
    public async Task Frame_DrawnAfterAll_IsShowingFromThenOn()
    {
        await using var screen = await ScreenClient.Open(server, app.IssueKey(Roles.Screen, "34:20", Name).Secret, acknowledges: false);
        var version = (await screen.WaitForFrame(1)).Version;
        await screen.Acknowledge("Received", version);
        await Until(() => Line.State == PointState.NotDrawn);

        await screen.Acknowledge("Painted", version);

        await Until(() => Line.State == PointState.Showing);
        Assert.Equal(1, app.Services.GetRequiredService<DeliveryStats>().All[version].Painted);
    }

    [Fact]
    public async Task Version_ThatWasNeverOnAir_IsNotReceivedEither()
    {
        await using var screen = await ScreenClient.Open(server, app.IssueKey(Roles.Screen, "34:20", Name).Secret, acknowledges: false);
        var version = (await screen.WaitForFrame(1)).Version;

        await screen.Acknowledge("Received", version + 1);
        // Messages of one connection are handled in order: when the second is handled, so is the first.
        await screen.Acknowledge("Painted", version);
        await Until(() => Line.State == PointState.Showing);

        Assert.Equal(0, Assert.Single(app.Services.GetRequiredService<ConnectedScreens>().All).ReceivedVersion);
    }

    async Task<IReadOnlyList<System.Text.Json.JsonElement>> Rows()
    {
        using var client = new HttpClient { BaseAddress = server, DefaultRequestHeaders = { Authorization = new("Bearer", TestApplication.DeskKey) } };
        using var answer = await client.SendRequest("GET", "/api/roll-call");
        return [.. (await answer.ReadJson()).EnumerateArray()];
    }

    async Task<long> Edit(decimal value) => Assert.IsType<Committed>(await app.Services.GetRequiredService<Desk>().Take(
        Draft.From(SampleData.Restate(FigureKey.National(2023, Measure.Disbursed), SampleData.Usd(value))), TestBriefing.Operator, Cancellation)).State.Version;

    static Task Until(Func<bool> condition) => Wait.Until(() => Task.FromResult(condition()), () => Task.FromResult("the roll does not say so"));
}
