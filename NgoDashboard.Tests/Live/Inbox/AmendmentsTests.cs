using CsCheck;
using Dapper;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Inbox;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Live.Inbox;

public sealed class AmendmentsTests : IDisposable
{
    static readonly FigureKey OldFigure = InProvince(OldHaiPhong);
    static readonly Operator Officer = new("p1", "Sở Ngoại vụ Hải Phòng");

    readonly TestBriefing briefing = TestBriefing.Create((National(), Usd(100)), (OldFigure, Usd(10)), (InProvince(LangSon), Usd(5)));

    public void Dispose() => briefing.Dispose();

    Amendment Only => Assert.Single(briefing.Amendments.All);

    string Folder => briefing.Database.Path + ".attachments";

    [Fact]
    public async Task Ask_OfAnOwnFigure_KeepsWhatIsAskedAndWhatStoodThen()
    {
        Assert.Empty(await Submit(OldFigure, Usd(12), new("báo cáo.pdf", SampleUploads.Pdf)));

        void Check()
        {
            Assert.Equal((HaiPhong, "Sở Ngoại vụ Hải Phòng", "p1", OldFigure, Usd(12), "Bổ sung quý IV"), (Only.Province, Only.Actor, Only.KeyId, Only.Key, Only.Value, Only.Reason));
            Assert.Equal((Usd(10), 1L, AmendmentState.Open), (Only.ValueWhenAsked, Only.ExpectedVersion, Only.State));
            Assert.Equal(("báo cáo.pdf", AttachmentKind.Pdf, SampleUploads.Pdf.Length), (Only.Attachment!.OriginalName, Only.Attachment.Kind, Only.Attachment.LengthBytes));
            using var file = briefing.Amendments.OpenAttachment(Only.Attachment)!;
            Assert.Equal(SampleUploads.Pdf.Length, file.Length);
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
        Assert.Equal([FindingKind.NotOwnFigure], await Kinds(InProvince(LangSon), Usd(12)));
        Assert.Equal([FindingKind.NotOwnFigure], await Kinds(InProvince(OldLangSon), Usd(12)));
        Assert.Equal([FindingKind.NotOwnFigure], await Kinds(National(), Usd(12)));
        Assert.Equal([FindingKind.SameAsStated], await Kinds(OldFigure, Usd(10)));
        Assert.Equal([FindingKind.UnitDoesNotFit], await Kinds(OldFigure, Count(3)));
        Assert.Equal([FindingKind.ReasonMissing], await Kinds(OldFigure, Usd(12), reason: " \n "));
        Assert.Equal([FindingKind.ReasonTooLong], await Kinds(OldFigure, Usd(12), reason: new string('a', 501)));
        Assert.Equal([FindingKind.AttachmentTooLarge], await Kinds(OldFigure, Usd(12), new("a.pdf", (byte[])[.. SampleUploads.Pdf, .. new byte[Upload.MaxBytes + 1 - SampleUploads.Pdf.Length]])));
        Assert.Equal([FindingKind.AttachmentUnknown], await Kinds(OldFigure, Usd(12), new("a.pdf", "<html>"u8.ToArray())));

        Assert.Empty(briefing.Amendments.All);
        Assert.Empty(Directory.GetFiles(Folder));
        Assert.Empty(await Kinds(OldFigure, Usd(12), new("a.pdf", (byte[])[.. SampleUploads.Pdf, .. new byte[Upload.MaxBytes - SampleUploads.Pdf.Length]])));
    }

    [Fact]
    public async Task OpenForFigure_OfSeveral_AreThoseOfTheFigureThatAreNotClosed()
    {
        var current = InProvince(HaiPhong);
        Assert.Empty(await Submit(OldFigure, Usd(12)));
        Assert.Empty(await Submit(OldFigure, Usd(13)));
        Assert.Empty(await Submit(current, Usd(14)));
        await briefing.Amendments.Refuse(briefing.Amendments.All[0].Id, TestBriefing.Operator, "Chưa rõ");

        Assert.Equal(Usd(13), Assert.Single(briefing.Amendments.OpenForFigure(OldFigure)).Value);
        Assert.Equal(Usd(14), Assert.Single(briefing.Amendments.OpenForFigure(current)).Value);
        Assert.Empty(briefing.Amendments.OpenForFigure(InProvince(LangSon)));
    }

    [Fact]
    public async Task Ask_OfTooMuchAtOnce_IsRefusedUntilSomeIsSettled()
    {
        for (var i = 0; i < AmendmentRules.MaxOpen; i++)
        {
            // As slow as a person, below the limit per minute.
            briefing.Time.Advance(TimeSpan.FromSeconds(10));
            Assert.Empty(await Submit(OldFigure, Usd(20 + i)));
        }

        briefing.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([FindingKind.TooManyOpen], await Kinds(OldFigure, Usd(11)));
        Assert.True(await briefing.Amendments.Withdraw(HaiPhong, briefing.Amendments.All[0].Id));
        Assert.Empty(await Kinds(OldFigure, Usd(11)));
    }

    [Fact]
    public async Task Ask_FasterThanAPersonTypes_IsRefusedUntilTheMinuteIsOver()
    {
        for (var i = 0; i < SubmissionLimits.MaxPerMinute; i++)
            Assert.Empty(await Submit(OldFigure, Usd(20 + i)));

        Assert.Equal([FindingKind.TooManyThisMinute], await Kinds(OldFigure, Usd(11)));
        briefing.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await Kinds(OldFigure, Usd(11)));
    }

