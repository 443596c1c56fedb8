using NgoDashboard.Access;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Storage;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Live;

/// <summary>Whatever is done with a key that was revoked, every store refuses it at its door; the server's own work goes on.</summary>
public sealed class RevokedKeyTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Of([(At(LangSon), Usd(100))]);

    public static TheoryData<string> Doors => [.. All.Keys];

    static Dictionary<string, Func<TestBriefing, Task>> All { get; } = new()
    {
        ["drafts"] = on => on.Drafts.Show(TestBriefing.Second, new(SceneKinds.Overview, Year)),
        ["agenda"] = on => on.Agenda.Add(new(SceneKinds.Overview, Year), ""),
        ["points"] = on => Task.Run(() => on.Points.Named("Hội trường", null)),
        ["amendments"] = on => on.Amendments.Ask(LangSon, TestBriefing.Second, new Restatement(At(LangSon), Usd(105), Qualifier.Exact, null, "Tỉnh báo lại")),
        ["proposals"] = on => on.Proposals.Raise(LangSon, TestBriefing.Second, "Đề nghị"),
        ["speaking requests"] = on => on.Floor.Ask(LangSon, TestBriefing.Second, "Xin phát biểu"),
        ["keys"] = on => Task.Run(() => new Keyring(new(on.Database), new(null, null, []), on.Time).Issue(Roles.Province, LangSon, "Sở Ngoại vụ")),
        ["settings"] = on => Task.Run(() => new SettingStore(on.Database).Put("name", "value")),
        ["desk, under the name of another key"] = on => on.Do(new CoverWish(Cover.Held), TestBriefing.Operator),
    };

    public void Dispose() => briefing.Dispose();

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Door_OfAStore_IsShutToARevokedKeyAndOpenToALiveOne(string door)
    {
        await briefing.Do(new RevokeKeyCommand("k2"));

        var before = Seen();
        await As("k2", () => Assert.ThrowsAsync<KeyRevokedException>(() => All[door](briefing)));
        // Nor does it stand in memory, where the others would see it.
        Assert.Equal(before, Seen());

        await As("k1", () => All[door](briefing));
    }

    [Fact]
    public async Task Work_OfTheServerItself_NeedsNoKey()
    {
        await briefing.Do(new RevokeKeyCommand("k2"));

        Assert.Null(ActingKey.Id);
        await briefing.Drafts.Show(TestBriefing.Second, new(SceneKinds.Overview, Year));
    }

    string Seen() =>
        $"""
        {briefing.Drafts.All.Count()} drafts, {briefing.Agenda.Items.Length} items, {briefing.Points.All.Length} points, {briefing.Amendments.All.Count} amendments,
        {briefing.Proposals.All.Count} proposals, {briefing.Floor.Queue.Count} requests, version {briefing.Air.Newest.Version}
        """;

    static async Task As(string keyId, Func<Task> work)
    {
        ActingKey.Use(keyId);
        await work();
    }
}
