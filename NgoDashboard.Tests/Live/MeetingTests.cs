using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Live;

/// <summary>The meeting, its corrections, and what it changed.</summary>
public sealed class MeetingTests : IDisposable
{
    static readonly DateOnly Day = new(2024, 4, 12);

    readonly TestBriefing briefing = TestBriefing.Of([(Nation(), Usd(100)), (Nation(Measure.Organisations), Count(338))]);

    public void Dispose() => briefing.Dispose();

    [Fact]
    public async Task Correction_OnAir_StandsUntilItIsDismissed()
    {
        await briefing.Take(Correct(Count(388)));
        var at = briefing.Time.Now;
        briefing.Time.Move(TimeSpan.FromHours(3));
        await briefing.Take(Say(Nation(), Usd(101)));

        var correction = Assert.Single(briefing.Now.Corrections);
        Assert.Equal((Nation(Measure.Organisations), (Quantity?)Count(338), (Quantity?)Count(388), at, 2L), (correction.Key, correction.Before, correction.After, correction.At, correction.Version));
        Assert.IsType<Nothing>(await briefing.Do(new DismissWish([Nation()])));

        await briefing.Do(new DismissWish([Nation(), Nation(Measure.Organisations)]));

        Assert.Empty(briefing.Now.Corrections);
        Assert.True(briefing.Journal.Of(Nation(Measure.Organisations))[0].Change.IsCorrection);
        briefing.Restart();
        Assert.Empty(briefing.Now.Corrections);
    }

    [Fact]
    public async Task Corrections_OfTwoFigures_StandNewestFirstAndOfOneFigureOnce()
    {
        await briefing.Take(Correct(Count(388)));
        await briefing.Take(Say(Nation(), Usd(101)) with { IsCorrection = true });
        await briefing.Take(Correct(Count(390)));
        var told = Telling.Of(briefing.Now.Corrections);

        Assert.Equal(
            [(Nation(Measure.Organisations), (Quantity?)Count(388), (Quantity?)Count(390)), (Nation(), Usd(100), Usd(101))],
            briefing.Now.Corrections.Select(correction => (correction.Key, correction.Before, correction.After)));
        briefing.Restart();
        Assert.Equal(told, Telling.Of(briefing.Now.Corrections));
    }

    [Fact]
    public async Task Correction_OfWhatWasNeverPublished_IsNone()
    {
        await briefing.Take(Say(In("health"), Usd(7)) with { IsCorrection = true });

        Assert.Empty(briefing.Now.Corrections);
    }

    [Fact]
    public async Task Changes_OfAFigureChangedTwice_AreOneFromTheBeginningToNow()
    {
        await briefing.Take(Say(Nation(), Usd(101)), Correct(Count(388)));
        await briefing.Take(Say(Nation(), Usd(102)));

        Assert.Equal(
            [(Nation(), (Quantity?)Usd(100), (Quantity?)Usd(102), 3L, false), (Nation(Measure.Organisations), Count(338), Count(388), 2L, true)],
            briefing.Now.Changes.Select(change => (change.Key, change.Before, change.After, change.Version, change.IsCorrection)));
    }

    [Fact]
    public async Task Changes_OfAFigureThatCameBack_AreNone()
    {
        await briefing.Take(Say(Nation(), Usd(101)));
        await briefing.Take(Say(Nation(), Usd(100)));
        Assert.Empty(briefing.Now.Changes);

        // "Nearly" makes it another figure.
        await briefing.Take(Say(Nation(), Usd(100)) with { Qualifier = Qualifier.Nearly });
        Assert.Equal((Qualifier.Exact, Qualifier.Nearly), Assert.Single(briefing.Now.Changes) is var change ? (change.QualifierBefore!.Value, change.QualifierAfter) : default);
    }

    [Fact]
    public async Task Open_ANewMeeting_BeginsWithNothingOfTheOldOne()
    {
        await briefing.Take(new Scene(SceneKinds.Sectors, 2022));
        await briefing.Take(Correct(Count(388)));
        var snapshot = briefing.Now.Snapshot;

        var opened = Assert.IsType<Taken>(await briefing.Do(new OpenWish("Hội nghị giao ban", Day))).Now;

        Assert.Equal(new Meeting(4, "Hội nghị giao ban", Day, NeedsTwo: false), opened.Meeting);
        Assert.Equal((0, 0, 0, 0), (opened.Corrections.Length, opened.Changes.Length, opened.Recent.Length, opened.Latest.Length));
        Assert.Equal((null, SceneKinds.Sectors), (opened.Steps.Undoable, opened.Scene.Kind));
        Assert.Same(snapshot, opened.Snapshot);
        // The scene stays on air: what it shows is read out in the new meeting too.
        Assert.Contains(In("health") with { Period = Period.Year(2022) }, opened.ReadOut);
        Assert.DoesNotContain(Nation(), opened.ReadOut);
        await AssertTheSameAfterARestart();
    }

    [Fact]
    public async Task Meeting_Renamed_StaysTheSameMeeting()
    {
        await briefing.Take(Correct(Count(388)));
        await briefing.Do(new MeetingWish("Giao ban", Day, NeedsTwo: true));

        Assert.Equal(new Meeting(1, "Giao ban", Day, NeedsTwo: true), briefing.Now.Meeting);
        Assert.Single(briefing.Now.Corrections);
        Assert.Equal(2, briefing.Now.Steps.Undoable);
        Assert.IsType<Nothing>(await briefing.Do(new MeetingWish("Giao ban", Day, NeedsTwo: true)));
        await AssertTheSameAfterARestart();
    }

    [Fact]
    public async Task Take_OfASceneThatCannotBeDrawn_IsNotTaken()
    {
        var refused = Assert.IsType<NotTaken>(await briefing.Do(new TakeWish(new Draft([Say(Nation(), Usd(101))], new Scene(SceneKinds.Overview, 7)))));

        Assert.Equal([0, 1], refused.Findings.Select(list => list.Count));
        Assert.Equal(FindingKind.BadYear, refused.Findings[1][0].Kind);
        Assert.Equal(1, briefing.Journal.Read().Version);
    }

    async Task AssertTheSameAfterARestart()
    {
        await briefing.Take(Say(Nation(), Usd(101)));
        var told = Telling.Of(briefing.Now);
        briefing.Restart();
        Assert.Equal(told, Telling.Of(briefing.Now));
    }

    static Edit Correct(Quantity value) => Say(Nation(Measure.Organisations), value) with { IsCorrection = true };
}
