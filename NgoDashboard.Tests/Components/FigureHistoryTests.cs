using Bunit;
using NgoDashboard.Components.Desk;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Components;

/// <summary>Any figure tells who changed it, when, why, from which source, and what was on air meanwhile.</summary>
public sealed class FigureHistoryTests : Drawn
{
    [Fact]
    public async Task History_OfAFigure_TellsSourcesMarksAndWhatWasOnAir()
    {
        var briefing = Work(TestBriefing.Of([(Nation(Measure.Organisations), Count(338))]));
        await briefing.Take(Of(SceneKinds.Years));
        await briefing.Take(Say(Nation(Measure.Organisations), Count(388)) with { IsCorrection = true, Source = new("Báo Quốc tế", "Tổng kết năm 2023", null, "2024-04") });
        await Do(briefing, new CoverWish(Cover.Held));
        await briefing.Take(Of(SceneKinds.Table));
        await briefing.Take(Say(Nation(Measure.Organisations), Count(390)));
        await Do(briefing, new CoverWish(Cover.Blank));
        await Do(briefing, new UndoWish());

        var drawn = Render<FigureHistory>(history => history.Add(one => one.Key, Nation(Measure.Organisations)).Add(one => one.Version, briefing.Air.Newest.Version));
        drawn.WaitForAssertion(() => Assert.Equal(3, drawn.FindAll("li").Count));

        var years = SceneTitle.Of(Of(SceneKinds.Years), briefing.Now.Snapshot);
        var lines = drawn.FindAll("li").Select(Text).ToArray();
        Assert.Contains("390 → 388", lines[0], StringComparison.Ordinal);
        Assert.Contains("hoàn tác", lines[0], StringComparison.Ordinal);
        Assert.Contains("Màn hình đang che", lines[0], StringComparison.Ordinal);
        Assert.Contains($"Đang giữ hình: {years}", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("đính chính", lines[1], StringComparison.Ordinal);
        Assert.Contains("đính chính", lines[2], StringComparison.Ordinal);
        Assert.Contains("338 → 388", lines[2], StringComparison.Ordinal);
        Assert.Contains("Báo Quốc tế: Tổng kết năm 2023, 4/2024", lines[2], StringComparison.Ordinal);
        Assert.Contains($"Đang chiếu: {years}", lines[2], StringComparison.Ordinal);
        Assert.Contains(TestBriefing.Operator.Name, lines[2], StringComparison.Ordinal);
    }

    static async Task Do(TestBriefing briefing, Wish wish) => Assert.IsType<Taken>(await briefing.Desk.Do(wish, TestBriefing.Operator, Cancellation));
}
