using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Reference;
using NgoDashboard.Tests.TestKit.Databases;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.State;

public sealed class BriefingStartTests
{
    [Fact]
    public void Open_TheFirstTime_ShowsTheLatestYearThatIsKnown()
    {
        using var briefing = TestBriefing.CreateFromPublishedData();

        Assert.Equal((1L, new Scene(SceneKinds.Overview, 2023)), (briefing.State.Version, briefing.State.Scene));
        Assert.Equal(StateDump.Dump(PublishedData.Snapshot), StateDump.Dump(briefing.State.Snapshot));
        Assert.Empty(briefing.State.RecentChanges);
        Assert.Empty(briefing.State.LatestChanges);
    }

    [Fact]
    public void Open_NothingPublished_StillHasAScene()
    {
        using var briefing = TestBriefing.Create();

        Assert.Equal(new Scene(SceneKinds.Overview, SceneKinds.FirstYear), briefing.State.Scene);
    }

    [Fact]
    public void Open_DataFilesBroken_StopsWithNothingStored()
    {
        using var folder = new TempFolder();
        using var temporary = new TempDatabase();

        Assert.Throws<DataFileException>(() => BriefingStart.LoadOrCreate(temporary.Journal, () => DataFolder.LoadReferenceAndFigures(folder.Path), isRehearsal: false, new TestClock()));

        Assert.True(temporary.Journal.IsEmpty);
    }

    [Fact]
    public void Open_ASecondTime_ReadsTheJournalAndNoFiles()
    {
        using var temporary = new TempDatabase();
        BriefingStart.LoadOrCreate(temporary.Journal, () => PublishedData.ReferenceAndFigures, isRehearsal: false, new TestClock());

        var live = BriefingStart.LoadOrCreate(temporary.Journal, () => throw new InvalidOperationException("The files are read once."), isRehearsal: true, new TestClock());

        Assert.True(live.Current.IsRehearsal);
        Assert.Equal(PublishedData.Snapshot.Count, live.Current.Snapshot.Count);
    }

    [Fact]
    public async Task Restart_AfterTakesOfEveryKind_ShowsExactlyWhatWasOnAir()
    {
        using var briefing = TestBriefing.CreateFromPublishedData();
        var disbursed = FigureKey.National(2023, Measure.Disbursed);
        await briefing.Take(Restate(disbursed, Usd(228_700_001)), Restate(disbursed with { Sector = "health" }, Usd(50_000_000)));
        briefing.Time.Advance(TimeSpan.FromSeconds(31));
        await briefing.Take(new Adoption(disbursed, briefing.State.Snapshot.FindFigure(disbursed)!.Statements[1].Id, "theo báo cáo"));
        briefing.Time.Advance(TimeSpan.FromMilliseconds(10.5));
        await briefing.Take(Restate(FigureKey.National(2023, Measure.Countries), Count(33)), Restate(FigureKey.National(2023, Measure.Projects), Count(2_600)));
        await briefing.Take(Restate(FigureKey.National(2023, Measure.Countries), Count(34)));
        await briefing.Take(new Scene(SceneKinds.Province, 2020, new(34, "31")));
        var before = StateDump.Dump(briefing.State);
        Assert.Equal(3, briefing.State.RecentChanges.Length);

        briefing.Restart();

        Assert.Equal(before, StateDump.Dump(briefing.State));
        Assert.Equal(7, Assert.IsType<Committed>(await briefing.Take(new Scene(SceneKinds.Years, 2020))).State.Version);
    }

    [Fact]
    public async Task Restart_LongAfterTheLastChange_MarksNothingAndKeepsTheFooter()
    {
        using var briefing = TestBriefing.Create([(National(), Usd(100))]);
        await briefing.Take(Restate(National(), Usd(101)));
        briefing.Time.Advance(TimeSpan.FromHours(2));
        await briefing.Take(new Scene(SceneKinds.Years, 2023));
        var before = StateDump.Dump(briefing.State);

        briefing.Restart();

        Assert.Equal(before, StateDump.Dump(briefing.State));
        Assert.Empty(briefing.State.RecentChanges);
        Assert.Single(briefing.State.LatestChanges);
    }

    [Theory]
    [InlineData(SceneKinds.Overview, 2023, null)]
    [InlineData(SceneKinds.Province, 2020, "63:31")]
    public void Scene_StoredAndReadBack_IsTheSame(string kind, int year, string? province)
    {
        var scene = new Scene(kind, year, province is null ? null : ProvinceCode.Parse(province));

        Assert.Equal(scene, Scene.FromEntry(scene.ToEntry()));
    }
}
