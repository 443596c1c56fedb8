using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.State;

/// <summary>The meeting, its corrections and its net changes.</summary>
public sealed class MeetingStateTests : IDisposable
{
    static readonly DateOnly Day = new(2024, 4, 12);

    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100)), (National(Measure.Organisations), Count(338))]);

    public void Dispose() => briefing.Dispose();

    [Fact]
    public async Task Correction_OnAir_StandsUntilItIsDismissed()
    {
        await briefing.Take(Correct(Count(388)));
        var at = briefing.Time.GetUtcNow();
        briefing.Time.Advance(TimeSpan.FromHours(3));
        await briefing.Take(Restate(National(), Usd(101)));

        var correction = Assert.Single(briefing.State.Corrections);
        Assert.Equal((National(Measure.Organisations), (Quantity?)Count(338), (Quantity?)Count(388), at, 2L), (correction.Key, correction.Before, correction.After, correction.OccurredAt, correction.Version));
        Assert.IsType<NoChange>(await briefing.Execute(new DismissCorrectionsCommand([National()])));

        await briefing.Execute(new DismissCorrectionsCommand([National(), National(Measure.Organisations)]));

        Assert.Empty(briefing.State.Corrections);
        Assert.True(briefing.Journal.LoadFigureHistory(National(Measure.Organisations))[0].Change.IsCorrection);
        briefing.Restart();
        Assert.Empty(briefing.State.Corrections);
    }

    [Fact]
    public async Task Corrections_OfTwoFigures_StandNewestFirstAndOfOneFigureOnce()
    {
        await briefing.Take(Correct(Count(388)));
        await briefing.Take(Restate(National(), Usd(101)) with { IsCorrection = true });
        await briefing.Take(Correct(Count(390)));
        var before = StateDump.Dump(briefing.State.Corrections);

        Assert.Equal(
            [(National(Measure.Organisations), (Quantity?)Count(388), (Quantity?)Count(390)), (National(), Usd(100), Usd(101))],
            briefing.State.Corrections.Select(correction => (correction.Key, correction.Before, correction.After)));
        briefing.Restart();
        Assert.Equal(before, StateDump.Dump(briefing.State.Corrections));
    }

    [Fact]
    public async Task Correction_OfWhatWasNeverPublished_IsNone()
    {
        await briefing.Take(Restate(InSector("health"), Usd(7)) with { IsCorrection = true });

        Assert.Empty(briefing.State.Corrections);
    }

    [Fact]
    public async Task Changes_OfAFigureChangedTwice_AreOneFromTheBeginningToNow()
    {
        await briefing.Take(Restate(National(), Usd(101)), Correct(Count(388)));
        await briefing.Take(Restate(National(), Usd(102)));

        Assert.Equal(
            [(National(), (Quantity?)Usd(100), (Quantity?)Usd(102), 3L, false), (National(Measure.Organisations), Count(338), Count(388), 2L, true)],
            briefing.State.MeetingChanges.Select(change => (change.Key, change.Before, change.After, change.Version, change.IsCorrection)));
    }

    [Fact]
    public async Task Changes_OfAFigureThatCameBack_AreNone()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        await briefing.Take(Restate(National(), Usd(100)));
        Assert.Empty(briefing.State.MeetingChanges);

        // The same value with "nearly" is a change.
        await briefing.Take(Restate(National(), Usd(100)) with { Qualifier = Qualifier.Nearly });
        Assert.Equal((Qualifier.Exact, Qualifier.Nearly), Assert.Single(briefing.State.MeetingChanges) is var change ? (change.QualifierBefore!.Value, change.QualifierAfter) : default);
    }

    [Fact]
    public async Task Open_ANewMeeting_BeginsWithNothingOfTheOldOne()
    {
        await briefing.Take(new Scene(SceneKinds.Sectors, 2022));
        await briefing.Take(Correct(Count(388)));
        var snapshot = briefing.State.Snapshot;

        var opened = Assert.IsType<Committed>(await briefing.Execute(new OpenMeetingCommand("Hội nghị giao ban", Day))).State;

        Assert.Equal(new MeetingDetails(4, "Hội nghị giao ban", Day, RequiresApproval: false), opened.Meeting);
        Assert.Equal((0, 0, 0, 0), (opened.Corrections.Length, opened.MeetingChanges.Length, opened.RecentChanges.Length, opened.LatestChanges.Length));
        Assert.Equal((null, SceneKinds.Sectors), (opened.UndoHistory.UndoableVersion, opened.Scene.Kind));
        Assert.Same(snapshot, opened.Snapshot);
        // The scene stays on air, so its totals belong to the new meeting too.
        Assert.Contains(InSector("health") with { Period = Period.ForYear(2022) }, opened.TotalsOnAir);
        Assert.DoesNotContain(National(), opened.TotalsOnAir);
        await AssertTheSameAfterARestart();
    }

    [Fact]
    public async Task Meeting_Renamed_StaysTheSameMeeting()
    {
        await briefing.Take(Correct(Count(388)));
        await briefing.Execute(new ChangeMeetingCommand("Giao ban", Day, RequiresApproval: true));

        Assert.Equal(new MeetingDetails(1, "Giao ban", Day, RequiresApproval: true), briefing.State.Meeting);
        Assert.Single(briefing.State.Corrections);
        Assert.Equal(2, briefing.State.UndoHistory.UndoableVersion);
        Assert.IsType<NoChange>(await briefing.Execute(new ChangeMeetingCommand("Giao ban", Day, RequiresApproval: true)));
        await AssertTheSameAfterARestart();
    }

    [Fact]
    public async Task Take_OfASceneThatCannotBeDrawn_IsNotTaken()
    {
        var refused = Assert.IsType<Rejected>(await briefing.Execute(new TakeCommand(new Draft([Restate(National(), Usd(101))], new Scene(SceneKinds.Overview, 7)))));

        Assert.Equal([0, 1], refused.Findings.Select(list => list.Count));
        Assert.Equal(FindingKind.InvalidYear, refused.Findings[1][0].Kind);
        Assert.Equal(1, briefing.Journal.LoadState().Version);
    }

    async Task AssertTheSameAfterARestart()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        var before = StateDump.Dump(briefing.State);
        briefing.Restart();
        Assert.Equal(before, StateDump.Dump(briefing.State));
    }

    static Edit Correct(Quantity value) => Restate(National(Measure.Organisations), value) with { IsCorrection = true };
}
