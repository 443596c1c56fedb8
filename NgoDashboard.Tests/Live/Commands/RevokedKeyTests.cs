using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Commands;

/// <summary>Every store refuses a write with a revoked key; the server's own work needs no key.</summary>
public sealed class RevokedKeyTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Create([(InProvince(LangSon), Usd(100))]);

    public static TheoryData<string> Stores => [.. All.Keys];

    static Dictionary<string, Func<TestBriefing, Task>> All { get; } = new()
    {
        ["drafts"] = on => on.Drafts.SetScene(TestBriefing.SecondOperator, new(SceneKinds.Overview, Year)),
        ["agenda"] = on => on.Agenda.Add(new(SceneKinds.Overview, Year), ""),
        ["points"] = on => Task.Run(() => on.Points.FindOrAdd("Hội trường", null)),
        ["amendments"] = on => on.Amendments.Submit(LangSon, TestBriefing.SecondOperator, new Restatement(InProvince(LangSon), Usd(105), Qualifier.Exact, null, "Tỉnh báo lại")),
        ["proposals"] = on => on.Proposals.Submit(LangSon, TestBriefing.SecondOperator, "Đề nghị"),
        ["speaking requests"] = on => on.SpeakingQueue.Submit(LangSon, TestBriefing.SecondOperator, "Xin phát biểu"),
        ["keys"] = on => Task.Run(() => new Keyring(new(on.Database), new(null, null, []), on.Time).Issue(Roles.Province, LangSon, "Sở Ngoại vụ")),
        ["settings"] = on => Task.Run(() => new SettingStore(on.Database).SaveSetting("name", "value")),
        ["desk, under the name of another key"] = on => on.Execute(new CoverCommand(Cover.Held), TestBriefing.Operator),
    };

    public void Dispose() => briefing.Dispose();

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Write_WithARevokedKey_IsRefusedAndWithALiveOneDone(string door)
    {
        await briefing.Execute(new RevokeKeyCommand("k2"));

        var before = Counts();
        await RunAs("k2", () => Assert.ThrowsAsync<KeyRevokedException>(() => All[door](briefing)));
        // It is not in memory either, where other users would see it.
        Assert.Equal(before, Counts());

        await RunAs("k1", () => All[door](briefing));
    }

    [Fact]
    public async Task Work_OfTheServerItself_NeedsNoKey()
    {
        await briefing.Execute(new RevokeKeyCommand("k2"));

        Assert.Null(ActingKey.Id);
        await briefing.Drafts.SetScene(TestBriefing.SecondOperator, new(SceneKinds.Overview, Year));
    }

    string Counts() =>
        $"""
        {briefing.Drafts.All.Count()} drafts, {briefing.Agenda.Items.Length} items, {briefing.Points.All.Length} points, {briefing.Amendments.All.Count} amendments,
        {briefing.Proposals.All.Count} proposals, {briefing.SpeakingQueue.OpenRequests.Count} requests, version {briefing.LiveBriefing.Newest.Version}
        """;

    static async Task RunAs(string keyId, Func<Task> work)
    {
        ActingKey.SetId(keyId);
        await work();
    }
}
