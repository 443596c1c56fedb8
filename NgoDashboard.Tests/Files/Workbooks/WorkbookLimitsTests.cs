using NgoDashboard.Files.Parsing;
using NgoDashboard.Files.Text;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Files.Workbooks;

/// <summary>
/// Workbooks that would end the process, read in the process of the test, because their limits must hold without a child too.
/// </summary>
public sealed class WorkbookLimitsTests
{
    /// <summary>In bytes. Twice what the limit on elements allows as a tree, and far from what the file would take as one.</summary>
    const long MostAllocated = 150L * 1024 * 1024;

    public static TheoryData<string, ReportFindingKind> Files => new()
    {
        { nameof(HostileFiles.DeepStyles), ReportFindingKind.NestedTooDeeply },
        { nameof(HostileFiles.DeepBook), ReportFindingKind.NestedTooDeeply },
        { nameof(HostileFiles.DeepTypes), ReportFindingKind.NestedTooDeeply },
        { nameof(HostileFiles.DeepSheet), ReportFindingKind.NestedTooDeeply },
        { nameof(HostileFiles.ManyRelationships), ReportFindingKind.TooManyElements },
        { nameof(HostileFiles.ManyParts), ReportFindingKind.TooManyElements },
        { nameof(HostileFiles.SharedText), ReportFindingKind.TooManyCells },
    };

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Files))]
    public void Workbook_ThatWouldEndTheProcess_IsRefusedBeforeATreeIsBuilt(string name, ReportFindingKind kind)
    {
        var read = ReportFileReader.ReadReport("a.xlsx", CreateFile(name), null, Cancellation);

        Assert.Equal(kind, Assert.Single(read.Findings).Kind);
        Assert.Empty(read.Sheets);
    }

    [Fact]
    public void Workbook_OfMillionsOfFormats_IsRefusedWithoutTheMemoryOfItsTree()
    {
        // Compressed to a thousandth it is a bomb as well; with fewer formats only the number of elements refuses it.
        var file = HostileFiles.ManyFormats(1_500_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = ReportFileReader.ReadReport("a.xlsx", file, null, Cancellation);

        Assert.Equal(ReportFindingKind.TooManyElements, Assert.Single(read.Findings).Kind);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
    }

    [Fact]
    public void Workbook_AsTheIssueHasIt_IsASentence()
    {
        var read = ReportFileReader.ReadReport("a.xlsx", HostileFiles.ManyFormats(), null, Cancellation);

        Assert.Contains(Assert.Single(read.Findings).Kind, (ReportFindingKind[])[ReportFindingKind.TooManyElements, ReportFindingKind.UnpackedTooLarge]);
    }

    [Theory]
    [InlineData(nameof(HostileFiles.DeepStyles), PointFaultKind.NestedTooDeeply)]
    [InlineData(nameof(HostileFiles.ManyRelationships), PointFaultKind.TooManyElements)]
    public void Points_InSuchAWorkbook_AreRefusedWithTheBound(string name, PointFaultKind kind)
    {
        var table = PointListFile.ReadTable(CreateFile(name));

        Assert.Equal(kind, table.Fault);
        Assert.NotEmpty(table.FaultArgs);
    }

    [Theory]
    [InlineData("Lạng Sơn", "Lạng Sơn")]
    [InlineData(" a ", "a")]
    [InlineData("a                b", "a                b")]
    [InlineData("a                                 b", "a                b")]
    public void Text_OfACell_HasNoLongRunsOfBlanks(string written, string tidy) => Assert.Equal(tidy, CellText.Normalize(written));

    static byte[] CreateFile(string name) => name switch
    {
        nameof(HostileFiles.DeepStyles) => HostileFiles.DeepStyles(),
        nameof(HostileFiles.DeepBook) => HostileFiles.DeepBook(),
        nameof(HostileFiles.DeepTypes) => HostileFiles.DeepTypes(),
        nameof(HostileFiles.DeepSheet) => HostileFiles.DeepSheet(),
        nameof(HostileFiles.ManyRelationships) => HostileFiles.ManyRelationships(),
        nameof(HostileFiles.ManyParts) => HostileFiles.ManyParts(),
        _ => HostileFiles.SharedText(),
    };
}