    [Fact]
    public async Task Accept_PutsItIntoTheDraftWithItsSourceAndTheTakeIsFoundByItself()
    {
        await Submit(OldFigure, Usd(12));
        Assert.True(await briefing.Amendments.Accept(Only.Id, TestBriefing.Operator));

        var edit = Assert.IsType<Restatement>(Assert.Single(briefing.Drafts.ForOperator(TestBriefing.Operator).Edits));
        Assert.Equal((OldFigure, Usd(12), true, 1L), (edit.Key, edit.Value, edit.IsCorrection, edit.ExpectedVersion));
        Assert.Equal(("Hải Phòng", "Đề nghị điều chỉnh của Hải Phòng"), (edit.Source!.Publisher, edit.Source.Title));
        Assert.Equal($"Theo đề nghị điều chỉnh số {Only.Id} của Hải Phòng: Bổ sung quý IV", edit.Reason);
        Assert.Equal(TestBriefing.Operator.Name, briefing.Amendments.DraftOwnerName(Only));
        Assert.Null(Only.AiredInVersion);

        await Take();
        await WaitUntilAired(2);
        Assert.True(Only.IsClosed);
        briefing.Restart();
        Assert.Equal(2, Only.AiredInVersion);
    }

    [Fact]
    public async Task Undo_OfTheTake_MakesItAcceptedAgainAndARedoPutsItOnAir()
    {
        await Submit(OldFigure, Usd(12));
        await briefing.Amendments.Accept(Only.Id, TestBriefing.Operator);
        await Take();
        await WaitUntilAired(2);

        await briefing.Execute(new UndoCommand());
        await WaitUntilAired(null);
        Assert.Equal((AmendmentState.Accepted, null), (Only.State, briefing.Amendments.DraftOwnerName(Only)));
        await briefing.Execute(new RedoCommand());
        await WaitUntilAired(4);

        // A later value does not change that the amendment was on air.
        await briefing.Take(SampleData.Restate(OldFigure, Usd(13), accepted: true));
        briefing.Restart();
        Assert.Equal(4, Only.AiredInVersion);
    }

