using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>
/// The corner of a cross table, which often is empty, says "Nội dung", or what stands beside it: "Năm". What stands below it tells what its
/// column holds; else the names of the rows would be lost.
/// </summary>
static class HeadCorner
{
    const int RowsThatTell = 30;

    /// <summary>Beside the figures stand a running number, names and remarks; of more columns none is the one that tells.</summary>
    const int MostColumns = 16;

    static readonly Field[] Keys = [Field.Province, Field.ProvinceCode, Field.Sector, Field.Campaign, Field.Measure];

    public static void Settle(List<ColumnHead> columns, IReadOnlyList<SheetRow> rows, int from, KnownNames names)
    {
        // Beside "ĐVT | Số lượng" stands "Nội dung".
        var values = columns.FindIndex(column => column.IsCross || column.Field == Field.Value);
        if ((columns.Count(column => column.IsCross) < 2 && (values < 0 || columns[values].Field != Field.Value)) || columns.Any(column => column.Field is { } field && Array.IndexOf(Keys, field) >= 0))
            return;
        var at = values;
        for (var (column, looked) = (columns[values].Column - 1, 0); column >= 0 && looked < MostColumns; column--)
        {
            // From right to left, as the heads are.
            while (at >= 0 && columns[at].Column > column)
                at--;
            var isHeaded = at >= 0 && columns[at].Column == column;
            if (isHeaded && columns[at].Field is not (null or Field.Period))
                continue;
            string[] texts = [.. Texts(column, rows.Skip(from).Take(RowsThatTell))];
            looked += texts.Length > 0 ? 1 : 0;
            if (Told(texts, names) is not { } field)
                continue;
            var head = new ColumnHead(column, isHeaded ? columns[at].Title : "", field);
            if (isHeaded)
                columns[at] = head;
            else
                columns.Insert(columns.FindIndex(one => one.Column > column), head);
            return;
        }
    }

    static IEnumerable<string> Texts(int column, IEnumerable<SheetRow> rows) =>
        rows.Select(row => row.At(column)).OfType<Cell>().Where(cell => cell.IsText && cell.Text.Any(char.IsLetter)).Select(cell => cell.Text);

    /// <summary>What most of the texts of a column are.</summary>
    static Field? Told(string[] texts, KnownNames names)
    {
        foreach (var field in (Field[])[Field.Province, Field.Sector, Field.Measure])
        {
            if (texts.Count(text => Named(text, names).Contains(field)) * 2 > texts.Length)
                return field;
        }

        return null;
    }

    /// <summary>Each text once: the same rows stand below many that may be a head.</summary>
    static Field[] Named(string text, KnownNames names) => names.Corners.TryFind(text, out var known) ? known : names.Corners.Add(text,
    [
        .. names.Provinces(RowText.Unnumbered(text)).Count > 0 ? [Field.Province] : (Field[])[],
        .. names.Sector(RowText.Unnumbered(text)) is not null ? [Field.Sector] : (Field[])[],
        .. MeasureText.Of(text) is { Named: not null } or { Guess: not null } ? [Field.Measure] : (Field[])[],
    ]);
}
