using Dapper;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Commands;

public sealed class DeskTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100)), (National(Measure.Organisations), Count(338)), (National(Measure.Committed), Usd(150))]);

    public void Dispose() => briefing.Dispose();

    [Fact]
    public async Task Take_Correction_IsOnTheDiskAndOnAirAsTheNextVersion()
    {
        var taken = Assert.IsType<Committed>(await briefing.Take(Restate(National(Measure.Organisations), Count(388))));

        Assert.Same(briefing.State, taken.State);
        Assert.Equal((2L, briefing.Time.GetUtcNow()), (taken.State.Version, taken.State.TakenAt));
        Assert.Equal(Count(388), taken.State.Snapshot.FindAdopted(National(Measure.Organisations))!.Value);
        AssertLiveEqualsJournal();
        Assert.Equal(
            new AiredChange(National(Measure.Organisations), Count(338), Qualifier.Exact, Count(388), Qualifier.Exact, briefing.Time.GetUtcNow(), 2),
            Assert.Single(taken.State.LatestChanges));
    }

    [Fact]
    public async Task Take_RefusedEdit_ChangesNeitherStoreNorAir()
    {
        var before = briefing.State;
        var notices = 0;
        using var subscription = briefing.LiveBriefing.Subscribe(() => Interlocked.Increment(ref notices)).Subscription;

        var result = Assert.IsType<Rejected>(await briefing.Take(Restate(National(), Usd(101)), Restate(InSector("helth"), Usd(1))));

        Assert.Equal([0, 1], result.Findings.Select(list => list.Count));
        Assert.False(result.HasOnlyQuestions || result.IsStale);
        Assert.Same(before, briefing.State);
        Assert.Equal(1, briefing.Journal.LoadState().Version);
        Assert.Empty(briefing.Journal.LoadNewestChanges(9));
        Assert.Equal(0, notices);
        AssertLiveEqualsJournal();
    }

    [Fact]
    public async Task Take_Jump_IsAskedAboutFirstAndTakenOnceAccepted()
    {
        var rejected = Assert.IsType<Rejected>(await briefing.Take(Restate(National(Measure.Organisations), Count(3_388))));

        Assert.True(rejected.HasOnlyQuestions);
        Assert.Equal(1, briefing.State.Version);

        Assert.IsType<Committed>(await briefing.Take(Restate(National(Measure.Organisations), Count(3_388), accepted: true)));
        Assert.Equal(Count(3_388), briefing.State.Snapshot.FindAdopted(National(Measure.Organisations))!.Value);
    }

    [Fact]
    public async Task Take_EditOfAFigureThatChangedMeanwhile_IsStale()
    {
        await briefing.Take(Restate(National(), Usd(101), expected: 1));

        var result = Assert.IsType<Rejected>(await briefing.Take(Restate(National(), Usd(102), expected: 1)));

        Assert.True(result.IsStale);
        Assert.Equal(Usd(101), briefing.State.Snapshot.FindAdopted(National())!.Value);
        // A figure without a change is not stale, whatever the newest version.
        Assert.IsType<Committed>(await briefing.Take(Restate(National(Measure.Organisations), Count(388), expected: 1)));
    }

    [Fact]
    public async Task Take_TwoHundredInParallel_LosesNone()
    {
        // Keys of all kinds, and the national figure several times.
        var places = CurrentProvinces.Concat(OldProvinces).SelectMany(province => Sectors, (province, sector) => InProvince(province) with { Sector = sector })
            .SelectMany(_ => (Measure[])[Measure.CommittedTotal, Measure.Projects], (key, measure) => key with { Measure = measure })
            .Concat(Enumerable.Repeat(National(Measure.CommittedTotal), 9)).ToArray();
        var edits = Enumerable.Range(0, 200).Select(i => places[i % places.Length]).Select((key, i) =>
            Restate(key, key.Measure.IsMoney ? Usd(1_000 + i) : Count(1_000 + i), accepted: true)).ToArray();

        var results = await Task.WhenAll(edits.Select(edit => Task.Run(() => briefing.Take(edit))));

        var taken = results.Select(Assert.IsType<Committed>).ToArray();
        Assert.Equal(Enumerable.Range(2, 200).Select(version => (long)version), taken.Select(committed => committed.State.Version).Order());
        Assert.Equal(201, briefing.State.Version);
        AssertLiveEqualsJournal();
        var stored = briefing.Journal.LoadNewestChanges(1_000);
        Assert.Equal(200, stored.Count);
        Assert.Equal(edits.Select(edit => (edit.Key, edit.Value)).ToHashSet(), stored.Select(change => (change.Key, change.After!.Value)).ToHashSet());
        // For each key the newest value is adopted: none was overwritten by an older one.
        foreach (var place in stored.GroupBy(change => change.Key))
            Assert.Equal(place.MaxBy(change => change.Version)!.After, briefing.State.Snapshot.FindAdopted(place.Key)!.Value);
    }

    [Fact]
    public async Task Take_TwentyThatSawTheSameVersion_OneWinsAndTheOthersAreStale()
    {
        var results = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => Task.Run(() => briefing.Take(Restate(National(), Usd(100 + i), expected: 1)))));

        Assert.Single(results.OfType<Committed>());
        Assert.Equal(19, results.OfType<Rejected>().Count(result => result.IsStale));
        Assert.Equal(2, briefing.State.Version);
    }

    [Fact]
    public async Task Take_TheDiskRefuses_LeavesTheAirAsItWasAndTheNextTakeGoesOn()
    {
        var before = briefing.State;
        Execute("CREATE TRIGGER full_disk BEFORE INSERT ON statement BEGIN SELECT RAISE(ABORT, 'no space left'); END");

        Assert.IsType<NotStored>(await briefing.Take(Restate(National(), Usd(101))));

        Assert.Same(before, briefing.State);
        Execute("DROP TRIGGER full_disk");
        Assert.Equal(2, Assert.IsType<Committed>(await briefing.Take(Restate(National(), Usd(101)))).State.Version);
        AssertLiveEqualsJournal();
    }

    [Fact]
    public async Task Take_OverAVersionThatIsNoLongerTheNewest_TakesNothing()
    {
        await briefing.Take(Restate(National(), Usd(101)));

        Assert.IsType<NoChange>(await briefing.Execute(new TakeCommand(Draft.From(new Scene("years", Year)), ExpectedVersion: 1)));
        Assert.Equal(2, briefing.State.Version);
        Assert.IsType<Committed>(await briefing.Execute(new TakeCommand(Draft.From(new Scene("years", Year)), ExpectedVersion: 2)));
    }

    [Fact]
    public async Task Take_CancelledBeforeItsTurn_TakesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => briefing.Desk.Take(Draft.From(Restate(National(), Usd(101))), TestBriefing.Operator, new(canceled: true)));

        Assert.Equal(1, briefing.State.Version);
        Assert.IsType<Committed>(await briefing.Take(Restate(National(), Usd(101))));
    }

    [Fact]
    public async Task Take_FiguresAndSceneTogether_AreOneVersion()
    {
        var scene = new Scene(SceneKinds.Province, 2022, HaiPhong);
        await briefing.Desk.Take(new Draft([Restate(National(), Usd(101)), Restate(InSector("health"), Usd(7))], scene), TestBriefing.Operator, TestContext.Current.CancellationToken);

        Assert.Equal((2L, scene, 2), (briefing.State.Version, briefing.State.Scene, briefing.State.LatestChanges.Length));
        AssertLiveEqualsJournal();
    }

    [Fact]
    public async Task Recent_Marks_ExpireAfterThirtySeconds()
    {
        var start = briefing.Time.GetUtcNow();
        await briefing.Take(Restate(National(), Usd(101)));
        briefing.Time.Advance(BriefingState.HighlightDuration - TimeSpan.FromTicks(1));
        await briefing.Take(Restate(National(Measure.Organisations), Count(388)));

        Assert.Equal([(National(Measure.Organisations), 3L), (National(), 2L)], briefing.State.RecentChanges.Select(change => (change.Key, change.Version)));
        Assert.Equal((start, (DateTimeOffset?)null), (briefing.State.ChangedAt(National())!.Value, briefing.State.ChangedAt(InSector("health"))));

        briefing.Time.Advance(TimeSpan.FromTicks(1));
        await briefing.Take(new Scene(SceneKinds.Years, 2023));

        Assert.Equal(National(Measure.Organisations), Assert.Single(briefing.State.RecentChanges).Key);
        Assert.Null(briefing.State.ChangedAt(National()));
    }

    [Fact]
    public async Task Recent_FigureChangedTwice_IsMarkedOnceWithItsNewestChange()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        briefing.Time.Advance(TimeSpan.FromSeconds(5));
        await briefing.Take(Restate(National(), Usd(102)));

        Assert.Equal((3L, (Quantity?)Usd(101), Usd(102)), Assert.Single(briefing.State.RecentChanges) is var change ? (change.Version, change.Before, change.After) : default);
    }

    [Fact]
    public async Task Latest_Changes_StandUntilTheNextHoweverLong()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        briefing.Time.Advance(TimeSpan.FromHours(1));
        await briefing.Take(new Scene(SceneKinds.Years, 2023));

        Assert.Equal(2, Assert.Single(briefing.State.LatestChanges).Version);
        Assert.Empty(briefing.State.RecentChanges);

        await briefing.Take(Restate(National(Measure.Organisations), Count(388)));
        Assert.Equal(4, Assert.Single(briefing.State.LatestChanges).Version);
    }

    [Fact]
    public async Task Take_ClockSetBack_KeepsVersionsInOrderEachWithItsOwnTime()
    {
        await briefing.Take(Restate(National(), Usd(101)));
        var second = briefing.State.TakenAt;
        briefing.Time.ShiftClock(TimeSpan.FromHours(-1));
        await briefing.Take(Restate(National(Measure.Organisations), Count(388)));

        Assert.Equal((3L, second.AddHours(-1)), (briefing.State.Version, briefing.State.TakenAt));
        // A change that is one hour in the future is not a recent one.
        Assert.Equal(3, Assert.Single(briefing.State.RecentChanges).Version);
        AssertLiveEqualsJournal();
    }

    [Fact]
    public async Task Take_AfterAClockWasAheadForSeconds_IsOfItsOwnTime()
    {
        var before = briefing.Time.GetUtcNow();
        briefing.Time.ShiftClock(TimeSpan.FromDays(500));
        await briefing.Take(Restate(National(), Usd(101)));
        briefing.Time.Advance(TimeSpan.FromSeconds(5));
        briefing.Time.ShiftClock(TimeSpan.FromDays(-500));

        for (var version = 3; version < 6; version++)
        {
            await briefing.Take(Restate(National(), Usd(100 + version)));
            Assert.Equal((version, before.AddSeconds(5)), (briefing.State.Version, briefing.State.TakenAt));
        }

        briefing.Restart();
        Assert.Equal((5L, before.AddSeconds(5), 5L), (briefing.State.Version, briefing.State.TakenAt, briefing.State.LatestChanges[0].Version));
        Assert.Equal([5, 4, 3, 2], briefing.Journal.LoadNewestChanges(10).Select(change => change.Version));
        AssertLiveEqualsJournal();
    }

    [Fact]
    public async Task Take_AfterMidnightInHaNoi_IsOfThatDay()
    {
        // 17:30 UTC on the 12th is 00:30 on the 13th in Viet Nam.
        briefing.Time.Advance(TimeSpan.FromHours(10));
        await briefing.Take(Restate(National(year: 2024), Usd(7)));

        Assert.Equal(new DateOnly(2024, 4, 13), briefing.State.Snapshot.FindAdopted(National(year: 2024))!.AsOf);
    }

    void Execute(string sql)
    {
        using var connection = briefing.Database.OpenConnection();
        connection.Execute(sql);
    }

    void AssertLiveEqualsJournal()
    {
        var stored = briefing.Journal.LoadState();

        Assert.Equal((stored.Version, stored.OccurredAt, stored.Stage), (briefing.State.Version, briefing.State.TakenAt, briefing.State.Scene.ToEntry()));
        Assert.Equal(StateDump.Dump(stored.Snapshot), StateDump.Dump(briefing.State.Snapshot));
    }
}
