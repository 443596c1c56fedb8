using Dapper;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Inbox;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Inbox;

public sealed class ProposalsTests : IDisposable
{
    static readonly Operator Officer = new("p1", "Sở Ngoại vụ");

    readonly TestBriefing briefing = TestBriefing.Create((National(), Usd(100)));

    public void Dispose() => briefing.Dispose();

    static async Task<IEnumerable<FindingKind>> Kinds(Task<IReadOnlyList<Finding>> submission) => (await submission).Select(finding => finding.Kind);

    /// <summary>As slow as a person, below the limit per minute.</summary>
    Task<IEnumerable<FindingKind>> Raise(ProvinceCode province)
    {
        briefing.Time.Advance(TimeSpan.FromSeconds(10));
        return Kinds(briefing.Proposals.Submit(province, Officer, "a"));
    }

    void Execute(string sql)
    {
        using var connection = briefing.Database.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The ids of the rows that were written since the last call.</summary>
    long[] ReadWrittenIds()
    {
        using var connection = briefing.Database.OpenConnection();
        long[] written = [.. connection.Query<long>("SELECT id FROM written ORDER BY id")];
        Execute("DELETE FROM written");
        return written;
    }

    string OpenTexts => string.Join(' ', briefing.Proposals.All.Where(proposal => proposal.State == ProposalState.Open).Select(proposal => proposal.Body));

    [Fact]
    public async Task Proposals_RaisedMovedAnsweredAndWithdrawn_AreKeptInTheirOrder()
    {
        foreach (var text in (string[])["a", "b", "c", "d"])
            Assert.Empty(await briefing.Proposals.Submit(text == "d" ? LangSon : HaiPhong, Officer, text));
        var ids = briefing.Proposals.All.Select(proposal => proposal.Id).ToArray();

        Assert.True(await briefing.Proposals.Move(ids[3], 0));
        Assert.True(await briefing.Proposals.Answer(ids[1], TestBriefing.Operator, " Sẽ có văn bản. "));
        Assert.True(await briefing.Proposals.Move(ids[0], 2));
        Assert.False(await briefing.Proposals.Withdraw(LangSon, ids[2]));
        Assert.False(await briefing.Proposals.Withdraw(HaiPhong, ids[1]));
        Assert.False(await briefing.Proposals.Answer(ids[0], TestBriefing.Operator, " "));

        briefing.Restart();
        Assert.Equal("d c a", OpenTexts);
        var answered = briefing.Proposals.ForProvince(HaiPhong).Single(proposal => proposal.State == ProposalState.Answered);
        Assert.Equal(("b", "Sẽ có văn bản.", "Bàn điều hành"), (answered.Body, answered.Answer, answered.AnsweredBy));
        Assert.Equal(["d"], briefing.Proposals.ForProvince(LangSon).Select(proposal => proposal.Body));
        Assert.True(await briefing.Proposals.Withdraw(LangSon, ids[3]));
        Assert.Equal("c a", OpenTexts);
    }

    [Fact]
    public async Task Raise_OfNothingOrTooMuch_IsRefused()
    {
        Assert.Equal([FindingKind.ProposalMissing], (await briefing.Proposals.Submit(HaiPhong, Officer, " \n ")).Select(finding => finding.Kind));
        Assert.Equal([FindingKind.ProposalTooLong], (await briefing.Proposals.Submit(HaiPhong, Officer, new string('a', 2_001))).Select(finding => finding.Kind));
    }

    [Fact]
    public async Task Raise_AtTheBoundOfOpenOnes_IsRefusedAndOneBelowItIsNot()
    {
        for (var i = 0; i < Proposals.MaxOpen - 1; i++)
            Assert.Empty(await Raise(HaiPhong));
        Assert.Empty(await Raise(HaiPhong));
        Assert.Equal(50, briefing.Proposals.ForProvince(HaiPhong).Count(proposal => proposal.State == ProposalState.Open));

        Assert.Equal([FindingKind.TooManyOpen], await Raise(HaiPhong));
        Assert.Empty(await Raise(LangSon));

        // An answered or withdrawn proposal makes room for one more.
        Assert.True(await briefing.Proposals.Answer(briefing.Proposals.ForProvince(HaiPhong)[0].Id, TestBriefing.Operator, "Đã rõ"));
        Assert.Empty(await Raise(HaiPhong));
        Assert.Equal([FindingKind.TooManyOpen], await Raise(HaiPhong));
        Assert.True(await briefing.Proposals.Withdraw(HaiPhong, briefing.Proposals.ForProvince(HaiPhong)[1].Id));
        Assert.Empty(await Raise(HaiPhong));
    }

    [Fact]
    public async Task Raise_FasterThanAPersonTypes_IsRefusedUntilTheMinuteIsOver()
    {
        for (var i = 0; i < SubmissionLimits.MaxPerMinute; i++)
            Assert.Empty(await briefing.Proposals.Submit(HaiPhong, Officer, "a"));

        Assert.Equal([FindingKind.TooManyThisMinute], await Kinds(briefing.Proposals.Submit(HaiPhong, Officer, "a")));
        // The limit is per key, and withdrawing does not reset it.
        Assert.Empty(await briefing.Proposals.Submit(HaiPhong, new("p2", "Sở Ngoại vụ"), "a"));
        Assert.True(await briefing.Proposals.Withdraw(HaiPhong, briefing.Proposals.All[0].Id));
        Assert.Equal([FindingKind.TooManyThisMinute], await Kinds(briefing.Proposals.Submit(HaiPhong, Officer, "a")));
        briefing.Restart();
        Assert.Equal([FindingKind.TooManyThisMinute], await Kinds(briefing.Proposals.Submit(HaiPhong, Officer, "a")));
        briefing.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal([FindingKind.TooManyThisMinute], await Kinds(briefing.Proposals.Submit(HaiPhong, Officer, "a")));
        briefing.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await briefing.Proposals.Submit(HaiPhong, Officer, "a"));
    }

