using Bunit;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Components.DeskPanels;
using NgoDashboard.Live.Operations;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Components.DeskPanels;

/// <summary>The desk shows that the server's clock was changed, until an operator has read it.</summary>
public sealed class ClockNoticeTests : ComponentTest
{
    [Fact]
    public async Task Notice_OfAClockThatWasSet_NamesHowMuchAndSinceWhenUntilItIsRead()
    {
        AddDeskServices(TestBriefing.Create([(National(), Usd(100))]));
        var watch = Services.GetRequiredService<ClockWatch>();
        var notice = Render<ClockNotice>();
        Assert.Empty(notice.FindAll("section"));

        Time.ShiftClock(new TimeSpan(500, 3, 0, 0));
        watch.Check();

        notice.WaitForAssertion(() => Assert.Contains("500 ngày 3 giờ", notice.Find("li").TextContent, StringComparison.Ordinal));
        Assert.Contains("2025", notice.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Contains("bản 1 ", notice.Find("li").TextContent, StringComparison.Ordinal);
        Time.ShiftClock(TimeSpan.FromHours(-1.5));
        watch.Check();
        notice.WaitForAssertion(() => Assert.Contains("lùi 1 giờ 30 phút", notice.FindAll("li")[1].TextContent, StringComparison.Ordinal));

        await notice.Find("button").ClickAsync(new());

        notice.WaitForAssertion(() => Assert.Empty(notice.FindAll("section")));
    }
}
