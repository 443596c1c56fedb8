using System.Globalization;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Tests.TestKit.Formats;

namespace NgoDashboard.Tests.Files.OpenDocument;

public sealed class OpenDocumentReaderTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1500000", "<number:number number:decimal-places=\"1\" number:min-integer-digits=\"1\" number:grouping=\"true\" number:display-factor=\"1000000\"/><number:text> tỷ đồng</number:text>", "1.5 tỷ đồng")]
    [InlineData("1234.5", "<number:number number:min-integer-digits=\"1\"/>", "1234.5")]
    [InlineData("1234.567", "<number:number number:decimal-places=\"2\" number:min-decimal-places=\"0\" number:min-integer-digits=\"1\" number:grouping=\"true\"/>", "1,234.57")]
    [InlineData("7", "<number:currency-symbol number:language=\"en\">USD</number:currency-symbol><number:text> </number:text><number:number number:decimal-places=\"0\" number:min-integer-digits=\"3\"/>", "USD 007")]
    public void Number_InAStyle_IsShownAsThere(string value, string style, string expected)
    {
        var cell = Assert.Single(ReadCells(
            $"""<number:number-style style:name="N1">{style}</number:number-style><style:style style:name="c" style:family="table-cell" style:data-style-name="N1"/>""",
            $"""<table:table-cell table:style-name="c" office:value-type="float" office:value="{value}"><text:p>?</text:p></table:table-cell>"""));

        Assert.Equal((CellKind.Number, value), (cell.Kind, cell.Text));
        Assert.Equal(expected, cell.GetDisplayedText(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Number_InAStyleWithConditions_IsShownByTheOneThatFits()
    {
        const string Styles = """
            <number:number-style style:name="P0"><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text> USD</number:text></number:number-style>
            <number:number-style style:name="N1"><number:text>(</number:text><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>)</number:text><style:map style:condition="value()&gt;=0" style:apply-style-name="P0"/></number:number-style>
            <style:style style:name="c" style:family="table-cell" style:data-style-name="N1"/>
            """;
        static string value(int number) => $"""<table:table-cell table:style-name="c" office:value-type="float" office:value="{number}"/>""";

        Assert.Equal(["5 USD", "(5)", "0 USD"], ReadCells(Styles, value(5) + value(-5) + value(0)).Select(cell => cell.GetDisplayedText(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Values_OfEachType_AreThoseOfAWorkbook()
    {
        Assert.Equal(
            [
                new(0, CellKind.Number, "0.125", new("0.00%")), new(1, CellKind.Number, "9", new("#,##0.00\\ [$USD]")), new(2, CellKind.Date, "2023-12-31"),
                new(3, CellKind.Number, "0.5"), new(4, CellKind.Boolean, "1"), new(5, CellKind.Error, "Err:502", null, true), new(6, CellKind.Text, "a b\nc d"), new Cell(7, CellKind.Text, "x"),
            ],
            ReadCells("", """
                <table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12,5%</text:p></table:table-cell>
                <table:table-cell office:value-type="currency" office:currency="USD" office:value="9"/>
                <table:table-cell office:value-type="date" office:date-value="2023-12-31T07:30:00"/>
                <table:table-cell office:value-type="time" office:time-value="PT12H00M00S"/>
                <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
                <table:table-cell table:formula="of:=A1" office:value-type="float" office:value="0"><text:p>Err:502</text:p></table:table-cell>
                <table:table-cell office:value-type="string"><office:annotation><dc:date>2023</dc:date><text:p>Ước</text:p></office:annotation><text:p>a<text:s text:c="3"/>b</text:p><text:p>c<text:span> d</text:span></text:p></table:table-cell>
                <table:table-cell office:value-type="string" office:string-value="x"/>
                """));
    }

    [Fact]
    public void Comment_OfACell_StandsBesideIt()
    {
        var sheet = Read(OpenDocumentFile.CreatePackage(OpenDocumentFile.CreateContent("", """
            <table:table table:name="S"><table:table-row table:number-rows-repeated="3"/><table:table-row><table:table-cell/>
            <table:table-cell office:value-type="float" office:value="1"><office:annotation><text:p>Ước</text:p><text:p>tính</text:p></office:annotation></table:table-cell></table:table-row></table:table>
            """))).Sheets[0];

        Assert.Equal([new(4, 1, "Ước\ntính")], sheet.Comments);
    }

    [Fact]
    public void Repetitions_OfRowsAndCells_AreRowsAndCells()
    {
        var sheet = Read(OpenDocumentFile.CreatePackage(OpenDocumentFile.CreateContent("", """
            <table:table table:name="S"><table:table-header-rows><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3" office:value-type="float" office:value="1"/></table:table-row></table:table-header-rows>
            <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            <table:table-row table:visibility="filter"><table:table-cell table:number-columns-repeated="16000"/><table:table-cell office:value-type="float" office:value="2"/></table:table-row>
            <table:table-row><table:table-cell office:value-type="float" office:value="3"/></table:table-row></table:table>
            """))).Sheets[0];

        Assert.Equal([(1, 3), (2, 3), (1_048_004, 1)], sheet.Rows.Select(row => (row.RowNumber, row.Cells.Length)));
    }

    [Fact]
    public void Row_RepeatedToTheEndWithAValue_HasTooManyRows()
    {
        var file = Read(OpenDocumentFile.CreatePackage(OpenDocumentFile.CreateContent("", """
            <table:table table:name="S"><table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>
            """)));

        Assert.Equal(ReportFindingKind.TooManyRows, Assert.Single(file.Findings).Kind);
    }

    [Fact]
    public void Document_ThatIsEncrypted_IsToldSo()
    {
        var content = OpenDocumentFile.CreatePackage("?", """
            <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>
            """);

        Assert.Equal(ReportFindingKind.Protected, Assert.Single(Read(content).Findings).Kind);
    }

    [Fact]
    public void Sheet_ThatIsHidden_IsToldAndNotRead()
    {
        var file = Read(OpenDocumentFile.Create([new("A", [new(1, [new(0, CellKind.Text, "a")])]), new("Ẩn", [])], hidden: "Ẩn"));

        Assert.Equal(["A"], file.Sheets.Select(sheet => sheet.Name));
        Assert.Equal(ReportFindingKind.HiddenSheet, Assert.Single(file.Findings).Kind);
    }

    [Fact]
    public void Drawing_WithATableOfItsOwn_IsNoSheet()
    {
        var file = Read(OpenDocumentFile.CreatePackage(OpenDocumentFile.CreateContent("", """
            <table:table table:name="S"><table:shapes><table:table table:name="local-table"/></table:shapes><table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p><table:table table:name="T"><table:table-row><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table>
            """)));

        Assert.Equal(["a"], Assert.Single(file.Sheets).Rows.SelectMany(row => row.Cells).Select(cell => cell.Text));
    }

    static NgoDashboard.Reports.Review.ReportFile Read(byte[] content) => ReportFileReader.ReadReport("a.ods", content, null, Cancellation);

    static Cell[] ReadCells(string styles, string cells) =>
        Read(OpenDocumentFile.CreatePackage(OpenDocumentFile.CreateContent(styles, $"""<table:table table:name="S"><table:table-row>{cells}</table:table-row></table:table>"""))).Sheets[0].Rows[0].Cells;
}
