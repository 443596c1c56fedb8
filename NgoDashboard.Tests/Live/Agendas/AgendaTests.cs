using Dapper;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Agendas;

public sealed class AgendaTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(100))]);

    public void Dispose() => briefing.Dispose();

    string Order => string.Join(' ', briefing.Agenda.Items.Select(item => item.Scene.Kind));

    [Fact]
    public async Task Add_AfterAnItem_StandsBehindItAndElseAtTheEnd()
    {
        await Fill("overview", "years");

        await briefing.Agenda.Add(new("sectors", Year), "đọc chậm", after: briefing.Agenda.Items[0].Id);

        Assert.Equal("overview sectors years", Order);
        Assert.Equal("đọc chậm", briefing.Agenda.Items[1].Note);
    }

    [Theory]
    [InlineData(0, 2, "years sectors overview")]
    [InlineData(2, 0, "sectors overview years")]
    [InlineData(1, 1, "overview years sectors")]
    [InlineData(0, 99, "years sectors overview")]
    public async Task Move_ToAPlace_KeepsTheOthersInTheirOrder(int from, int to, string order)
    {
        await Fill("overview", "years", "sectors");

        await briefing.Agenda.Move(briefing.Agenda.Items[from].Id, to);

        Assert.Equal(order, Order);
    }

    [Fact]
    public async Task Remove_ThenRestore_IsAsBeforeAlsoAfterARestart()
    {
        await Fill("overview", "years", "sectors");
        var removed = briefing.Agenda.Items[1];

        await briefing.Agenda.Remove(removed.Id);
        Assert.Equal("overview sectors", Order);
        briefing.Restart();
        Assert.Equal("overview sectors", Order);
        await briefing.Agenda.Restore(removed.Id, 1);

        Assert.Equal("overview years sectors", Order);
        Assert.Equal(removed, briefing.Agenda.Items[1]);
    }

    [Fact]
    public async Task Items_WithAllParameters_SurviveARestart()
    {
        await briefing.Agenda.Add(new("beside", Year) { Provinces = [HaiPhong, LangSon], Sector = "health", Title = "Hai tỉnh" }, "");
        await briefing.Agenda.Add(new("text", Year) { Title = "Kết luận", Text = "Một.\nHai." }, "chủ trì đọc");
        var items = briefing.Agenda.Items;

        briefing.Restart();

        Assert.Equal(items, briefing.Agenda.Items);
    }

    [Fact]
    public async Task Change_OfAnItem_KeepsItsPlace()
    {
        await Fill("overview", "years");

        await briefing.Agenda.Update(briefing.Agenda.Items[0] with { Scene = new("sectors", 2022), Note = "đổi" });

        Assert.Equal("sectors years", Order);
    }

    [Fact]
    public async Task Neighbours_OfAnItem_AreThoseBesideIt()
    {
        await Fill("overview", "years", "sectors");
        var ids = briefing.Agenda.Items.Select(item => item.Id).ToArray();

        Assert.Equal(ids[0], briefing.Agenda.ItemAfter(null)!.Id);
        Assert.Equal(ids[1], briefing.Agenda.ItemAfter(ids[0])!.Id);
        Assert.Null(briefing.Agenda.ItemAfter(ids[2]));
        Assert.Equal(ids[1], briefing.Agenda.ItemBefore(ids[2])!.Id);
        Assert.Null(briefing.Agenda.ItemBefore(ids[0]));
        Assert.Equal(ids[2], briefing.Agenda.ItemBefore(null)!.Id);
    }

    [Fact]
    public async Task NewMeeting_HasAnAgendaOfItsOwnAndMayCopyTheLast()
    {
        await Fill("overview", "years");
        await briefing.Desk.Execute(new OpenMeetingCommand("Giao ban lần hai", new(2024, 10, 1)), TestBriefing.Operator, TestContext.Current.CancellationToken);
        Assert.Empty(briefing.Agenda.Items);

        var earlier = Assert.Single(await briefing.Agenda.EarlierMeetings());
        await briefing.Agenda.CopyFrom(earlier.OpenedVersion);

        Assert.Equal("overview years", Order);
        briefing.Restart();
        Assert.Equal("overview years", Order);
    }

    [Fact]
    public async Task EarlierMeetings_OfSeveral_AreThoseWithAnAgendaAndNotTheCurrentOne()
    {
        await Fill("overview");
        var first = briefing.State.Meeting.OpenedVersion;
        await briefing.Execute(new OpenMeetingCommand("Giao ban không có chương trình", new(2024, 10, 1)));
        await briefing.Execute(new OpenMeetingCommand("Giao ban này", new(2024, 10, 2)));
        await Fill("years");

        Assert.Equal([first], (await briefing.Agenda.EarlierMeetings()).Select(meeting => meeting.OpenedVersion));
    }

    [Fact]
    public async Task Begin_OfAnAgendaThatHasBegun_ChangesNothing()
    {
        await briefing.Agenda.FillIfEmpty([new("overview", Year), new("years", Year)]);
        await briefing.Agenda.FillIfEmpty([new("sectors", Year)]);

        Assert.Equal("overview years", Order);
    }

    [Fact]
    public async Task Change_ThatTheDiskRefuses_IsToldAndLeavesTheAgendaAsItWas()
    {
        await Fill("overview", "years");
        using (var connection = briefing.Database.OpenConnection())
            await connection.ExecuteAsync("CREATE TRIGGER full BEFORE UPDATE ON agenda_item BEGIN SELECT RAISE(ABORT, 'disk is full'); END");

        await Assert.ThrowsAsync<NotSavedException>(() => briefing.Agenda.Move(briefing.Agenda.Items[0].Id, 1));

        Assert.Equal("overview years", Order);
        using (var connection = briefing.Database.OpenConnection())
            await connection.ExecuteAsync("DROP TRIGGER full");
        briefing.Restart();
        Assert.Equal("overview years", Order);
    }

    [Fact]
    public async Task Changes_AtTheSameTime_LoseNone()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => briefing.Agenda.Add(new("years", 2000 + i), ""))));

        Assert.Equal(Enumerable.Range(2000, 20), briefing.Agenda.Items.Select(item => item.Scene.Year).Order());
        Assert.Equal(20, briefing.Agenda.Items.Select(item => item.Id).Distinct().Count());
    }

    async Task Fill(params string[] kinds)
    {
        foreach (var kind in kinds)
            await briefing.Agenda.Add(new(kind, Year), "");
    }
}