    [Fact]
    public async Task Drop_FromTheDraft_LeavesItAcceptedToBePutBackOrReopened()
    {
        await Submit(OldFigure, Usd(12));
        await briefing.Amendments.Accept(Only.Id, TestBriefing.Operator);
        await briefing.Drafts.RemoveEdits(TestBriefing.Operator, OldFigure);
        Assert.Null(briefing.Amendments.DraftOwnerName(Only));

        await briefing.Amendments.ReturnToDraft(Only.Id, TestBriefing.SecondOperator);
        Assert.Equal(TestBriefing.SecondOperator.Name, briefing.Amendments.DraftOwnerName(Only));

        Assert.True(await briefing.Amendments.Reopen(Only.Id));
        Assert.Equal(AmendmentState.Open, Only.State);
        Assert.Empty(briefing.Drafts.ForOperator(TestBriefing.SecondOperator).Edits);
    }

    [Fact]
    public async Task Take_OfAnotherValue_DoesNotPutItOnAir()
    {
        await Submit(OldFigure, Usd(12));
        await briefing.Take(SampleData.Restate(OldFigure, Usd(12), accepted: true));
        await briefing.Amendments.Accept(Only.Id, TestBriefing.Operator);
        await briefing.Take(SampleData.Restate(OldFigure, Usd(13), accepted: true));

        briefing.Restart();
        Assert.Null(Only.AiredInVersion);
    }

    [Fact]
    public async Task Refuse_NeedsASentence()
    {
        await Submit(OldFigure, Usd(12));

        Assert.False(await briefing.Amendments.Refuse(Only.Id, TestBriefing.Operator, "  "));
        Assert.True(await briefing.Amendments.Refuse(Only.Id, TestBriefing.Operator, " Chưa có văn bản "));

        briefing.Restart();
        Assert.Equal((AmendmentState.Refused, "Chưa có văn bản", "Bàn điều hành"), (Only.State, Only.Answer, Only.AnsweredBy));
        Assert.False(await briefing.Amendments.Withdraw(HaiPhong, Only.Id));
    }

    [Fact]
    public async Task Withdraw_IsForTheProvinceAloneAndTakesTheFileAlong()
    {
        await Submit(OldFigure, Usd(12), new("a.pdf", SampleUploads.Pdf));

        Assert.False(await briefing.Amendments.Withdraw(LangSon, Only.Id));
        Assert.NotNull(Only.Attachment);
        Assert.True(await briefing.Amendments.Withdraw(HaiPhong, Only.Id));

        Assert.Empty(Directory.GetFiles(Folder));
        Assert.False(await briefing.Amendments.Accept(Only.Id, TestBriefing.Operator));
        Assert.Empty(briefing.Drafts.ForOperator(TestBriefing.Operator).Edits);
    }

    [Fact]
    public async Task Of_AProvince_TellsOfNoOther()
    {
        await Submit(OldFigure, Usd(12));
        Assert.Empty(await briefing.Amendments.Submit(LangSon, new("p2", "Lạng Sơn"), Restate(InProvince(LangSon), Usd(6))));

        Assert.Equal([HaiPhong], briefing.Amendments.ForProvince(HaiPhong).Select(amendment => amendment.Province));
        Assert.Equal([LangSon], briefing.Amendments.ForProvince(LangSon).Select(amendment => amendment.Province));
        Assert.Empty(briefing.Amendments.ForProvince(QuangTri));
    }

    [Fact]
    public async Task Start_WithAFileThatNoRowNames_SweepsItAndLeavesTheOthers()
    {
        await Submit(OldFigure, Usd(12), new("a.pdf", SampleUploads.Pdf));
        var stored = Assert.Single(Directory.GetFiles(Folder));
        await File.WriteAllTextAsync(Path.Combine(Folder, "0123.part"), "half", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Folder, "4567"), "whole", TestContext.Current.CancellationToken);

        briefing.Restart();

