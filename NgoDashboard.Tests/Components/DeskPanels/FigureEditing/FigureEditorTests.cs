using Bunit;
using Microsoft.AspNetCore.Components.Web;
using NgoDashboard.Components.DeskPanels.FigureEditing;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Components.DeskPanels.FigureEditing;

public sealed class FigureEditorTests : ComponentTest
{
    static readonly FigureKey Disbursed = FigureKey.National(2023, Measure.Disbursed);

    readonly TestBriefing briefing;
    readonly IRenderedComponent<FigureEditor> editor;

    public FigureEditorTests()
    {
        briefing = AddDeskServices(TestBriefing.CreateFromPublishedData());
        editor = Render<FigureEditor>(parameters => parameters.Add(one => one.Key, Disbursed).Add(one => one.Actor, TestBriefing.Operator));
    }

    [Fact]
    public void Editor_OfAFigure_SaysWhatItIsNow() =>
        Assert.StartsWith("Đang có: hơn 228,7 triệu USD", TextOf(editor.Find("p.now")), StringComparison.Ordinal);

    [Fact]
    public void Typing_IsEchoedInWords()
    {
        Type("4,05");

        Assert.Equal("4.050.000 USD: bốn triệu không trăm năm mươi nghìn USD (-98,2 %)", TextOf(editor.Find(".value-in-words")));
    }

    [Fact]
    public void Typing_WhatCanBeReadInTwoWays_SaysSoAtOnce()
    {
        Type("1.234");

        Assert.Contains("có thể đọc theo hai cách", editor.Find(".value-in-words").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc", "Theo Cục", "\"abc\" không phải là một số.")]
    [InlineData("1.234", "Theo Cục", "có thể đọc theo hai cách")]
    [InlineData("-5", "Theo Cục", "Số liệu không thể là số âm.")]
    [InlineData("230", "  ", "Chưa ghi lý do.")]
    public async Task Save_OfWhatIsRefused_ShowsTheSentenceAndStoresNothing(string value, string reason, string sentence)
    {
        Type(value);
        Reason(reason);
        await Save();

        editor.WaitForAssertion(() => Assert.Contains(sentence, Alert, StringComparison.Ordinal));
        Assert.StartsWith("Chưa lưu:", Alert, StringComparison.Ordinal);
        Assert.Equal(1, briefing.State.Version);
        Assert.Empty(briefing.Journal.LoadNewestChanges(1));
    }

