using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>
/// The corner of a cross table, which often is empty, says "Nội dung", or what stands beside it: "Năm". What stands below it tells what its
/// column holds; else the names of the rows would be lost.
/// </summary>
static class HeadCorner
{
    const int RowsThatTell = 30;

    static readonly Field[] Keys = [Field.Province, Field.ProvinceCode, Field.Sector, Field.Campaign, Field.Measure];

    public static void Settle(List<ColumnHead> columns, IReadOnlyList<SheetRow> rows, int from, KnownNames names)
    {
        // Beside "ĐVT | Số lượng" stands "Nội dung".
        var values = columns.FindIndex(column => column.IsCross || column.Field == Field.Value);
        if ((columns.Count(column => column.IsCross) < 2 && (values < 0 || columns[values].Field != Field.Value)) || columns.Any(column => column.Field is { } field && Array.IndexOf(Keys, field) >= 0))
            return;
        for (var column = columns[values].Column - 1; column >= 0; column--)
        {
            var at = columns.FindIndex(one => one.Column == column);
            if ((at >= 0 && columns[at].Field is not (null or Field.Period)) || Told(column, rows.Skip(from).Take(RowsThatTell), names) is not { } field)
                continue;
            var head = new ColumnHead(column, at >= 0 ? columns[at].Title : "", field);
            if (at >= 0)
                columns[at] = head;
            else
                columns.Insert(columns.FindIndex(one => one.Column > column), head);
            return;
        }
    }

    /// <summary>What most of its texts are.</summary>
    static Field? Told(int column, IEnumerable<SheetRow> rows, KnownNames names)
    {
        string[] texts = [.. rows.Select(row => row.At(column)).OfType<Cell>().Where(cell => cell.IsText && cell.Text.Any(char.IsLetter)).Select(cell => cell.Text)];
        bool AreMost(Func<string, bool> known) => texts.Count(known) * 2 > texts.Length;
        return AreMost(text => names.Provinces(RowText.Unnumbered(text)).Count > 0) ? Field.Province
            : AreMost(text => names.Sector(RowText.Unnumbered(text)) is not null) ? Field.Sector
            : AreMost(text => MeasureText.Of(text) is { Named: not null } or { Guess: not null }) ? Field.Measure
            : null;
    }
}