        Assert.Equal([stored], Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task Ask_ThatTheDiskRefuses_IsToldAndLeavesNoFile()
    {
        using (var connection = briefing.Database.OpenConnection())
            await connection.ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON amendment BEGIN SELECT RAISE(ABORT, 'disk is full'); END");

        await Assert.ThrowsAsync<NotSavedException>(() => Submit(OldFigure, Usd(12), new("a.pdf", SampleUploads.Pdf)));

        Assert.Empty(briefing.Amendments.All);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task Accept_ThatTheDraftRefuses_IsToldAndLeavesItOpen()
    {
        await Submit(OldFigure, Usd(12));
        using (var connection = briefing.Database.OpenConnection())
            await connection.ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON draft BEGIN SELECT RAISE(ABORT, 'disk is full'); END");

        await Assert.ThrowsAsync<NotSavedException>(() => briefing.Amendments.Accept(Only.Id, TestBriefing.Operator));

        Assert.Equal(AmendmentState.Open, Only.State);
    }

    /// <summary>Any sequence of steps makes allowed state changes only, and a restart loads the same state.</summary>
    [Trait("Tier", "Long")]
    [Fact]
    public Task States_AnySequence_MoveOnlyAsTheyMay() =>
        Gen.Int[0, 7].Array[1, 14].SampleAsync(
            async steps =>
            {
                using var own = TestBriefing.Create((OldFigure, Usd(10)));
                await own.Amendments.Submit(HaiPhong, Officer, Restate(OldFigure, Usd(12)));
                foreach (var step in steps)
                {
                    var before = own.Amendments.All[0];
                    var isDone = await Step(own, step, before.Id);
                    var after = own.Amendments.All[0];
                    if (before.State != after.State)
                        Assert.True(isDone && before.CanBecome(after.State), $"{before.State} → {after.State}");
                    own.Restart();
                    Assert.Equal(after with { AiredInVersion = null }, own.Amendments.All[0] with { AiredInVersion = null });
                    // On air only where it is accepted and the figure has the requested value.
                    if (own.Amendments.All[0].AiredInVersion is not null)
                        Assert.Equal((AmendmentState.Accepted, Usd(12)), (own.Amendments.All[0].State, own.State.Snapshot.FindAdopted(OldFigure)!.Value));
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
                await own.Drafts.RemoveEdits(TestBriefing.Operator, OldFigure);
                return false;
            case 5:
                return await own.Amendments.Withdraw(HaiPhong, id);
            case 6:
                await own.Execute(new UndoCommand());
                return false;
            default:
                if (own.Drafts.ForOperator(TestBriefing.Operator) is { IsEmpty: false } draft)
                {
                    Assert.IsType<Committed>(await own.Desk.Take(draft with { IsReviewed = true, OverrideReason = "đã xem" }, TestBriefing.Operator, TestContext.Current.CancellationToken));
                    await own.Drafts.RemoveTaken(TestBriefing.Operator, draft);
                }

                return false;
        }
    }

    async Task Take()
    {
        var draft = briefing.Drafts.ForOperator(TestBriefing.Operator);
        Assert.IsType<Committed>(await briefing.Desk.Take(draft with { IsReviewed = true, OverrideReason = "đã xem" }, TestBriefing.Operator, TestContext.Current.CancellationToken));
        await briefing.Drafts.RemoveTaken(TestBriefing.Operator, draft);
    }

    Task WaitUntilAired(long? version) => Wait.Until(() => Task.FromResult(Only.AiredInVersion == version), () => Task.FromResult(Only.ToString()));

    static Restatement Restate(FigureKey key, Quantity value, string reason = "Bổ sung quý IV") => new(key, value, Qualifier.Exact, null, reason);

    Task<IReadOnlyList<Finding>> Submit(FigureKey key, Quantity value, Upload? upload = null, string reason = "Bổ sung quý IV") =>
        briefing.Amendments.Submit(HaiPhong, Officer, Restate(key, value, reason), upload);

    async Task<IEnumerable<FindingKind>> Kinds(FigureKey key, Quantity value, Upload? upload = null, string reason = "Bổ sung quý IV") =>
        (await Submit(key, value, upload, reason)).Select(finding => finding.Kind);
}