    [Fact]
    public async Task Enter_OfAGoodValue_PutsItIntoTheDraftAndLeavesTheAirAlone()
    {
        Type("230");
        Reason("  Theo Cục  ");
        await Save();

        editor.WaitForAssertion(() => Assert.Contains("trong bản nháp: 230 triệu USD", TextOf(editor.Find("p.now")), StringComparison.Ordinal));
        Assert.Equal(1, briefing.State.Version);
        var edit = Assert.IsType<Restatement>(Assert.Single(briefing.Drafts.ForOperator(TestBriefing.Operator).Edits));
        Assert.Equal((Disbursed, SampleData.Usd(230_000_000), "Theo Cục", 1L), (edit.Key, edit.Value, edit.Reason, edit.ExpectedVersion));
        Assert.Equal("", Field.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task CtrlEnter_OfAGoodValue_IsOnAirAtOnceAndInTheJournal()
    {
        Type("229");
        Reason("  Theo Cục  ");
        await TakeNow();
        Because("Chủ trì yêu cầu");
        await TakeNow();

        editor.WaitForAssertion(() => Assert.StartsWith("Đang có: 229 triệu USD", TextOf(editor.Find("p.now")), StringComparison.Ordinal));
        Assert.Equal(2, briefing.State.Version);
        var change = Assert.Single(briefing.Journal.LoadNewestChanges(5));
        Assert.Equal(("Bàn điều hành", "Theo Cục", SampleData.Usd(229_000_000), SampleData.Usd(228_700_000)), (change.Actor, change.Reason, change.After!.Value, change.Before));
        Assert.Equal("", Alert);
        // The operator's own change must not be reported as another's.
        Assert.DoesNotContain("trong lúc đang sửa", editor.Markup, StringComparison.Ordinal);
        editor.WaitForAssertion(() => Assert.Contains("Theo Cục", editor.Find("ul.changes").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task CtrlEnter_OfAJump_TellsTheDoubtAndTakesItWithAReason()
    {
        Type("4,05");
        await TakeNow();
        editor.WaitForAssertion(() => Assert.StartsWith("Cần xác nhận:", Alert, StringComparison.Ordinal));
        Assert.Contains("Thay đổi quá 5 lần: 228.700.000 USD thành 4.050.000 USD.", Alert, StringComparison.Ordinal);
        Assert.Equal(1, briefing.State.Version);

        Because("Đơn vị nhầm ở báo cáo trước");
        await Click(() => editor.FindAll("[role=alert] button").Single(button => TextOf(button) == "Lên sóng kèm lý do"));

        editor.WaitForAssertion(() => Assert.Equal(SampleData.Usd(4_050_000), briefing.State.Snapshot.FindAdopted(Disbursed)!.Value));
    }

    [Fact]
    public async Task CtrlEnter_OfAPreparedFigure_TakesItOutOfTheDraft()
    {
        Type("230");
        await Save();
        Type("229");
        await TakeNow();
        Because("Chủ trì yêu cầu");
        await TakeNow();

        editor.WaitForAssertion(() => Assert.Equal(2, briefing.State.Version));
        Assert.True(briefing.Drafts.ForOperator(TestBriefing.Operator).IsEmpty);
    }

    [Fact]
    public async Task Typing_AfterADoubt_TakesTheDoubtAway()
    {
        Type("4,05");
        await TakeNow();
        editor.WaitForAssertion(() => Assert.NotEqual("", Alert));

        Type("230");

        // A reason given for the old value must not serve for the new one.
        Assert.Equal("", Alert);
    }

    [Fact]
    public async Task Buttons_OfBothWays_DoWhatTheirKeysDo()
    {
        Type("230");
        await Click(() => editor.Find("button.save"));
        editor.WaitForAssertion(() => Assert.Single(briefing.Drafts.ForOperator(TestBriefing.Operator).Edits));

        Type("4,05");
        await Click(() => editor.Find("button.direct"));
        editor.WaitForAssertion(() => Assert.StartsWith("Cần xác nhận:", Alert, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Correction_SaysSoToTheDraft()
    {
        Type("230");
        Act(() => editor.Find(".is-correction input").Change(true));
        await Save();

        editor.WaitForAssertion(() => Assert.True(Assert.Single(briefing.Drafts.ForOperator(TestBriefing.Operator).Edits).IsCorrection));
    }

    [Fact]
    public async Task Enter_OfAStaleEdit_NamesTheNewValueAndPassesWhenItIsKnown()
    {
        Type("229");
        await briefing.Take(SampleData.Restate(Disbursed, SampleData.Usd(230_000_000)));
        editor.WaitForAssertion(() => Assert.Contains("Số liệu này vừa đổi thành 230 triệu USD trong lúc đang sửa.", editor.Markup, StringComparison.Ordinal));

        await Save();
        editor.WaitForAssertion(() => Assert.Contains("vừa được sửa thành 230.000.000 USD (bản 2)", Alert, StringComparison.Ordinal));
        Assert.True(briefing.Drafts.ForOperator(TestBriefing.Operator).IsEmpty);

        await Save();
        editor.WaitForAssertion(() => Assert.Equal(2, Assert.Single(briefing.Drafts.ForOperator(TestBriefing.Operator).Edits).ExpectedVersion));
    }

    [Fact]
    public async Task Editor_OfAFigureThatAnotherDeskPrepares_NamesTheOtherValue()
    {
        await briefing.Drafts.AddEdits(TestBriefing.SecondOperator, SampleData.Restate(Disbursed, SampleData.Usd(231_000_000)));

        editor.WaitForAssertion(() => Assert.Contains("Bàn thứ hai cũng đang chuẩn bị số này: 231 triệu USD.", editor.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Editor_WhileItIsOpen_TellsTheOtherDesksWhichFigureItHas() =>
        Assert.Equal(Disbursed, Assert.Single(briefing.Drafts.OthersEditing(TestBriefing.SecondOperator, Disbursed)).OpenFigure);

    [Fact]
    public async Task Adoption_OfAnotherSource_GoesIntoTheDraft()
    {
        Reason("Thống nhất theo Thái Bình");
        AngleSharp.Dom.IElement Other() => editor.FindAll("ul.sources li").Single(source => source.TextContent.Contains("Thái Bình", StringComparison.Ordinal));
        Assert.StartsWith("gần 230 triệu USD", TextOf(Other()), StringComparison.Ordinal);

        await Click(() => Other().QuerySelector("button")!);

        editor.WaitForAssertion(() => Assert.IsType<Adoption>(Assert.Single(briefing.Drafts.ForOperator(TestBriefing.Operator).Edits)));
    }

    [Fact]
    public async Task Adoption_WithoutAReason_IsRefused()
    {
        Reason("");
        await Click(() => editor.Find("ul.sources li:not(.adopted) button"));

        editor.WaitForAssertion(() => Assert.Contains("Chưa ghi lý do.", Alert, StringComparison.Ordinal));
        Assert.True(briefing.Drafts.ForOperator(TestBriefing.Operator).IsEmpty);
    }

    string Alert => TextOf(editor.Find("[role=alert]"));

    void Type(string value) => Act(() => Field.Input(value));

    void Reason(string reason) => Act(() => editor.Find(".reason input").Input(reason));

    /// <summary>Presses Enter in the value's field.</summary>
    Task Save() => editor.InvokeAsync(() => Field.KeyDownAsync(new KeyboardEventArgs { Key = "Enter" }));

    Task TakeNow() => editor.InvokeAsync(() => Field.KeyDownAsync(new KeyboardEventArgs { Key = "Enter", CtrlKey = true }));

    void Because(string why)
    {
        editor.WaitForElement("[role=alert] input");
        Act(() => editor.Find("[role=alert] input").Input(why));
    }

    AngleSharp.Dom.IElement Field => editor.FindAll("input").First(input => input.GetAttribute("type") == "text");

    Task Click(Func<AngleSharp.Dom.IElement> button) => editor.InvokeAsync(() => button().ClickAsync(new MouseEventArgs()));

    // Finds and uses the element in one step, because the history may render in between and replace the tree.
    void Act(Action action) => editor.InvokeAsync(action).GetAwaiter().GetResult();
}
