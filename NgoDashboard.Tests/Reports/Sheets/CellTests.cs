using System.Runtime.CompilerServices;
using NgoDashboard.Language;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Tests.Reports.Sheets;

public sealed class CellTests
{
    /// <summary>In bytes. A report of 50,000 rows has close to a million cells.</summary>
    const int CellSize = 24;

    [Fact]
    public void Cell_OfALongReport_IsSmall() => Assert.Equal(CellSize, Unsafe.SizeOf<Cell>());

    /// <summary>As a spreadsheet set to Vietnamese displays them.</summary>
    [Theory]
    [InlineData("1234567.891", null, "1234567,891")]
    [InlineData("0.1234567890123", null, "0,123456789")]
    [InlineData("123456789012", null, "1,23457E+11")]
    [InlineData("1234567.891", "General", "1234567,891")]
    [InlineData("1234567.891", "#,##0", "1.234.568")]
    [InlineData("1234567.891", "#,##0.00", "1.234.567,89")]
    [InlineData("1234567.891", "0", "1234568")]
    [InlineData("1500000", "#,##0.0,,", "1,5")]
    [InlineData("1500000", "#,##0.0,, \"triệu\"", "1,5 triệu")]
    [InlineData("1499", "0,", "1")]
    [InlineData("0.5", "#.00", ",50")]
    [InlineData("0.125", "0.0%", "12,5%")]
    [InlineData("12", "[$VND-42A] #,##0", "VND 12")]
    [InlineData("12", "#,##0\\ \"USD\"", "12 USD")]
    [InlineData("-12", "#,##0", "-12")]
    [InlineData("-12", "#,##0;(#,##0)", "(12)")]
    [InlineData("-12", "#,##0;[Red]-#,##0", "-12")]
    [InlineData("0", "#,##0;-#,##0;\"-\"", "-")]
    [InlineData("12", "#,##0;-#,##0;\"-\"", "12")]
    [InlineData("12", ";;;", "")]
    [InlineData("2500000", "[>=1000000]0.0,,\" tr\";[>=1000]0.0,\" ng\";0", "2,5 tr")]
    [InlineData("2500", "[>=1000000]0.0,,\" tr\";[>=1000]0.0,\" ng\";0", "2,5 ng")]
    [InlineData("25", "[>=1000000]0.0,,\" tr\";[>=1000]0.0,\" ng\";0", "25")]
    [InlineData("7", "000", "007")]
    [InlineData("12", "0.00E+00", null)]
    [InlineData("0.5", "# ?/?", null)]
    [InlineData("0.5", "h:mm", null)]
    [InlineData("84912345678", "000 000 0000", null)]
    public void Number_InItsFormat_IsDisplayedAsASpreadsheetDoes(string stored, string? code, string? displayed)
    {
        var cell = new Cell(0, CellKind.Number, stored, code is null ? null : new NumberFormat(code));

        Assert.Equal(displayed, cell.GetDisplayedText(DisplayLanguage.Vietnamese.Culture));
    }

    [Theory]
    [InlineData(null, "05/01/2023")]
    [InlineData("dd/mm/yyyy", "05/01/2023")]
    [InlineData("d/m/yy", "5/1/23")]
    [InlineData("[$-42A]yyyy\\-mm\\-dd;@", "2023-01-05")]
    [InlineData("\"năm\" yyyy", "năm 2023")]
    [InlineData("dd/mm/yyyy h:mm", null)]
    public void Date_InItsFormat_IsDisplayedAsASpreadsheetDoes(string? code, string? displayed)
    {
        var cell = new Cell(0, CellKind.Date, "2023-01-05", code is null ? null : new NumberFormat(code));

        Assert.Equal(displayed, cell.GetDisplayedText(DisplayLanguage.Vietnamese.Culture));
        Assert.Equal(44931, cell.StoredNumber);
    }

    [Theory]
    [InlineData("#,##0\\ \"triệu USD\"", false, "triệu USD")]
    [InlineData("[$VND-42A] #,##0", false, "VND")]
    [InlineData("[Red]0.0%;0", false, "%")]
    [InlineData("#,##0;\"âm\"", false, null)]
    [InlineData("_-* #,##0\\ _₫_-", false, null)]
    [InlineData("dd\"/\"mm", true, null)]
    [InlineData("[h]:mm", true, null)]
    public void Format_ByItsCode_KnowsUnitAndDate(string code, bool isDate, string? unit)
    {
        var format = new NumberFormat(code);

        Assert.Equal((isDate, unit), (format.IsDate, format.Unit));
    }

    [Fact]
    public void Text_WithoutAFormat_IsDisplayedAsStored()
    {
        var culture = DisplayLanguage.Vietnamese.Culture;

        Assert.Equal("1.234", new Cell(0, CellKind.Text, "1.234").GetDisplayedText(culture));
        Assert.Null(new Cell(0, CellKind.Text, "1.234").StoredNumber);
        Assert.Equal("TRUE", new Cell(0, CellKind.Boolean, "1").GetDisplayedText(culture));
    }
}
