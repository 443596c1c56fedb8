using CsCheck;
using Dapper;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Tests.TestKit;
using static NgoDashboard.Tests.TestKit.Sample;

namespace NgoDashboard.Tests.Live;

public sealed class AmendmentsTests : IDisposable
{
    static readonly FigureKey Old = At(OldHaiPhong);
    static readonly Operator Officer = new("p1", "Sở Ngoại vụ Hải Phòng");

    readonly TestBriefing briefing = TestBriefing.Of((Nation(), Usd(100)), (Old, Usd(10)), (At(LangSon), Usd(5)));

    public void Dispose() => briefing.Dispose();

    Amendment Only => Assert.Single(briefing.Amendments.All);

    string Folder => briefing.Database.Path + ".attachments";

    [Fact]
    public async Task Ask_OfAnOwnFigure_KeepsWhatIsAskedAndWhatStoodThen()
    {
        Assert.Empty(await Ask(Old, Usd(12), new("báo cáo.pdf", SentFiles.Pdf)));

        void Check()
        {
            Assert.Equal((HaiPhong, "Sở Ngoại vụ Hải Phòng", "p1", Old, Usd(12), "Bổ sung quý IV"), (Only.Province, Only.Who, Only.KeyId, Only.Key, Only.Value, Only.Reason));
            Assert.Equal((Usd(10), 1L, AmendmentState.Open), (Only.Stood, Only.Seen, Only.State));
            Assert.Equal(("báo cáo.pdf", AttachmentKind.Pdf, SentFiles.Pdf.Length), (Only.Attachment!.Name, Only.Attachment.Kind, Only.Attachment.Length));
            using var file = briefing.Amendments.Open(Only.Attachment)!;
            Assert.Equal(SentFiles.Pdf.Length, file.Length);
        }

        Check();
        briefing.Restart();
        Check();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Directory.GetFiles(Folder).Single()));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        }
    }

    [Fact]
    public async Task Ask_OfWhatCannotBe_IsRefusedAndNothingIsKept()
    {
        Assert.Equal([FindingKind.NotOwnFigure], await Kinds(At(LangSon), Usd(12)));
        Assert.Equal([FindingKind.NotOwnFigure], await Kinds(At(OldLangSon), Usd(12)));
        Assert.Equal([FindingKind.NotOwnFigure], await Kinds(Nation(), Usd(12)));
        Assert.Equal([FindingKind.SameAsStated], await Kinds(Old, Usd(10)));
        Assert.Equal([FindingKind.UnitDoesNotFit], await Kinds(Old, Count(3)));
        Assert.Equal([FindingKind.ReasonMissing], await Kinds(Old, Usd(12), reason: " \n "));
        Assert.Equal([FindingKind.ReasonTooLong], await Kinds(Old, Usd(12), reason: new string('a', 501)));
        Assert.Equal([FindingKind.AttachmentTooLarge], await Kinds(Old, Usd(12), new("a.pdf", (byte[])[.. SentFiles.Pdf, .. new byte[Upload.Longest + 1 - SentFiles.Pdf.Length]])));
        Assert.Equal([FindingKind.AttachmentUnknown], await Kinds(Old, Usd(12), new("a.pdf", "<html>"u8.ToArray())));

        Assert.Empty(briefing.Amendments.All);
        Assert.Empty(Directory.GetFiles(Folder));
        Assert.Empty(await Kinds(Old, Usd(12), new("a.pdf", (byte[])[.. SentFiles.Pdf, .. new byte[Upload.Longest - SentFiles.Pdf.Length]])));
    }

    [Fact]
    public async Task Ask_OfTooMuchAtOnce_IsRefusedUntilSomeIsSettled()
    {
        for (var i = 0; i < AmendmentRules.MostOpen; i++)
        {
            // As slowly as a person.
            briefing.Time.Move(TimeSpan.FromSeconds(10));
            Assert.Empty(await Ask(Old, Usd(20 + i)));
        }

        briefing.Time.Move(TimeSpan.FromMinutes(1));

        Assert.Equal([FindingKind.TooManyOpen], await Kinds(Old, Usd(11)));
        Assert.True(await briefing.Amendments.Withdraw(HaiPhong, briefing.Amendments.All[0].Id));
        Assert.Empty(await Kinds(Old, Usd(11)));
    }

    [Fact]
    public async Task Ask_FasterThanAPersonTypes_IsRefusedUntilTheMinuteIsOver()
    {
        for (var i = 0; i < SentLimits.MostInAMinute; i++)
            Assert.Empty(await Ask(Old, Usd(20 + i)));

        Assert.Equal([FindingKind.TooManyThisMinute], await Kinds(Old, Usd(11)));
        briefing.Time.Move(TimeSpan.FromMinutes(1));
        Assert.Empty(await Kinds(Old, Usd(11)));
    }

    [Fact]
    public async Task Accept_PutsItIntoTheDraftWithItsSourceAndTheTakeIsFoundByItself()
    {
        await Ask(Old, Usd(12));
        Assert.True(await briefing.Amendments.Accept(Only.Id, TestBriefing.Operator));

        var edit = Assert.IsType<Restatement>(Assert.Single(briefing.Drafts.Of(TestBriefing.Operator).Edits));
        Assert.Equal((Old, Usd(12), true, 1L), (edit.Key, edit.Value, edit.IsCorrection, edit.ExpectedVersion));
        Assert.Equal(("Hải Phòng", "Đề nghị điều chỉnh của Hải Phòng"), (edit.Source!.Publisher, edit.Source.Title));
        Assert.Equal($"Theo đề nghị điều chỉnh số {Only.Id} của Hải Phòng: Bổ sung quý IV", edit.Reason);
        Assert.Equal(TestBriefing.Operator.Name, briefing.Amendments.Holder(Only));
        Assert.Null(Only.AiredAs);

        await Take();
        await Aired(2);
        Assert.True(Only.IsClosed);
        briefing.Restart();
        Assert.Equal(2, Only.AiredAs);
    }

    [Fact]
    public async Task Undo_OfTheTake_MakesItAcceptedAgainAndARedoPutsItOnAir()
    {
        await Ask(Old, Usd(12));
        await briefing.Amendments.Accept(Only.Id, TestBriefing.Operator);
        await Take();
        await Aired(2);

        await briefing.Do(new UndoWish());
        await Aired(null);
        Assert.Equal((AmendmentState.Accepted, null), (Only.State, briefing.Amendments.Holder(Only)));
        await briefing.Do(new RedoWish());
        await Aired(4);

        // Another value, later, does not unsay that it was on air.
        await briefing.Take(Say(Old, Usd(13), accepted: true));
        briefing.Restart();
        Assert.Equal(4, Only.AiredAs);
    }

    [Fact]
    public async Task Drop_FromTheDraft_LeavesItAcceptedToBePutBackOrReopened()
    {
        await Ask(Old, Usd(12));
        await briefing.Amendments.Accept(Only.Id, TestBriefing.Operator);
        await briefing.Drafts.Drop(TestBriefing.Operator, Old);
        Assert.Null(briefing.Amendments.Holder(Only));

        await briefing.Amendments.PutBack(Only.Id, TestBriefing.Second);
        Assert.Equal(TestBriefing.Second.Name, briefing.Amendments.Holder(Only));

        Assert.True(await briefing.Amendments.Reopen(Only.Id));
        Assert.Equal(AmendmentState.Open, Only.State);
        Assert.Empty(briefing.Drafts.Of(TestBriefing.Second).Edits);
    }

    [Fact]
    public async Task Take_OfAnotherValue_DoesNotPutItOnAir()
    {
        await Ask(Old, Usd(12));
        await briefing.Take(Say(Old, Usd(12), accepted: true));
        await briefing.Amendments.Accept(Only.Id, TestBriefing.Operator);
        await briefing.Take(Say(Old, Usd(13), accepted: true));

        briefing.Restart();
        Assert.Null(Only.AiredAs);
    }

    [Fact]
    public async Task Refuse_NeedsASentence()
    {
        await Ask(Old, Usd(12));

        Assert.False(await briefing.Amendments.Refuse(Only.Id, TestBriefing.Operator, "  "));
        Assert.True(await briefing.Amendments.Refuse(Only.Id, TestBriefing.Operator, " Chưa có văn bản "));

        briefing.Restart();
        Assert.Equal((AmendmentState.Refused, "Chưa có văn bản", "Bàn điều hành"), (Only.State, Only.Answer, Only.AnsweredBy));
        Assert.False(await briefing.Amendments.Withdraw(HaiPhong, Only.Id));
    }

    [Fact]
    public async Task Withdraw_IsForTheProvinceAloneAndTakesTheFileAlong()
    {
        await Ask(Old, Usd(12), new("a.pdf", SentFiles.Pdf));

        Assert.False(await briefing.Amendments.Withdraw(LangSon, Only.Id));
        Assert.NotNull(Only.Attachment);
        Assert.True(await briefing.Amendments.Withdraw(HaiPhong, Only.Id));

        Assert.Empty(Directory.GetFiles(Folder));
        Assert.False(await briefing.Amendments.Accept(Only.Id, TestBriefing.Operator));
        Assert.Empty(briefing.Drafts.Of(TestBriefing.Operator).Edits);
    }

    [Fact]
    public async Task Of_AProvince_TellsOfNoOther()
    {
        await Ask(Old, Usd(12));
        Assert.Empty(await briefing.Amendments.Ask(LangSon, new("p2", "Lạng Sơn"), Wish(At(LangSon), Usd(6))));

        Assert.Equal([HaiPhong], briefing.Amendments.Of(HaiPhong).Select(one => one.Province));
        Assert.Equal([LangSon], briefing.Amendments.Of(LangSon).Select(one => one.Province));
        Assert.Empty(briefing.Amendments.Of(QuangTri));
    }

    [Fact]
    public async Task Start_WithAFileThatNoRowNames_SweepsItAndLeavesTheOthers()
    {
        await Ask(Old, Usd(12), new("a.pdf", SentFiles.Pdf));
        var kept = Assert.Single(Directory.GetFiles(Folder));
        await File.WriteAllTextAsync(Path.Combine(Folder, "0123.part"), "half", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Folder, "4567"), "whole", TestContext.Current.CancellationToken);

        briefing.Restart();

        Assert.Equal([kept], Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task Ask_ThatTheDiskRefuses_IsToldAndLeavesNoFile()
    {
        using (var connection = briefing.Database.Open())
            await connection.ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON amendment BEGIN SELECT RAISE(ABORT, 'disk is full'); END");

        await Assert.ThrowsAsync<NotKeptException>(() => Ask(Old, Usd(12), new("a.pdf", SentFiles.Pdf)));

        Assert.Empty(briefing.Amendments.All);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task Accept_ThatTheDraftRefuses_IsToldAndLeavesItOpen()
    {
        await Ask(Old, Usd(12));
        using (var connection = briefing.Database.Open())
            await connection.ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON draft BEGIN SELECT RAISE(ABORT, 'disk is full'); END");

        await Assert.ThrowsAsync<NotKeptException>(() => briefing.Amendments.Accept(Only.Id, TestBriefing.Operator));

        Assert.Equal(AmendmentState.Open, Only.State);
    }

    /// <summary>Whatever is done in whatever order: a state is left only the ways it may be, and a restart reads the same.</summary>
    [Fact]
    public Task States_AnySequence_MoveOnlyAsTheyMay() =>
        Gen.Int[0, 7].Array[1, 14].SampleAsync(
            async steps =>
            {
                using var own = TestBriefing.Of((Old, Usd(10)));
                await own.Amendments.Ask(HaiPhong, Officer, Wish(Old, Usd(12)));
                foreach (var step in steps)
                {
                    var before = own.Amendments.All[0];
                    var isDone = await Step(own, step, before.Id);
                    var after = own.Amendments.All[0];
                    if (before.State != after.State)
                        Assert.True(isDone && before.May(after.State), $"{before.State} → {after.State}");
                    own.Restart();
                    Assert.Equal(after with { AiredAs = null }, own.Amendments.All[0] with { AiredAs = null });
                    // On air exactly where the figure is what was asked for, by a take that came after.
                    if (own.Amendments.All[0].AiredAs is not null)
                        Assert.Equal((AmendmentState.Accepted, Usd(12)), (own.Amendments.All[0].State, own.Now.Snapshot.Stated(Old)!.Value));
                }
            },
            iter: 25);

    static async Task<bool> Step(TestBriefing own, int step, long id)
    {
        switch (step)
        {
            case 0 or 1:
                return await own.Amendments.Accept(id, TestBriefing.Operator);
            case 2:
                return await own.Amendments.Refuse(id, TestBriefing.Operator, "Chưa rõ");
            case 3:
                return await own.Amendments.Reopen(id);
            case 4:
                await own.Drafts.Drop(TestBriefing.Operator, Old);
                return false;
            case 5:
                return await own.Amendments.Withdraw(HaiPhong, id);
            case 6:
                await own.Do(new UndoWish());
                return false;
            default:
                if (own.Drafts.Of(TestBriefing.Operator) is { IsEmpty: false } draft)
                {
                    Assert.IsType<Taken>(await own.Desk.Take(draft with { IsReviewed = true, Because = "đã xem" }, TestBriefing.Operator, TestContext.Current.CancellationToken));
                    await own.Drafts.Taken(TestBriefing.Operator, draft);
                }

                return false;
        }
    }

    async Task Take()
    {
        var draft = briefing.Drafts.Of(TestBriefing.Operator);
        Assert.IsType<Taken>(await briefing.Desk.Take(draft with { IsReviewed = true, Because = "đã xem" }, TestBriefing.Operator, TestContext.Current.CancellationToken));
        await briefing.Drafts.Taken(TestBriefing.Operator, draft);
    }

    Task Aired(long? version) => Wait.Until(() => Task.FromResult(Only.AiredAs == version), () => Task.FromResult(Only.ToString()));

    static Restatement Wish(FigureKey key, Quantity value, string reason = "Bổ sung quý IV") => new(key, value, Qualifier.Exact, null, reason);

    Task<IReadOnlyList<Finding>> Ask(FigureKey key, Quantity value, Upload? upload = null, string reason = "Bổ sung quý IV") =>
        briefing.Amendments.Ask(HaiPhong, Officer, Wish(key, value, reason), upload);

    async Task<IEnumerable<FindingKind>> Kinds(FigureKey key, Quantity value, Upload? upload = null, string reason = "Bổ sung quý IV") =>
        (await Ask(key, value, upload, reason)).Select(finding => finding.Kind);
}
