using System.Globalization;
using NgoDashboard.Files.OldFonts;
using NgoDashboard.Files.Text;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Reports.Sheets;
using Types = NgoDashboard.Files.BinaryWorkbooks.BinaryRecordTypes;

namespace NgoDashboard.Files.BinaryWorkbooks;

/// <summary>Reads one sheet.</summary>
sealed class BinarySheetReader(
    BinaryRecordReader records, BinaryStyles styles, BinaryTexts texts, int daysBefore1904, ReadingBudget reading)
{
    /// <summary>Where the value stands behind column and style.</summary>
    const int ValueAt = 8;

    /// <summary>In the flags of a row: its height is zero.</summary>
    const int HiddenRow = 0x10;

    /// <summary>The number of a style has 24 bits.</summary>
    const uint StyleMask = 0xFFFFFF;

    const int MaxRowNumber = 1_048_576;

    readonly SheetBuilder sheet = new(reading);

    public Sheet ReadSheet(string name)
    {
        while (records.Read())
        {
            switch (records.Type)
            {
                case Types.Row:
                    sheet.BeginRow(Math.Min(records.ReadIndex(0) + 1, MaxRowNumber), (records.ReadByte(11) & HiddenRow) != 0);
                    break;
                case Types.Column when (records.ReadUInt16(16) & 1) != 0:
                    sheet.HideColumns(records.ReadIndex(0), records.ReadIndex(4));
                    break;
                case Types.MergedRange:
                    sheet.AddMerge(new(records.ReadIndex(0) + 1, records.ReadIndex(8), records.ReadIndex(4) + 1, records.ReadIndex(12)));
                    break;
                case >= Types.PackedNumberCell and <= Types.ErrorFormula or Types.RichTextCell:
                    ReadCell(
                        records.ReadIndex(0), records.ReadUInt32(4) & StyleMask,
                        isFormula: records.Type is >= Types.TextFormula and <= Types.ErrorFormula);
                    break;
            }
        }

        return sheet.Build(name);
    }

    void ReadCell(int column, uint style, bool isFormula)
    {
        switch (records.Type)
        {
            case Types.PackedNumberCell:
                AddNumber(column, style, records.ReadPackedNumber(ValueAt), isFormula);
                break;
            case Types.NumberCell or Types.NumberFormula:
                AddNumber(column, style, records.ReadDouble(ValueAt), isFormula);
                break;
            case Types.BooleanCell or Types.BooleanFormula:
                sheet.AddCell(new(column, CellKind.Boolean, records.ReadByte(ValueAt) == 0 ? "0" : "1", null, isFormula));
                break;
            case Types.ErrorCell or Types.ErrorFormula:
                sheet.AddCell(new(column, CellKind.Error, ErrorCodes.ToText(records.ReadByte(ValueAt)), null, isFormula));
                break;
            case Types.TextCell or Types.TextFormula:
                AddText(column, style, (records.ReadText(ValueAt, out _), null), isFormula);
                break;
            case Types.RichTextCell:
                AddText(column, style, BinaryTexts.ReadRichText(records, ValueAt, styles), isFormula);
                break;
            case Types.SharedTextCell:
                AddText(column, style, texts.Find(records.ReadUInt32(ValueAt)), isFormula);
                break;
        }
    }

    void AddNumber(int column, uint style, double number, bool isFormula) => sheet.AddCell(Cell.FromStoredNumber(
        column, number.ToString("R", CultureInfo.InvariantCulture), styles.FindFormat(style), isFormula, daysBefore1904));

    void AddText(int column, uint style, (string Text, OldFont? Font) text, bool isFormula) =>
        sheet.AddText(column, text.Text, text.Font ?? styles.FindOldFont(style), isFormula);
}
