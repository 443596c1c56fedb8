using System.Text;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Tests.TestKit.Formats;

namespace NgoDashboard.Tests.Files.SpreadsheetXml;

public sealed class SpreadsheetXmlReaderTests
{
    const string Namespace = "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Cells_OfASheet_StandWhereTheirIndexSays()
    {
        var sheet = Assert.Single(Read($"""
             <?xml version="1.0"?><Workbook {Namespace}><Styles><Style ss:ID="Default"/><Style ss:ID="a"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="b" ss:Parent="a"/></Styles>
            <Worksheet ss:Name="S"><Table><Column ss:Index="2" ss:Span="1" ss:Hidden="1" ss:StyleID="b"/>
            <Row ss:Index="3"><Cell ss:MergeAcross="1"><Data ss:Type="String">a&#10;b</Data></Cell><Cell><Data ss:Type="Number">0.5</Data><Comment><ss:Data xmlns="http://www.w3.org/TR/REC-html40"><B>Ước</B></ss:Data></Comment></Cell></Row>
            <Row><Cell/><Cell ss:Formula="=1"/><Cell ss:Index="5" ss:Formula="=2"><Data ss:Type="Error">#N/A</Data></Cell><Cell><Data>x</Data></Cell></Row></Table></Worksheet></Workbook>
            """).Sheets);

        Assert.Equal([3, 4], sheet.Rows.Select(row => row.RowNumber));
        Assert.Equal([new(0, CellKind.Text, "a\nb"), new Cell(2, CellKind.Number, "0.5", new("0.00%"))], sheet.Rows[0].Cells);
        Assert.Equal([new(1, CellKind.Error, "?", null, true), new(4, CellKind.Error, "#N/A", null, true), new Cell(5, CellKind.Text, "x")], sheet.Rows[1].Cells);
        Assert.Equal([new(3, 0, 3, 1)], sheet.MergedCells.All);
        Assert.Equal([1, 2], sheet.HiddenColumns);
        Assert.Equal([new(3, 2, "Ước")], sheet.Comments);
    }

    [Fact]
    public void Elements_WithoutNamespaces_AreReadAllTheSame()
    {
        var file = Read("<Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet Name=\"S\"><Table><Row><Cell Index=\"2\"><Data Type=\"Number\">5</Data></Cell></Row></Table></Worksheet></Workbook>");

        Assert.Equal([new Cell(1, CellKind.Number, "5")], Assert.Single(file.Sheets).Rows[0].Cells);
    }

    [Fact]
    public void Cells_BehindOneFromAbove_StandBesideIt()
    {
        // LibreOffice writes no index there.
        var sheet = Assert.Single(Read($"<Workbook {Namespace}><Worksheet ss:Name=\"S\"><Table><Row><Cell ss:MergeDown=\"1\"><Data>a</Data></Cell><Cell><Data>b</Data></Cell></Row><Row><Cell><Data>c</Data></Cell></Row><Row><Cell><Data>d</Data></Cell></Row></Table></Worksheet></Workbook>").Sheets);

        Assert.Equal([(0, "a"), (1, "b"), (1, "c"), (0, "d")], sheet.Rows.SelectMany(row => row.Cells).Select(cell => (cell.ColumnIndex, cell.Text)));
    }

    [Fact]
    public void Sheet_ThatIsHidden_IsToldAndNotRead()
    {
        var file = ReportFileReader.ReadReport("a.xls", SpreadsheetXmlFile.Create([new("A", [new(1, [new(0, CellKind.Text, "a")])]), new("Ẩn", [new(1, [new(0, CellKind.Text, "b")])])], hidden: "Ẩn"), null, Cancellation);

        Assert.Equal(["A"], file.Sheets.Select(sheet => sheet.Name));
        Assert.Equal(ReportFindingKind.HiddenSheet, Assert.Single(file.Findings).Kind);
    }

    static ReportFile Read(string text) => ReportFileReader.ReadReport("a.xls", Encoding.UTF8.GetBytes(text), null, Cancellation);
}
