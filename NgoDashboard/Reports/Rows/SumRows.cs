using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Rows;

/// <summary>
/// Finds rows that look like sums although no label says so: their amounts are exactly the sum of their differently numbered neighbours.
/// </summary>
static class SumRows
{
    /// <param name="rows">The rows that were read as data, in the order of the file.</param>
    /// <returns>The rows, each with the number of its parts.</returns>
    public static IEnumerable<(SheetRow Row, int Parts)> Find(
        IReadOnlyList<SheetRow> rows, Func<SheetRow, bool> isNumbered, IReadOnlyList<TypedColumn> amounts,
        Func<TypedColumn, SheetRow, CellNumber> number)
    {
        var runs = FindRuns(rows, isNumbered);
        for (var i = 0; i < runs.Count; i++)
        {
            var (from, count) = runs[i];
            if (i + 1 < runs.Count && IsSum(rows[from + count - 1], runs[i + 1].From, runs[i + 1].Count))
                yield return (rows[from + count - 1], runs[i + 1].Count);
            else if (i > 0 && !isNumbered(rows[from]) && runs[i - 1].Count > 1 && IsSum(rows[from], runs[i - 1].From, runs[i - 1].Count))
                yield return (rows[from], runs[i - 1].Count);
        }

        // Where the numbering does not tell rows apart, the last row may be the total of all others.
        if (runs.Count == 1 && rows.Count > 2 && IsSum(rows[^1], 0, rows.Count - 1))
            yield return (rows[^1], rows.Count - 1);

        bool IsSum(SheetRow row, int first, int parts)
        {
            var hasAmount = false;
            foreach (var amount in amounts)
            {
                if (number(amount, row).Value is not (> 0 and var whole))
                    continue;
                if (rows.Skip(first).Take(parts).Sum(part => number(amount, part).Value ?? 0) != whole)
                    return false;
                hasAmount = true;
            }

            return hasAmount;
        }
    }

    /// <summary>The stretches of rows that are all numbered, or all not.</summary>
    static List<(int From, int Count)> FindRuns(IReadOnlyList<SheetRow> rows, Func<SheetRow, bool> isNumbered)
    {
        var (begin, runs) = (0, new List<(int From, int Count)>());
        for (var i = 1; i <= rows.Count; i++)
        {
            if (i < rows.Count && isNumbered(rows[i]) == isNumbered(rows[begin]))
                continue;
            if (i > begin && rows.Count > 0)
                runs.Add((begin, i - begin));
            begin = i;
        }

        return runs;
    }
}
