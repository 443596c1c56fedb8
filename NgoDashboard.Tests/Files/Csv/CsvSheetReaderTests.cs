using System.Text;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Text;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Tests.Files.Csv;

public sealed class CsvSheetReaderTests
{
    [Theory]
    [InlineData("a,b", QuoteFault.None)]
    [InlineData("a,\"b\"\"c\"", QuoteFault.None)]
    [InlineData("a,\"b\"  ", QuoteFault.None)]
    [InlineData("a,\"b", QuoteFault.Unclosed)]
    [InlineData("a,\"b\"\"", QuoteFault.Unclosed)]
    [InlineData("a,\"", QuoteFault.Unclosed)]
    [InlineData("a,b \"c\"", QuoteFault.Misplaced)]
    [InlineData("a,\"b\" c", QuoteFault.Misplaced)]
    [InlineData("a,\"b\"c\"", QuoteFault.Misplaced)]
    public void Line_WithQuotationMarks_HasTheFaultInItsCellAndInNoOther(string line, QuoteFault fault)
    {
        // The line below begins with a quoted cell, which a parser that went on inside of quotation marks would take apart.
        var rows = ReadLines($"{line}\n\"c, d\",e\r\n\nf");

        Assert.Equal([1, 2, 3, 4], rows.Select(row => row.RowNumber));
        Assert.Equal([QuoteFault.None, fault], rows[0].Cells.Select(cell => cell.QuoteFault));
        Assert.Equal([("c, d", QuoteFault.None), ("e", QuoteFault.None)], rows[1].Cells.Select(cell => (cell.Text, cell.QuoteFault)));
        Assert.Equal([2, 2, 1, 1], rows.Select(row => row.FieldCount));
        Assert.Empty(rows[2].Cells);
    }

    [Fact]
    public void Line_LongerThanTheBufferOfTheParser_IsOneRow()
    {
        var longText = new string('x', 100_000);

        var rows = ReadLines($"{longText},\"{longText}\r\n\"{longText}\",b\r\n");

        Assert.Equal([(longText, QuoteFault.None), (longText, QuoteFault.Unclosed)], rows[0].Cells.Select(cell => (cell.Text, cell.QuoteFault)));
        Assert.Equal([longText, "b"], rows[1].Cells.Select(cell => cell.Text));
    }

    [Fact]
    public void Line_OfMoreCellsThanATableHas_KeepsOneToShowIt()
    {
        var row = Assert.Single(ReadLines(string.Join(',', Enumerable.Repeat("a", 1_000))));

        Assert.Equal((ReadingBudget.MaxColumns + 1, 1_000), (row.Cells.Length, row.FieldCount));
    }

    [Fact]
    public void Report_WithQuotationMarksAndLineBreaksInItsCells_IsReadAsWritten()
    {
        var reading = new ReadingBudget("a.csv", null, TestContext.Current.CancellationToken);

        var sheet = Assert.Single(CsvSheetReader.ReadSheets(Encoding.UTF8.GetBytes("sep=;\nTỉnh;Dự án\n\n \"A\" ;\"hai\ndòng\";\nB \"C\";;5"), reading));

        Assert.Equal([["Tỉnh", "Dự án"], ["\"A\"", "hai\ndòng"], ["B \"C\"", "5"]], sheet.Rows.Select(row => row.Cells.Select(cell => cell.Text)));
        Assert.Equal([2, 3, 3], sheet.Rows.Select(row => row.FieldCount));
        Assert.All(sheet.Rows.SelectMany(row => row.Cells), cell => Assert.Equal(QuoteFault.None, cell.QuoteFault));
        Assert.Empty(reading.Findings);
    }

    [Fact]
    public void Report_WithAnOpenQuotationMark_IsRefused()
    {
        var reading = new ReadingBudget("a.csv", null, TestContext.Current.CancellationToken);

        Assert.Empty(CsvSheetReader.ReadSheets("a;b\n\"c;d\ne;f\n"u8.ToArray(), reading));

        Assert.Equal(ReportFindingKind.UnclosedQuote, Assert.Single(reading.Findings).Kind);
    }

    static SheetRow[] ReadLines(string text) => [.. CsvSheetReader.ReadLines(Encoding.UTF8.GetBytes(text), ',')];
}
