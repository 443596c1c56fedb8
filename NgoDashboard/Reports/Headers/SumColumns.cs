using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Values;

namespace NgoDashboard.Reports.Headers;

/// <summary>Recognises columns that are the sum of others by their place: "Tổng số" beside the sectors of the same measure.</summary>
static class SumColumns
{
    /// <summary>"Tổng số" under "Cam kết" means the amount of the whole grants, but beside sectors or years it is their sum.</summary>
    public static void Mark(List<TypedColumn> columns, List<(string Above, string Below)> captions)
    {
        // Parts are counted once for each upper caption, so that a column is not visited again for each possible sum.
        bool[] haveTime = [.. captions.Select(caption => PeriodParser.FindIn(caption.Below) is not null)];
        var parts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
            parts[captions[i].Above] = parts.GetValueOrDefault(captions[i].Above) + IsPart(i);
        for (var i = 0; i < columns.Count; i++)
        {
            var (above, below) = captions[i];
            if (columns[i].Measure is null || below.Length == 0 || !HeaderCellParser.IsSumCaption(below) || parts[above] - IsPart(i) == 0)
                continue;
            var before = IsPart(i);
            var measure = ColumnTypes.FindMeasureByCaption(HeaderCellParser.NormalizeCaption(above));
            columns[i] = columns[i] with { Type = null, IsSum = true, Measure = measure };
            parts[above] += IsPart(i) - before;
        }

        int IsPart(int at) => columns[at].IsCrossTab || haveTime[at] ? 1 : 0;
    }
}
