using Bunit;
using Microsoft.AspNetCore.Components.Web;
using NgoDashboard.Components.Desk;
using NgoDashboard.Figures;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Components;

public sealed class FigureEditorTests : Drawn
{
    static readonly FigureKey Disbursed = FigureKey.National(2023, Measure.Disbursed);

    readonly TestBriefing briefing;
    readonly IRenderedComponent<FigureEditor> editor;

    public FigureEditorTests()
    {
        briefing = Work(TestBriefing.OfPublished());
        editor = Render<FigureEditor>(parameters => parameters.Add(one => one.Key, Disbursed).Add(one => one.Who, TestBriefing.Operator));
    }

    [Fact]
    public void Editor_OfAFigure_SaysWhatItIsNow() =>
        Assert.StartsWith("Đang có: hơn 228,7 triệu USD", Text(editor.Find("p.now")), StringComparison.Ordinal);

    [Fact]
    public void Typing_IsEchoedInWords()
    {
        Type("4,05");

        Assert.Equal("4.050.000 USD: bốn triệu không trăm năm mươi nghìn USD (-98,2 %)", Text(editor.Find(".echo")));
    }

    [Fact]
    public void Typing_WhatCanBeReadInTwoWays_SaysSoAtOnce()
    {
        Type("1.234");

        Assert.Contains("có thể đọc theo hai cách", editor.Find(".echo").TextContent, StringComparison.Ordinal);
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
        Assert.Equal(1, briefing.Now.Version);
        Assert.Empty(briefing.Journal.Latest(1));
    }

    [Fact]
    public async Task Save_OfAJump_AsksFirstAndSavesOnYes()
    {
        Type("4,05");
        Reason("Theo Cục");
        await Save();
        editor.WaitForAssertion(() => Assert.StartsWith("Cần xác nhận:", Alert, StringComparison.Ordinal));
        Assert.Contains("Thay đổi quá 5 lần: 228.700.000 USD thành 4.050.000 USD.", Alert, StringComparison.Ordinal);
        Assert.Equal(1, briefing.Now.Version);

        await Click(() => editor.FindAll("[role=alert] button").Single(button => Text(button) == "Đúng, vẫn lưu"));

        editor.WaitForAssertion(() => Assert.Equal(Sample.Usd(4_050_000), briefing.Now.Snapshot.Stated(Disbursed)!.Value));
    }

    [Fact]
    public async Task Typing_AfterAQuestion_TakesTheQuestionAway()
    {
        Type("4,05");
        Reason("Theo Cục");
        await Save();
        editor.WaitForAssertion(() => Assert.NotEqual("", Alert));

        Type("230");

        // A yes to the old value must not save the new one.
        Assert.Equal("", Alert);
    }

    [Fact]
    public async Task Save_OfAGoodValue_IsOnAirAndInTheJournal()
    {
        Type("230");
        Reason("  Theo Cục  ");
        await Save();

        editor.WaitForAssertion(() => Assert.StartsWith("Đang có: 230 triệu USD", Text(editor.Find("p.now")), StringComparison.Ordinal));
        Assert.Equal(2, briefing.Now.Version);
        var change = Assert.Single(briefing.Journal.Latest(5));
        Assert.Equal(("Bàn điều hành", "Theo Cục", Sample.Usd(230_000_000), Sample.Usd(228_700_000)), (change.Who, change.Reason, change.After!.Value, change.Before));
        Assert.Equal("", Alert);
        Assert.Equal("", editor.FindAll("input")[0].GetAttribute("value") ?? "");
        // Its own change is not somebody else's.
        Assert.DoesNotContain("trong lúc đang sửa", editor.Markup, StringComparison.Ordinal);
        editor.WaitForAssertion(() => Assert.Contains("Theo Cục", editor.Find("ul.changes").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Save_ByTheButton_IsOnAir()
    {
        Type("230");
        Reason("Theo Cục");
        await Click(() => editor.Find("button.save"));

        editor.WaitForAssertion(() => Assert.Equal(Sample.Usd(230_000_000), briefing.Now.Snapshot.Stated(Disbursed)!.Value));
    }

    [Fact]
    public async Task Save_OfAStaleEdit_NamesTheNewValueAndPassesWhenItIsKnown()
    {
        Type("229");
        Reason("Theo Cục");
        await briefing.Take(Sample.Say(Disbursed, Sample.Usd(230_000_000)));
        editor.WaitForAssertion(() => Assert.Contains("Số liệu này vừa đổi thành 230 triệu USD trong lúc đang sửa.", editor.Markup, StringComparison.Ordinal));

        await Save();
        editor.WaitForAssertion(() => Assert.Contains("vừa được sửa thành 230.000.000 USD (bản 2)", Alert, StringComparison.Ordinal));
        Assert.Equal(2, briefing.Now.Version);

        await Save();
        editor.WaitForAssertion(() => Assert.Equal(Sample.Usd(229_000_000), briefing.Now.Snapshot.Stated(Disbursed)!.Value));
    }

    [Fact]
    public async Task Adoption_OfAnotherSource_PutsItsValueOnAir()
    {
        Reason("Thống nhất theo Thái Bình");
        AngleSharp.Dom.IElement Other() => editor.FindAll("ul.sources li").Single(source => source.TextContent.Contains("Thái Bình", StringComparison.Ordinal));
        Assert.StartsWith("gần 230 triệu USD", Text(Other()), StringComparison.Ordinal);

        await Click(() => Other().QuerySelector("button")!);

        editor.WaitForAssertion(() => Assert.StartsWith("Đang có: gần 230 triệu USD", Text(editor.Find("p.now")), StringComparison.Ordinal));
        Assert.Contains("Thái Bình", editor.Find("ul.sources li.adopted").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adoption_WithoutAReason_IsRefused()
    {
        await Click(() => editor.Find("ul.sources li:not(.adopted) button"));

        editor.WaitForAssertion(() => Assert.Contains("Chưa ghi lý do.", Alert, StringComparison.Ordinal));
        Assert.Equal(1, briefing.Now.Version);
    }

    string Alert => Text(editor.Find("[role=alert]"));

    void Type(string value) => Act(() => Field.Input(value));

    void Reason(string reason) => Act(() => editor.Find(".reason input").Input(reason));

    /// <summary>By Enter in the field of the value, as it is typed.</summary>
    Task Save() => editor.InvokeAsync(() => Field.KeyDownAsync(new KeyboardEventArgs { Key = "Enter" }));

    AngleSharp.Dom.IElement Field => editor.FindAll("input").First(input => input.GetAttribute("type") == "text");

    Task Click(Func<AngleSharp.Dom.IElement> button) => editor.InvokeAsync(() => button().ClickAsync(new MouseEventArgs()));

    // Found and used in one go: the history may come in between, and with it a new tree.
    void Act(Action action) => editor.InvokeAsync(action).GetAwaiter().GetResult();
}
