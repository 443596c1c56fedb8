using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Components.DeskPanels.ReportImport;
using NgoDashboard.Live.Imports;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Components.DeskPanels.ReportImport;

public sealed class LearnedNamesTests : ComponentTest
{
    readonly ReportStore store;
    int forgotten;

    public LearnedNamesTests()
    {
        var briefing = TestBriefing.Create([(National(), Usd(100))]);
        store = new(briefing.Database);
        Services.AddSingleton(new ReportImporter(store, new(briefing.Database), briefing.Drafts, briefing.LiveBriefing, briefing.Time));
        AddDeskServices(briefing);
    }

    [Fact]
    public void Names_WhereNothingWasTaught_AreNotThere() => Assert.Empty(Names().FindAll("details"));

    [Fact]
    public async Task Names_AreListedWithWhoAndWhenAndTakenBack()
    {
        store.SaveImport(new([], [
            new("province", "lang xon", "63:20", "Lạng Xơn", "Bà Hạnh", new(2024, 4, 12, 7, 31, 0, TimeSpan.Zero)),
            new("sector", "y hoc", "health", "Y học", "Ông Minh", new(2024, 4, 12, 7, 32, 0, TimeSpan.Zero)),
            new("measure", "chi", "disbursed", "Chi", "Ông Minh", new(2024, 4, 12, 7, 34, 0, TimeSpan.Zero)),
            new("sector", "linh tinh", "-", null, "Ông Minh", new(2024, 4, 12, 7, 33, 0, TimeSpan.Zero)),
        ]));
        var names = Names();
        names.WaitForAssertion(() => Assert.Equal("Tên gọi đã ghi nhớ (4)", TextOf(names.Find("summary"))));
        Assert.Equal(
            ["“Chi” → Giải ngân Bỏ ghi nhớ Ông Minh, 12/4/2024 14:34", "“Lạng Xơn” → Lạng Sơn Bỏ ghi nhớ Bà Hạnh, 12/4/2024 14:31", "“linh tinh” → Bỏ qua Bỏ ghi nhớ Ông Minh, 12/4/2024 14:33", "“Y học” → Y tế Bỏ ghi nhớ Ông Minh, 12/4/2024 14:32"],
            names.FindAll("li").Select(TextOf));

        await names.InvokeAsync(() => names.Find("li button").ClickAsync(new MouseEventArgs()));

        names.WaitForAssertion(() => Assert.Equal(3, names.FindAll("li").Count));
        Assert.Equal(["lang xon", "linh tinh", "y hoc"], store.LoadAliases().Select(alias => alias.Name));
        Assert.Equal(1, forgotten);
    }

    IRenderedComponent<LearnedNames> Names() => Render<LearnedNames>(parameters => parameters.Add(one => one.OnForgotten, EventCallback.Factory.Create(this, () => forgotten++)));
}
