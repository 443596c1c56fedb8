using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Operations;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Components;

/// <summary>Components rendered without a browser (bUnit), on a real briefing.</summary>
public abstract class ComponentTest : BunitContext
{
    TestBriefing? briefing;

    // Only the time until a failure is reported: machines under load are slow.
    static ComponentTest() => DefaultWaitTimeout = TimeSpan.FromSeconds(20);

    protected static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    protected static BriefingState CreateState(Snapshot snapshot, Scene scene, long version = 7, params IEnumerable<AiredChange> latest) =>
        new(version, new DateTimeOffset(2024, 4, 12, 7, 31, 0, TimeSpan.Zero), snapshot, scene, [.. latest], [.. latest], IsRehearsal: false);

    /// <summary>Registers the services that the desk's components inject. The briefing is disposed with the test.</summary>
    private protected TestBriefing AddDeskServices(TestBriefing on)
    {
        briefing = on;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton(briefing.LiveBriefing);
        Services.AddSingleton(briefing.Desk);
        Services.AddSingleton(briefing.Drafts);
        Services.AddSingleton(briefing.Approvals);
        Services.AddSingleton(briefing.Agenda);
        Services.AddSingleton(briefing.Amendments);
        Services.AddSingleton(briefing.Proposals);
        Services.AddSingleton(briefing.SpeakingQueue);
        Services.AddSingleton(_ => new Rotation(on.Agenda, on.Desk, on.LiveBriefing, Time));
        Services.AddSingleton(briefing.Journal);
        Services.AddSingleton(new NgoDashboard.Storage.Meeting.AttendanceStore(briefing.Database));
        Services.AddSingleton<NgoDashboard.Live.Records.RecordReader>();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<ClockWatch>();
        Services.AddSingleton<ConnectedScreens>();
        Services.AddSingleton(briefing.Points);
        Services.AddSingleton<UploadedFileReader, InProcessFileReader>();
        Services.AddSingleton<RollCallView>();
        Services.AddSingleton(_ => new BackupSchedule(Backups, on.Database, Time, Microsoft.Extensions.Logging.Abstractions.NullLogger<BackupSchedule>.Instance));
        Services.AddSingleton<DeliveryStats>();
        Services.AddSingleton(_ => new RollCallBadgeSetting(new(on.Database)));
        SignedIn = this.AddAuthorization().SetAuthorized("Bàn điều hành").SetClaims(new Claim(ClaimTypes.NameIdentifier, TestBriefing.Operator.KeyId));
        Services.TryAddSingleton(new NgoDashboard.Access.AccessOptions(null, null, []));
        Services.AddSingleton<AntiforgeryStateProvider, NoAntiforgery>();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        Render<MudPopoverProvider>();
        return on;
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        briefing?.Dispose();
    }

    /// <summary>Set before <see cref="AddDeskServices"/>.</summary>
    private protected BackupOptions Backups { get; set; } = BackupOptions.None;

    /// <summary>The clock of the briefing; after <see cref="AddDeskServices"/>.</summary>
    private protected TestClock Time => briefing!.Time;

    /// <summary>The signed-in user; set by <see cref="AddDeskServices"/>.</summary>
    private protected BunitAuthorizationContext SignedIn { get; private set; } = null!;

    /// <summary>The rows of a chart's table: label, number for the picture, text, class.</summary>
    protected static IReadOnlyList<(string Label, string? Value, string Text, string Class)> ChartRows(IRenderedComponent<IComponent> drawn, string chart) =>
    [
        .. drawn.FindAll($"live-chart#{chart} tbody tr").Select(row => (
            TextOf(row.QuerySelector("th")!), row.QuerySelector("data")?.GetAttribute("value"), TextOf(row.QuerySelector("td")!), row.ClassName ?? "")),
    ];

    /// <summary>A headline figure: heading, number with its words, note.</summary>
    protected static (string Title, string Value, string Note) Headline(IRenderedComponent<IComponent> drawn, int which)
    {
        var tile = drawn.FindAll("section.kpi")[which];
        return (TextOf(tile.QuerySelector("h2")!), TextOf(tile.QuerySelector("p.value")!), TextOf(tile.QuerySelector("p.note")!));
    }

    /// <summary>A rendered component has no request, and so no token.</summary>
    sealed class NoAntiforgery : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }

    protected static string TextOf(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
