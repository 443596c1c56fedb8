using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Clients;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;
using Point = NgoDashboard.Meeting.Points.Point;

namespace NgoDashboard.Tests.Screens.Sending;

/// <summary>The whole server on a real port with 500 screens, and the faults that occur during a meeting.</summary>
[Trait("Tier", "Host")]
public sealed class RollCallFaultsTests : IAsyncLifetime
{
    const int Screens = 500, Cut = 50, Stalled = 20, Silent = 10;

    static readonly TimeSpan Promised = TimeSpan.FromSeconds(35);

    readonly TestApplication app = new();
    readonly SocketScreen[] screens = new SocketScreen[Screens];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    RollCallView View => app.Services.GetRequiredService<RollCallView>();

    public ValueTask InitializeAsync()
    {
        app.UseKestrel(0);
        app.StartServer();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var screen in screens)
            screen?.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Screens_CutStalledAndSilent_AreEachInTheirStateWithinThirtyFiveSeconds()
    {
        var points = app.Points.Save([.. Enumerable.Range(0, Screens).Select(i => new Point(0, PointKind.Local, new(34, "31"), $"Điểm cầu {i}"))]);
        string[] keys = [.. points.Select(point => app.Keyring.Issue(Roles.Screen, point.Province, point.Name, point.Id).Secret)];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Screens), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation },
            async (i, _) => screens[i] = await SocketScreen.Open(app.ClientOptions.BaseAddress, keys[i]));
        await Until(() => View.Current.ShowingCount == Screens);

        var since = Stopwatch.StartNew();
        var (cut, stalled, silent) = (screens[..Cut], screens[Cut..(Cut + Stalled)], screens[(Cut + Stalled)..(Cut + Stalled + Silent)]);
        Array.ForEach(cut, screen => screen.PullCable());
        Array.ForEach(stalled, screen => screen.StopReading());
        Array.ForEach(silent, screen => screen.SkipsAcknowledgements = true);
        var version = 0L;
        for (var i = 0; i < 3; i++)
            version = await Take(229_000_000 + i);
        // Long before the server notices that screens are gone: the others do not wait for them.
        await Until(() => View.Current.ShowingCount == Screens - Cut - Stalled - Silent);
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(12));
        Assert.Equal(Cut + Stalled + Silent, View.Current.CountIn(PointState.Behind));

        await Until(() => View.Current.CountIn(PointState.Disconnected) == Cut);
        Assert.InRange(since.Elapsed, TimeSpan.Zero, Promised);
        // The healthy screens still show the newest version.
        version = await Take(231_000_000);
        await Until(() => View.Current.Version == version && View.Current.ShowingCount == Screens - Cut - Stalled - Silent);
        Assert.Equal(Expected(), View.Current.Lines.OrderBy(line => line.Point.Id).Select(line => line.State));
        // A screen that owes an acknowledgement gets no further frames.
        Assert.All(silent, screen => Assert.InRange(screen.LastReceivedVersion, 1, version - 1));
        await OverTheApi(version);
        await Until(() => screens[^1].RollCallBadgeText == $"{Screens - Cut}/{Screens} điểm cầu");
        Assert.InRange(since.Elapsed, TimeSpan.Zero, Promised);

        // Screens that read again catch up.
        Array.ForEach(stalled, screen => screen.ResumeReading());
        await Until(() => View.Current.CountIn(PointState.Behind) == Silent);
    }

    async Task OverTheApi(long version)
    {
        using var desk = new HttpClient { BaseAddress = app.ClientOptions.BaseAddress };
        desk.DefaultRequestHeaders.Authorization = new("Bearer", TestApplication.DeskKey);
        using var response = await desk.SendRequest("GET", "/api/roll-call");
        var rows = (await response.ReadJson()).EnumerateArray().OrderBy(row => row.GetProperty("id").GetInt64()).ToArray();

        Assert.Equal(Expected().Select(state => state.ToCode()), rows.Select(row => row.GetProperty("state").GetString()));
        foreach (var row in rows)
        {
            var (isThere, isShowing) = (row.GetProperty("connected").GetBoolean(), row.GetProperty("state").GetString() == "showing");
            Assert.Equal(isShowing, row.GetProperty("painted").GetInt64() == version);
            Assert.Equal(isThere ? 1 : 0, row.GetProperty("screens").GetInt32());
            Assert.Equal(isThere, row.GetProperty("gone").ValueKind == System.Text.Json.JsonValueKind.Null);
            Assert.Equal(isThere, row.GetProperty("address").GetString() != "");
        }
    }

    static IEnumerable<PointState> Expected() => Enumerable.Range(0, Screens).Select(i => i switch
    {
        < Cut => PointState.Disconnected,
        < Cut + Stalled + Silent => PointState.Behind,
        _ => PointState.Showing,
    });

    async Task<long> Take(decimal dollars)
    {
        var draft = Draft.From(SampleData.Restate(FigureKey.National(2023, Measure.Disbursed), SampleData.Usd(dollars)));
        return Assert.IsType<Committed>(await app.Services.GetRequiredService<Desk>().Take(draft, TestBriefing.Operator, Cancellation)).State.Version;
    }

    Task Until(Func<bool> condition) => Wait.Until(
        () => Task.FromResult(condition()),
        () => Task.FromResult(string.Join(", ", Enum.GetValues<PointState>().Select(state => $"{state} {View.Current.CountIn(state)}")) + $", \"{screens[^1]?.RollCallBadgeText}\""), 35);
}
