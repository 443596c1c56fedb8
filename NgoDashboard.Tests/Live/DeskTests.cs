using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Live;

public sealed class DeskTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Of([(Nation(), Usd(100)), (Nation(Measure.Organisations), Count(338)), (Nation(Measure.Committed), Usd(150))]);

    public void Dispose() => briefing.Dispose();

    [Fact]
    public async Task Take_Correction_IsOnTheDiskAndOnAirAsTheNextVersion()
    {
        var taken = Assert.IsType<Taken>(await briefing.Take(Say(Nation(Measure.Organisations), Count(388))));

        Assert.Same(briefing.Now, taken.Now);
        Assert.Equal((2L, briefing.Time.Now), (taken.Now.Version, taken.Now.At));
        Assert.Equal(Count(388), taken.Now.Snapshot.Stated(Nation(Measure.Organisations))!.Value);
        AssertAirEqualsJournal();
        Assert.Equal(
            new AiredChange(Nation(Measure.Organisations), Count(338), Qualifier.Exact, Count(388), Qualifier.Exact, briefing.Time.Now, 2),
            Assert.Single(taken.Now.Latest));
    }

    [Fact]
    public async Task Take_RefusedEdit_ChangesNeitherStoreNorAir()
    {
        var before = briefing.Now;
        var notices = 0;
        using var subscription = briefing.Air.Subscribe(() => Interlocked.Increment(ref notices)).Subscription;

        var outcome = Assert.IsType<NotTaken>(await briefing.Take(Say(Nation(), Usd(101)), Say(In("helth"), Usd(1))));

        Assert.Equal([0, 1], outcome.Findings.Select(list => list.Count));
        Assert.False(outcome.IsQuestion || outcome.IsStale);
        Assert.Same(before, briefing.Now);
        Assert.Equal(1, briefing.Journal.Read().Version);
        Assert.Empty(briefing.Journal.Latest(9));
        Assert.Equal(0, notices);
        AssertAirEqualsJournal();
    }

    [Fact]
    public async Task Take_Jump_IsAskedAboutFirstAndTakenOnceAccepted()
    {
        var asked = Assert.IsType<NotTaken>(await briefing.Take(Say(Nation(Measure.Organisations), Count(3_388))));

        Assert.True(asked.IsQuestion);
        Assert.Equal(1, briefing.Now.Version);

        Assert.IsType<Taken>(await briefing.Take(Say(Nation(Measure.Organisations), Count(3_388), accepted: true)));
        Assert.Equal(Count(3_388), briefing.Now.Snapshot.Stated(Nation(Measure.Organisations))!.Value);
    }

    [Fact]
    public async Task Take_EditOfAFigureThatChangedMeanwhile_IsStale()
    {
        await briefing.Take(Say(Nation(), Usd(101), expected: 1));

        var outcome = Assert.IsType<NotTaken>(await briefing.Take(Say(Nation(), Usd(102), expected: 1)));

        Assert.True(outcome.IsStale);
        Assert.Equal(Usd(101), briefing.Now.Snapshot.Stated(Nation())!.Value);
        // A figure that nobody touched is not stale, however far the version went on.
        Assert.IsType<Taken>(await briefing.Take(Say(Nation(Measure.Organisations), Count(388), expected: 1)));
    }

    [Fact]
    public async Task Take_TwoHundredInParallel_LosesNone()
    {
        // Places of all kinds, the nation's own figure among them again and again.
        var places = Current.Concat(Old).SelectMany(province => Sectors, (province, sector) => At(province) with { Sector = sector })
            .SelectMany(_ => (Measure[])[Measure.CommittedTotal, Measure.Projects], (key, measure) => key with { Measure = measure })
            .Concat(Enumerable.Repeat(Nation(Measure.CommittedTotal), 9)).ToArray();
        var edits = Enumerable.Range(0, 200).Select(i => places[i % places.Length]).Select((key, i) =>
            Say(key, key.Measure.IsMoney ? Usd(1_000 + i) : Count(1_000 + i), accepted: true)).ToArray();

        var outcomes = await Task.WhenAll(edits.Select(edit => Task.Run(() => briefing.Take(edit))));

        var taken = outcomes.Select(Assert.IsType<Taken>).ToArray();
        Assert.Equal(Enumerable.Range(2, 200).Select(version => (long)version), taken.Select(one => one.Now.Version).Order());
        Assert.Equal(201, briefing.Now.Version);
        AssertAirEqualsJournal();
        var stored = briefing.Journal.Latest(1_000);
        Assert.Equal(200, stored.Count);
        Assert.Equal(edits.Select(edit => (edit.Key, edit.Value)).ToHashSet(), stored.Select(change => (change.Key, change.After!.Value)).ToHashSet());
        // Of each place the newest is what stands: none was overwritten by an older one.
        foreach (var place in stored.GroupBy(change => change.Key))
            Assert.Equal(place.MaxBy(change => change.Version)!.After, briefing.Now.Snapshot.Stated(place.Key)!.Value);
    }

    [Fact]
    public async Task Take_TwentyThatSawTheSameVersion_OneWinsAndTheOthersAreStale()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => Task.Run(() => briefing.Take(Say(Nation(), Usd(100 + i), expected: 1)))));

        Assert.Single(outcomes.OfType<Taken>());
        Assert.Equal(19, outcomes.OfType<NotTaken>().Count(outcome => outcome.IsStale));
        Assert.Equal(2, briefing.Now.Version);
    }

    [Fact]
    public async Task Take_TheDiskRefuses_LeavesTheAirAsItWasAndTheNextTakeGoesOn()
    {
        var before = briefing.Now;
        Execute("CREATE TRIGGER full_disk BEFORE INSERT ON statement BEGIN SELECT RAISE(ABORT, 'no space left'); END");

        Assert.IsType<NotStored>(await briefing.Take(Say(Nation(), Usd(101))));

        Assert.Same(before, briefing.Now);
        Execute("DROP TRIGGER full_disk");
        Assert.Equal(2, Assert.IsType<Taken>(await briefing.Take(Say(Nation(), Usd(101)))).Now.Version);
        AssertAirEqualsJournal();
    }

    [Fact]
    public async Task Take_OverAVersionThatIsNoLongerTheNewest_TakesNothing()
    {
        await briefing.Take(Say(Nation(), Usd(101)));

        Assert.IsType<Nothing>(await briefing.Do(new TakeWish(Draft.Of(new Scene("years", Year)), Over: 1)));
        Assert.Equal(2, briefing.Now.Version);
        Assert.IsType<Taken>(await briefing.Do(new TakeWish(Draft.Of(new Scene("years", Year)), Over: 2)));
    }

    [Fact]
    public async Task Take_CancelledBeforeItsTurn_TakesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => briefing.Desk.Take(Draft.Of(Say(Nation(), Usd(101))), TestBriefing.Operator, new(canceled: true)));

        Assert.Equal(1, briefing.Now.Version);
        Assert.IsType<Taken>(await briefing.Take(Say(Nation(), Usd(101))));
    }

    [Fact]
    public async Task Take_FiguresAndSceneTogether_AreOneVersion()
    {
        var scene = new Scene(SceneKinds.Province, 2022, HaiPhong);
        await briefing.Desk.Take(new Draft([Say(Nation(), Usd(101)), Say(In("health"), Usd(7))], scene), TestBriefing.Operator, TestContext.Current.CancellationToken);

        Assert.Equal((2L, scene, 2), (briefing.Now.Version, briefing.Now.Scene, briefing.Now.Latest.Length));
        AssertAirEqualsJournal();
    }

    [Fact]
    public async Task Recent_Marks_ExpireAfterThirtySeconds()
    {
        var start = briefing.Time.Now;
        await briefing.Take(Say(Nation(), Usd(101)));
        briefing.Time.Move(OnAir.MarkedFor - TimeSpan.FromTicks(1));
        await briefing.Take(Say(Nation(Measure.Organisations), Count(388)));

        Assert.Equal([(Nation(Measure.Organisations), 3L), (Nation(), 2L)], briefing.Now.Recent.Select(change => (change.Key, change.Version)));
        Assert.Equal((start, (DateTimeOffset?)null), (briefing.Now.ChangedAt(Nation())!.Value, briefing.Now.ChangedAt(In("health"))));

        briefing.Time.Move(TimeSpan.FromTicks(1));
        await briefing.Take(new Scene(SceneKinds.Years, 2023));

        Assert.Equal(Nation(Measure.Organisations), Assert.Single(briefing.Now.Recent).Key);
        Assert.Null(briefing.Now.ChangedAt(Nation()));
    }

    [Fact]
    public async Task Recent_FigureChangedTwice_IsMarkedOnceWithItsNewestChange()
    {
        await briefing.Take(Say(Nation(), Usd(101)));
        briefing.Time.Move(TimeSpan.FromSeconds(5));
        await briefing.Take(Say(Nation(), Usd(102)));

        Assert.Equal((3L, (Quantity?)Usd(101), Usd(102)), Assert.Single(briefing.Now.Recent) is var change ? (change.Version, change.Before, change.After) : default);
    }

    [Fact]
    public async Task Latest_Changes_StandUntilTheNextHoweverLong()
    {
        await briefing.Take(Say(Nation(), Usd(101)));
        briefing.Time.Move(TimeSpan.FromHours(1));
        await briefing.Take(new Scene(SceneKinds.Years, 2023));

        Assert.Equal(2, Assert.Single(briefing.Now.Latest).Version);
        Assert.Empty(briefing.Now.Recent);

        await briefing.Take(Say(Nation(Measure.Organisations), Count(388)));
        Assert.Equal(4, Assert.Single(briefing.Now.Latest).Version);
    }

    [Fact]
    public async Task Take_ClockSetBack_KeepsVersionsInOrderEachWithItsOwnTime()
    {
        await briefing.Take(Say(Nation(), Usd(101)));
        var second = briefing.Now.At;
        briefing.Time.Jump(TimeSpan.FromHours(-1));
        await briefing.Take(Say(Nation(Measure.Organisations), Count(388)));

        Assert.Equal((3L, second.AddHours(-1)), (briefing.Now.Version, briefing.Now.At));
        // A change of an hour from now is none of the last seconds.
        Assert.Equal(3, Assert.Single(briefing.Now.Recent).Version);
        AssertAirEqualsJournal();
    }

    [Fact]
    public async Task Take_AfterAClockWasAheadForSeconds_IsOfItsOwnTime()
    {
        var before = briefing.Time.Now;
        briefing.Time.Jump(TimeSpan.FromDays(500));
        await briefing.Take(Say(Nation(), Usd(101)));
        briefing.Time.Move(TimeSpan.FromSeconds(5));
        briefing.Time.Jump(TimeSpan.FromDays(-500));

        for (var version = 3; version < 6; version++)
        {
            await briefing.Take(Say(Nation(), Usd(100 + version)));
            Assert.Equal((version, before.AddSeconds(5)), (briefing.Now.Version, briefing.Now.At));
        }

        briefing.Restart();
        Assert.Equal((5L, before.AddSeconds(5), 5L), (briefing.Now.Version, briefing.Now.At, briefing.Now.Latest[0].Version));
        Assert.Equal([5, 4, 3, 2], briefing.Journal.Latest(10).Select(change => change.Version));
        AssertAirEqualsJournal();
    }

    [Fact]
    public async Task Take_AfterMidnightInHaNoi_IsOfThatDay()
    {
        // 17:30 UTC on the 12th is half past midnight on the 13th in Viet Nam.
        briefing.Time.Move(TimeSpan.FromHours(10));
        await briefing.Take(Say(Nation(year: 2024), Usd(7)));

        Assert.Equal(new DateOnly(2024, 4, 13), briefing.Now.Snapshot.Stated(Nation(year: 2024))!.AsOf);
    }

    void Execute(string sql)
    {
        using var connection = briefing.Database.Open();
        connection.Execute(sql);
    }

    void AssertAirEqualsJournal()
    {
        var stored = briefing.Journal.Read();

        Assert.Equal((stored.Version, stored.At, stored.Stage), (briefing.Now.Version, briefing.Now.At, briefing.Now.Scene.ToEntry()));
        Assert.Equal(Telling.Of(stored.Snapshot), Telling.Of(briefing.Now.Snapshot));
    }
}
