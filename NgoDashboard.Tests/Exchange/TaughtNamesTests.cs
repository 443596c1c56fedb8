using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Exchange;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Reports;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Exchange;

/// <summary>What the desk has said of names in reports: remembered together with the figures, and taken back.</summary>
public sealed class TaughtNamesTests : IDisposable
{
    static readonly byte[] Asking = ReportBook.Of("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Xơn|#1196137");

    static readonly Operator Hanh = new("k1", "Bà Hạnh"), Minh = new("k2", "Ông Minh");

    readonly App app = new();
    readonly ChosenReport[] chosen = [new(ReportFiles.Read("a.xlsx", Asking, null, Cancellation), Asking)];

    ReportImports Imports => app.Services.GetRequiredService<ReportImports>();

    Drafts Drafts => app.Services.GetRequiredService<Drafts>();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => app.Dispose();

    [Fact]
    public void Review_ThatIsThrownAway_TeachesNothing()
    {
        var (review, _) = Answered();

        Assert.Empty(review.Open);
        Assert.Empty(Imports.Taught());
    }

    [Fact]
    public async Task Put_WithAnAnsweredName_TeachesItWithWhoAndWhen()
    {
        await Put(Hanh);

        var name = Assert.Single(Imports.Taught());
        Assert.Equal((AliasKind.Province, "Lạng Xơn", "63:20", "Bà Hạnh"), (name.Kind, name.Written, name.Target, name.Who));
        Assert.InRange(name.At, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Put_WithAnAnsweredHead_TeachesTheMeasureAndNotItsYearOrUnit()
    {
        var (first, second) = (Read("Tỉnh|Giải ngân thực tế của các tổ chức 2023 (USD)"), Read("Tỉnh|Giải ngân thực tế của các tổ chức năm 2024 (triệu USD)"));
        var question = Assert.Single(Imports.Review([first.File], Replies.None, Cancellation).Open);
        var said = Replies.None.With(question.Id, "disbursed");

        await Imports.Put(Hanh, [first], Imports.Review([first.File], said, Cancellation), new HashSet<FigureKey>(), null, said);

        Assert.Empty(Imports.Review([second.File], Replies.None, Cancellation).Open);
        var name = Assert.Single(Imports.Taught());
        Assert.Equal((AliasKind.Measure, "Giải ngân thực tế của các tổ chức 2023 (USD)", "disbursed"), (name.Kind, name.Written, name.Target));
    }

    static ChosenReport Read(string head)
    {
        var content = ReportBook.Of($"{head}\nLạng Sơn|#1234567");
        return new(ReportFiles.Read("b.xlsx", content, null, Cancellation), content);
    }

    [Theory]
    [InlineData("draft_edit")]
    [InlineData("report_alias")]
    public async Task Put_TheDiskRefusesAPartOfIt_StoresNothing(string table)
    {
        app.Execute($"CREATE TRIGGER full_disk BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no space left'); END");

        await Assert.ThrowsAsync<NotKeptException>(() => Put(Hanh));

        app.Execute("DROP TRIGGER full_disk");
        Assert.Empty(Imports.Taught());
        Assert.True(Drafts.Of(Hanh).IsEmpty);
    }

    [Fact]
    public async Task Name_ThatIsKnown_StaysTheirsWhoTaughtIt()
    {
        await Put(Hanh);
        var review = Imports.Review([chosen[0].File], Replies.None, Cancellation);

        await Imports.Put(Minh, chosen, review, new HashSet<FigureKey>(), null, Replies.None);

        Assert.Empty(review.Open);
        Assert.Equal("Bà Hạnh", Assert.Single(Imports.Taught()).Who);
    }

    [Fact]
    public async Task Name_SaidOtherwise_IsTheirsWhoSaidItLast()
    {
        await Put(Hanh);

        await Put(Minh, "63:04");

        Assert.Equal(("63:04", "Ông Minh"), Assert.Single(Imports.Taught()) is var name ? (name.Target, name.Who) : default);
    }

    [Fact]
    public async Task Forget_OfAName_AsksAtTheNextImport()
    {
        await Put(Hanh);
        var name = Assert.Single(Imports.Taught());

        Assert.True(await Imports.Forget(name));

        Assert.Empty(Imports.Taught());
        Assert.Single(Imports.Review([chosen[0].File], Replies.None, Cancellation).Open);
        // Somebody else was quicker.
        Assert.False(await Imports.Forget(name));
    }

    [Fact]
    public async Task Take_ThatIsRefused_TeachesNothing()
    {
        var (review, said) = Answered();
        using var put = await app.Desk.Send("PUT", "/api/figures", """[{"from":"2023-01-01","to":"2023-12-31","province":"63:20","measure":"disbursed","value":1,"unit":"USD","reason":"Bàn khác"}]""");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);

        var outcome = await Imports.Take(Hanh, chosen, review, app.Services.GetRequiredService<Desk>(), null, said);

        Assert.IsType<NotTaken>(outcome);
        Assert.Empty(Imports.Taught());
    }

    async Task Put(Operator who, string answer = "63:20")
    {
        var (review, said) = Answered(answer);
        await Imports.Put(who, chosen, review, new HashSet<FigureKey>(), null, said);
    }

    (ReportReview Review, Replies Said) Answered(string answer = "63:20")
    {
        var question = Assert.Single(Imports.Review([chosen[0].File], Replies.None).Questions);
        var said = Replies.None.With(question.Id, answer);
        return (Imports.Review([chosen[0].File], said), said);
    }
}
