namespace NgoDashboard.Files.BinaryWorkbooks;

/// <summary>The records that are read ([MS-XLSB] 2.3.2).</summary>
static class BinaryRecordTypes
{
    public const int Row = 0;
    public const int PackedNumberCell = 2, ErrorCell = 3, BooleanCell = 4, NumberCell = 5, TextCell = 6, SharedTextCell = 7;
    public const int TextFormula = 8, NumberFormula = 9, BooleanFormula = 10, ErrorFormula = 11;
    public const int SharedText = 19, Font = 43, NumberFormat = 44, CellFormat = 47, Column = 60, RichTextCell = 62;
    public const int WorkbookProperties = 153, SheetOfWorkbook = 156, MergedRange = 176;
    public const int BeginCellFormats = 617, EndCellFormats = 618;
}
