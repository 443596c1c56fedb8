using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Storage;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Live;

public sealed class OpeningTests
{
    [Fact]
    public void Open_TheFirstTime_ShowsTheLatestYearThatIsKnown()
    {
        using var briefing = TestBriefing.OfPublished();

        Assert.Equal((1L, new Scene(SceneKinds.Overview, 2023)), (briefing.Now.Version, briefing.Now.Scene));
        Assert.Equal(Telling.Of(Published.Snapshot), Telling.Of(briefing.Now.Snapshot));
        Assert.Empty(briefing.Now.Recent);
        Assert.Empty(briefing.Now.Latest);
    }

    [Fact]
    public void Open_NothingPublished_StillHasAScene()
    {
        using var briefing = TestBriefing.Of();

        Assert.Equal(new Scene(SceneKinds.Overview, SceneKinds.FirstYear), briefing.Now.Scene);
    }

    [Fact]
    public void Open_DataFilesBroken_StopsWithNothingStored()
    {
        using var folder = new TempFolder();
        using var database = new Database(folder.File("briefing.db"));
        var journal = new Journal(database);

        Assert.Throws<DataFileException>(() => Opening.Open(journal, () => DataFiles.Read(folder.Path), isRehearsal: false, new ManualTime()));

        Assert.True(journal.IsEmpty);
    }

    [Fact]
    public void Open_ASecondTime_ReadsTheJournalAndNoFiles()
    {
        using var folder = new TempFolder();
        using var database = new Database(folder.File("briefing.db"));
        var journal = new Journal(database);
        Opening.Open(journal, () => Published.Data, isRehearsal: false, new ManualTime());

        var air = Opening.Open(journal, () => throw new InvalidOperationException("The files are read once."), isRehearsal: true, new ManualTime());

        Assert.True(air.Current.IsRehearsal);
        Assert.Equal(Published.Snapshot.Count, air.Current.Snapshot.Count);
    }

    [Fact]
    public async Task Restart_AfterTakesOfEveryKind_ShowsExactlyWhatWasOnAir()
    {
        using var briefing = TestBriefing.OfPublished();
        var disbursed = FigureKey.National(2023, Measure.Disbursed);
        await briefing.Take(Say(disbursed, Usd(228_700_001)), Say(disbursed with { Sector = "health" }, Usd(50_000_000)));
        briefing.Time.Move(TimeSpan.FromSeconds(31));
        await briefing.Take(new Adoption(disbursed, briefing.Now.Snapshot.Find(disbursed)!.Statements[1].Id, "theo báo cáo"));
        briefing.Time.Move(TimeSpan.FromMilliseconds(10.5));
        await briefing.Take(Say(FigureKey.National(2023, Measure.Countries), Count(33)), Say(FigureKey.National(2023, Measure.Projects), Count(2_600)));
        await briefing.Take(Say(FigureKey.National(2023, Measure.Countries), Count(34)));
        await briefing.Take(new Scene(SceneKinds.Province, 2020, new(34, "31")));
        var before = Telling.Of(briefing.Now);
        Assert.Equal(3, briefing.Now.Recent.Length);

        briefing.Restart();

        Assert.Equal(before, Telling.Of(briefing.Now));
        Assert.Equal(7, Assert.IsType<Taken>(await briefing.Take(new Scene(SceneKinds.Years, 2020))).Now.Version);
    }

    [Fact]
    public async Task Restart_LongAfterTheLastChange_MarksNothingAndKeepsTheFooter()
    {
        using var briefing = TestBriefing.Of([(Nation(), Usd(100))]);
        await briefing.Take(Say(Nation(), Usd(101)));
        briefing.Time.Move(TimeSpan.FromHours(2));
        await briefing.Take(new Scene(SceneKinds.Years, 2023));
        var before = Telling.Of(briefing.Now);

        briefing.Restart();

        Assert.Equal(before, Telling.Of(briefing.Now));
        Assert.Empty(briefing.Now.Recent);
        Assert.Single(briefing.Now.Latest);
    }

    [Theory]
    [InlineData(SceneKinds.Overview, 2023, null)]
    [InlineData(SceneKinds.Province, 2020, "63:31")]
    public void Scene_StoredAndReadBack_IsTheSame(string kind, int year, string? province)
    {
        var scene = new Scene(kind, year, province is null ? null : ProvinceCode.Parse(province));

        Assert.Equal(scene, Scene.Of(scene.ToEntry()));
    }
}
