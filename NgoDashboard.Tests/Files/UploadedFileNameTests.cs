using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Files;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Live.Imports;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Files;

/// <summary>Every file gets a name of its own within the length limit, whatever it was called.</summary>
public sealed class UploadedFileNameTests
{
    static readonly string Long = new string('a', 40) + new string('b', 160) + ".xlsx";

    public static TheoryData<string, string> Alike => new()
    {
        { "bc.xlsx", "BC.xlsx" }, { Long, Long }, { Long, "x" + Long }, { "bc\u0007.xlsx", "bc.xlsx" }, { new string('a', 300), new string('a', 300) }, { "a." + new string('b', 300), "a." + new string('b', 300) },
        { string.Concat(Enumerable.Repeat("📄", 100)) + "x", string.Concat(Enumerable.Repeat("📄", 100)) + "x" },
    };

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Alike))]
    public void Names_ThatAreAlikeOnceTheyAreCut_AreToldApartAndStayAsTheyAre(string one, string other)
    {
        var first = UploadedFileName.MakeUnique(one, []);
        var second = UploadedFileName.MakeUnique(other, [first]);

        Assert.NotEqual(first, second, StringComparer.OrdinalIgnoreCase);
        Assert.Equal((first, second), (UploadedFileName.CleanName(first), UploadedFileName.CleanName(second)));
        Assert.All([first, second], name => Assert.InRange(name.Length, 1, 150));
        Assert.All([first, second], name => Assert.False(char.IsLowSurrogate(name[0])));
    }

    [Fact]
    public void Name_ThatIsTaken_KeepsItsKind() => Assert.Equal("bc (3).xlsx", UploadedFileName.MakeUnique("bc.xlsx", ["bc.xlsx", "bc (2).xlsx"]));

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Draft_OfTwoFilesWithOneLongName_HasTheFiguresOfBoth()
    {
        using var app = new TestApplication();
        var imports = app.Services.GetRequiredService<ReportImporter>();
        var chosen = new List<UploadedReport>();
        foreach (var year in (int[])[2022, 2023])
        {
            var content = TextWorkbook.Create($"Năm {year}\nTỉnh|Giải ngân (USD)\nLạng Sơn|#7");
            chosen.Add(new(ReportFileReader.ReadReport(UploadedFileName.MakeUnique(Long, chosen.Select(one => one.File.FileName)), content, null, Cancellation), content));
        }

        var count = await imports.AddToDraft(new("k", "Bà Hạnh"), chosen, imports.Review([.. chosen.Select(one => one.File)], QuestionAnswers.None, Cancellation), new HashSet<FigureKey>());

        Assert.Equal(2, count);
    }
}
