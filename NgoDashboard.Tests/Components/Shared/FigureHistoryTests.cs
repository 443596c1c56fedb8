using Bunit;
using NgoDashboard.Components.Shared;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Components.Shared;

/// <summary>The history of a figure: who changed it, when, why, from which source, and what was on air at that time.</summary>
public sealed class FigureHistoryTests : ComponentTest
{
    [Fact]
    public async Task History_OfAFigure_TellsSourcesMarksAndWhatWasOnAir()
    {
        var briefing = AddDeskServices(TestBriefing.Create([(National(Measure.Organisations), Count(338))]));
        await briefing.Take(CreateScene(SceneKinds.Years));
        await briefing.Take(Restate(National(Measure.Organisations), Count(388)) with { IsCorrection = true, Source = new("Báo Quốc tế", "Tổng kết năm 2023", null, "2024-04") });
        await Do(briefing, new CoverCommand(Cover.Held));
        await briefing.Take(CreateScene(SceneKinds.Table));
        await briefing.Take(Restate(National(Measure.Organisations), Count(390)));
        await Do(briefing, new CoverCommand(Cover.Blank));
        await Do(briefing, new UndoCommand());

        var drawn = Render<FigureHistory>(history => history.Add(one => one.Key, National(Measure.Organisations)).Add(one => one.Version, briefing.LiveBriefing.Newest.Version));
        drawn.WaitForAssertion(() => Assert.Equal(3, drawn.FindAll("li").Count));

        var years = SceneTitle.TitleFor(CreateScene(SceneKinds.Years), briefing.State.Snapshot, DisplayLanguage.Vietnamese);
        var lines = drawn.FindAll("li").Select(TextOf).ToArray();
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

    static async Task Do(TestBriefing briefing, DeskCommand command) => Assert.IsType<Committed>(await briefing.Desk.Execute(command, TestBriefing.Operator, Cancellation));
}
