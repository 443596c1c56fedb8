using System.Globalization;
using System.Text;
using CsvHelper;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NgoDashboard.Files.Csv;
using NgoDashboard.Files.Workbooks;

namespace NgoDashboard.Tests.Files.Csv;

public sealed class CsvFileWriterTests
{
    /// <summary>
    /// Prefixes of formulas, full-width and hidden ones too, are escaped, and characters that may not be displayed are removed.
    /// </summary>
    [Theory]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("＝HYPERLINK(1)", "'＝HYPERLINK(1)")]
    [InlineData("＋84", "'＋84")]
    [InlineData("－5", "'－5")]
    [InlineData("＠SUM(1)", "'＠SUM(1)")]
    [InlineData("\t=1", "'=1")]
    [InlineData("\u200B=1", "'=1")]
    [InlineData("Bài \u202Efdp.exe", "Bài fdp.exe")]
    public void Field_ThatASpreadsheetWouldRun_IsEscaped(string text, string written) =>
        Assert.Equal(written, Encoding.UTF8.GetString(CsvFileWriter.Write([[text]])).TrimEnd('\r', '\n').Trim('"'));

    /// <summary>In a workbook such a text is quoted, by the format of its cell.</summary>
    [Theory]
    [InlineData("=1", true)]
    [InlineData("＝1", true)]
    [InlineData("\t＠1", true)]
    [InlineData("một", false)]
    public void Cell_ThatASpreadsheetWouldRun_IsQuoted(string text, bool isQuoted)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(WorkbookWriter.Write(new SheetContent("a", [new("b", 10)], [[text]]))), isEditable: false);
        var cell = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>().Last();
        var format = book.WorkbookPart.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value);

        Assert.Equal(isQuoted, format.QuotePrefix?.Value == true);
        Assert.Null(cell.CellFormula);
    }

    [Theory]
    [InlineData("một dòng")]
    [InlineData("hai\ndòng")]
    [InlineData("hai\r\ndòng, và \"trích\"")]
    [InlineData("")]
    public void Field_OfAnyText_IsReadBackAsItWas(string text)
    {
        var bytes = CsvFileWriter.Write([["trước", text, "sau"], ["dòng", "thứ", "hai"]]);

        using var reader = new CsvReader(new StringReader(Encoding.UTF8.GetString(bytes)), CultureInfo.InvariantCulture);
        Assert.True(reader.Read());
        Assert.Equal(["trước", text, "sau"], reader.Parser.Record!);
        Assert.True(reader.Read());
        Assert.Equal(["dòng", "thứ", "hai"], reader.Parser.Record!);
    }
}