    [Trait("Tier", "Long")]
    [Fact]
    public async Task Floor_AskedAndWithdrawnAllMeetingLong_FindsAnEndWithTheMeeting()
    {
        for (var i = 0; i < SubmissionLimits.MaxPerMeeting; i++)
        {
            Assert.Empty(await briefing.SpeakingQueue.Submit(HaiPhong, Officer, "về viện trợ"));
            Assert.True(await briefing.SpeakingQueue.Withdraw(HaiPhong));
            briefing.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal([FindingKind.TooManyThisMeeting], await Kinds(briefing.SpeakingQueue.Submit(HaiPhong, Officer, "lần nữa")));
        Assert.Empty(await briefing.SpeakingQueue.Submit(LangSon, Officer, "về viện trợ"));

        Assert.IsType<Committed>(await briefing.Execute(new OpenMeetingCommand("Cuộc họp sau", new(2024, 12, 18))));
        Assert.Empty(await briefing.SpeakingQueue.Submit(HaiPhong, Officer, "ở cuộc họp sau"));
    }

    [Fact]
    public async Task Ask_OfASubjectThatIsTooLong_SaysSo() =>
        Assert.Equal([FindingKind.SubjectTooLong], await Kinds(briefing.SpeakingQueue.Submit(HaiPhong, Officer, new string('a', SpeakingRequest.MaxSubjectLength + 1))));

    [Fact]
    public async Task Change_OfALongList_WritesTheRowsThatChanged()
    {
        for (var i = 0; i < 30; i++)
            Assert.Empty(await Raise(i % 2 == 0 ? HaiPhong : LangSon));
        var ids = briefing.Proposals.All.Select(proposal => proposal.Id).ToArray();
        Execute("CREATE TABLE written (id INTEGER); CREATE TRIGGER proposal_updated AFTER UPDATE ON proposal BEGIN INSERT INTO written VALUES (NEW.id); END; CREATE TRIGGER proposal_added AFTER INSERT ON proposal BEGIN INSERT INTO written VALUES (NEW.id); END;");

        Assert.Empty(await Raise(QuangTri));
        Assert.Equal([ids[^1] + 1], ReadWrittenIds());
        Assert.True(await briefing.Proposals.Move(ids[20], 3));
        Assert.Equal([ids[20]], ReadWrittenIds());
        Assert.True(await briefing.Proposals.Move(ids[0], 29));
        Assert.Equal([ids[0]], ReadWrittenIds());
        Assert.True(await briefing.Proposals.Answer(ids[5], TestBriefing.Operator, "Đã rõ"));
        Assert.Equal([ids[5]], ReadWrittenIds());

        var before = briefing.Proposals.All;
        // Because a database with unknown triggers is refused at startup.
        Execute("DROP TRIGGER proposal_updated; DROP TRIGGER proposal_added; DROP TABLE written;");
        briefing.Restart();
        Assert.Equal(before, briefing.Proposals.All);
    }

    [Theory]
    [InlineData(40, 10)]
    [InlineData(2, 900)]
    [InlineData(1, 2_000)]
    public void Card_OfALongProposal_IsWhatTheStageTakes(int lines, int letters)
    {
        var text = string.Join('\n', Enumerable.Repeat(string.Join(' ', Enumerable.Repeat("chữ", (letters / 4) + 1))[..letters], lines));
        var card = Proposals.ToScene(new(1, HaiPhong, "Sở", "p1", default, text), Year, CountryReference);

        Assert.Empty(SceneRules.Check(card, CountryReference));
        Assert.Equal("Kiến nghị của Hải Phòng", card.Title);
        Assert.StartsWith("chữ chữ", card.Text, StringComparison.Ordinal);
        Assert.Equal(letters * lines > SceneRules.MaxTextLength && letters > 100, card.Text!.EndsWith('…'));
    }

    [Fact]
    public async Task Floor_AskedInvitedAndFinished_IsOneQueue()
    {
        var queue = briefing.SpeakingQueue;
        foreach (var province in (ProvinceCode[])[HaiPhong, LangSon, QuangTri])
            Assert.Empty(await queue.Submit(province, Officer, "về viện trợ"));
        Assert.Equal([FindingKind.AlreadyInQueue], (await queue.Submit(HaiPhong, Officer, "lần nữa")).Select(finding => finding.Kind));
        Assert.Equal(3, queue.PositionOf(queue.OpenRequestOf(QuangTri)!));

        Assert.True(await queue.Move(queue.OpenRequestOf(QuangTri)!.Id, 0));
        Assert.True(await queue.Invite(queue.OpenRequestOf(HaiPhong)!.Id));
        Assert.Equal([HaiPhong, QuangTri, LangSon], queue.OpenRequests.Select(request => request.Province));
        // The province that is speaking cannot withdraw; inviting the next one ends its turn.
        Assert.False(await queue.Withdraw(HaiPhong));
        Assert.True(await queue.Invite(queue.OpenRequestOf(LangSon)!.Id));
        Assert.Null(queue.OpenRequestOf(HaiPhong));

        briefing.Restart();
        queue = briefing.SpeakingQueue;
        Assert.Equal([(LangSon, SpeakingRequestState.Speaking), (QuangTri, SpeakingRequestState.Waiting)], queue.OpenRequests.Select(request => (request.Province, request.State)));
        Assert.Equal(1, queue.PositionOf(queue.OpenRequestOf(QuangTri)!));
        Assert.True(await queue.SetState(queue.OpenRequestOf(LangSon)!.Id, SpeakingRequestState.Done));
        Assert.True(await queue.Withdraw(QuangTri));
        Assert.Empty(queue.OpenRequests);
        Assert.Empty(await queue.Submit(HaiPhong, Officer, ""));
    }

    [Fact]
    public void Effects_OfAValue_AreTheTotalsThatChangeAndTheWholesThatNoLongerHold()
    {
        var cube = CreateSnapshot((National(), Usd(100)), (InSector("health"), Usd(20)), (InProvince(OldHaiPhong), Usd(10)), (InProvince(OldHaiDuong), Usd(5)), (InProvince(OldLangSon), Usd(50)));
        var amendment = new Amendment(1, HaiPhong, "Sở", "p1", default, InProvince(OldHaiPhong), Usd(60), Qualifier.Exact, "Bổ sung");

        var effects = AmendmentEffects.Calculate(cube, amendment);

        var effect = Assert.Single(effects.Totals);
        Assert.Equal((InProvince(HaiPhong), Usd(15), Usd(65)), (effect.Key, effect.Before.Value, effect.After.Value));
        Assert.Equal([National()], effects.Contradictions.Select(doubt => doubt.Key));
        Assert.Equal(Usd(115), Assert.Single(effects.Contradictions).Finding.Args[0]);
        Assert.Empty(AmendmentEffects.Calculate(cube, amendment with { Value = Usd(11) }).Contradictions);
    }

    [Theory]
    [InlineData(Measure.Disbursed, 300)]
    [InlineData(Measure.Committed, 25)]
    public void Effects_OfAnAmountThatARateIsDerivedFrom_AreAlsoThoseOnTheRate(Measure measure, decimal percentAfter)
    {
        var (disbursed, committed) = (InProvince(LangSon), InProvince(LangSon, Measure.Committed));
        var amendment = new Amendment(1, LangSon, "Sở", "p1", default, InProvince(LangSon, measure), Usd(60), Qualifier.Exact, "Bổ sung");

        var effects = AmendmentEffects.Calculate(
            CreateSnapshot((disbursed, Usd(15)), (committed, Usd(20))), amendment);

        var rate = Assert.Single(effects.Totals, effect => effect.Key == InProvince(LangSon, Measure.DisbursementRate));
        Assert.Equal((Percent(75), Percent(percentAfter)), (rate.Before.Value, rate.After.Value));
    }
}
