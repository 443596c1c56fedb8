using Bunit;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Components.DeskPanels;
using NgoDashboard.Components.DeskPanels.RollCallDisplay;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.Operations;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Components.DeskPanels;

/// <summary>Problems of the server itself, as the desk shows them.</summary>
public sealed class DeskNoticesTests : ComponentTest
{
    [Fact]
    public async Task Notice_OfScreensBeyondTheJournal_NamesThemUntilTheyFollow()
    {
        var briefing = AddDeskServices(TestBriefing.CreateFromPublishedData());
        var (rollCall, langSon) = (Services.GetRequiredService<ConnectedScreens>(), briefing.Points.FindOrAdd("Lạng Sơn", new(34, "20")));
        var (bar, foot) = (Render<DeskBar>(parameters => parameters.Add(one => one.ActorName, "Bàn điều hành")), Render<RollCallBar>());
        Assert.Empty(bar.FindAll(".desk-notice"));
        rollCall.Join("1", new(langSon.Id, langSon.Name));
        rollCall.Join("2", new(null, "Bộ Ngoại giao"));
        rollCall.AcknowledgePainted("1", 1);

        rollCall.AcknowledgePainted("1", 130);
        rollCall.AcknowledgePainted("2", 131);
        await AwaitNotice();

        bar.WaitForAssertion(() => Assert.Equal(
            "2 màn hình đang hiện bản mới hơn nhật ký: Bộ Ngoại giao (bản 131), Lạng Sơn (bản 130). Tải lại trang trên các màn hình đó.",
            TextOf(bar.Find(".desk-notice[role=alert]"))));
        foot.WaitForAssertion(() => Assert.Equal("0/1 đang hiển thị bản 1", TextOf(foot.Find("b"))));

        rollCall.AcknowledgePainted("1", 1);
        rollCall.Leave("2");
        await AwaitNotice();
        bar.WaitForAssertion(() => Assert.Empty(bar.FindAll(".desk-notice")));
        foot.WaitForAssertion(() => Assert.Equal("1/1 đang hiển thị bản 1", TextOf(foot.Find("b"))));
    }

    [Fact]
    public async Task Backups_OnATimer_AreToldAtTheDeskAndTheirFailureToo()
    {
        using var folder = new TempFolder();
        Backups = new(folder.GetFilePath("backups"), TimeSpan.FromHours(1), 3);
        AddDeskServices(TestBriefing.CreateFromPublishedData());
        var schedule = Services.GetRequiredService<BackupSchedule>();
        var (bar, foot) = (Render<DeskBar>(parameters => parameters.Add(one => one.ActorName, "Bàn điều hành")), Render<RollCallBar>());
        Assert.Equal("Chưa có bản sao lưu nào", TextOf(foot.Find(".backup-note")));
        await schedule.StartAsync(Cancellation);

        await Move(TestClock.Resolution);
        foot.WaitForAssertion(() => Assert.Equal("Sao lưu gần nhất: 14:30, bản 1", TextOf(foot.Find(".backup-note"))));
        Assert.Empty(bar.FindAll(".desk-notice"));

        Directory.Delete(folder.GetFilePath("backups"), recursive: true);
        await File.WriteAllTextAsync(folder.GetFilePath("backups"), "", Cancellation);
        await Move(TimeSpan.FromDays(1));
        bar.WaitForAssertion(() => Assert.Matches(
            "^Không sao lưu được, máy chủ sẽ thử lại. .*backups: không ghi được.* Sao lưu gần nhất: 14:30 12/04/2024, bản 1.$", TextOf(bar.Find(".backup-failed"))));
        Assert.Contains("failed", foot.Find(".backup-note").ClassName!, StringComparison.Ordinal);

        async Task Move(TimeSpan by)
        {
            Time.Advance(by);
            await schedule.RunningBackup.WaitAsync(Cancellation);
        }
    }

    /// <summary>Lets the roll call's conflated notification come, half a second after the change.</summary>
    async Task AwaitNotice()
    {
        await Wait.Until(() => Task.FromResult(Time.PendingTimers > 0), () => Task.FromResult("no notice is due"));
        Time.Advance(TimeSpan.FromSeconds(1));
    }
}
