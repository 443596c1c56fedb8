using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NgoDashboard.Screens.Frames;

/// <summary>
/// The difference between two renderings: <c>[keep, drop, "insert", keep, drop, "insert", …]</c>, counted in UTF-16 code units as
/// JavaScript does; the rest of the old text is kept. The shortest edit script over tags and texts (E. Myers, "An O(ND) Difference
/// Algorithm", 1986), with each replacement then trimmed to the differing characters.
/// </summary>
static class HtmlDifference
{
    /// <summary>
    /// In tags and texts. With more changes it is another scene, whose whole frame is not much longer and needs no search.
    /// </summary>
    const int MaxChanges = 160;

    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>JSON in UTF-8; null where there are too many changes.</returns>
    public static byte[]? TryCreate(string before, string after)
    {
        var (old, next) = (SplitIntoParts(before), SplitIntoParts(after));
        var head = 0;
        while (head < Math.Min(old.Count, next.Count) && Same(head, head))
            head++;
        var tail = 0;
        while (tail < Math.Min(old.Count, next.Count) - head && Same(old.Count - 1 - tail, next.Count - 1 - tail))
            tail++;
        var steps = FindSteps(old.Count - head - tail, next.Count - head - tail, (x, y) => Same(head + x, head + y));
        return steps is null ? null : WriteSteps(before, after, steps.Select(step => (Shift(old, step.Old), Shift(next, step.Next))));

        bool Same(int x, int y) => before.AsSpan(old[x]).SequenceEqual(after.AsSpan(next[y]));

        Range Shift(List<Range> parts, (int From, int To) run) => Begin(parts, head + run.From)..Begin(parts, head + run.To);

        Index Begin(List<Range> parts, int index) => index < parts.Count ? parts[index].Start : parts.Count == 0 ? 0 : parts[^1].End;
    }

    /// <summary>FNV-1a, 32 bits, over the UTF-16 code units; the screen verifies the text that it has put together with it.</summary>
    public static uint Checksum(string text)
    {
        var sum = 2166136261;
        foreach (var unit in text)
            sum = (sum ^ unit) * 16777619;
        return sum;
    }

    /// <summary>Splits into tags and the texts between them.</summary>
    static List<Range> SplitIntoParts(string html)
    {
        var parts = new List<Range>();
        for (var at = 0; at < html.Length;)
        {
            var end = html[at] == '<' ? html.IndexOf('>', at) + 1 : html.IndexOf('<', at);
            if (end <= at)
                end = html.Length;
            parts.Add(at..end);
            at = end;
        }

        return parts;
    }

    /// <summary>The runs of parts that are replaced, in order; null where there are more than <see cref="MaxChanges"/> changes.</summary>
    static List<((int From, int To) Old, (int From, int To) Next)>? FindSteps(int oldCount, int nextCount, Func<int, int, bool> same)
    {
        var most = Math.Min(oldCount + nextCount, MaxChanges);
        // The furthest point on each diagonal, saved before each number of changes for tracing back.
        var reached = new List<int[]>();
        var furthest = new int[(2 * most) + 3];
        var middle = most + 1;
        for (var changes = 0; changes <= most; changes++)
        {
            reached.Add([.. furthest]);
            for (var diagonal = -changes; diagonal <= changes; diagonal += 2)
            {
                var x = IsInsertion(furthest, middle, diagonal, changes)
                    ? furthest[middle + diagonal + 1]
                    : furthest[middle + diagonal - 1] + 1;
                while (x < oldCount && x - diagonal < nextCount && same(x, x - diagonal))
                    x++;
                furthest[middle + diagonal] = x;
                if (x >= oldCount && x - diagonal >= nextCount)
                    return TraceBack(reached, middle, oldCount, nextCount, changes);
            }
        }

        return null;
    }

    static bool IsInsertion(int[] furthest, int middle, int diagonal, int changes) =>
        diagonal == -changes || (diagonal != changes && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1]);

    static List<((int From, int To) Old, (int From, int To) Next)> TraceBack(List<int[]> reached, int middle, int x, int y, int changes)
    {
        var steps = new List<((int From, int To) Old, (int From, int To) Next)>();
        for (; changes > 0; changes--)
        {
            var (before, diagonal) = (reached[changes], x - y);
            var isInsertion = IsInsertion(before, middle, diagonal, changes);
            var from = isInsertion ? diagonal + 1 : diagonal - 1;
            var (oldX, oldY) = (before[middle + from], before[middle + from] - from);
            var (endX, endY) = isInsertion ? (oldX, oldY + 1) : (oldX + 1, oldY);
            if (steps is [.., var later] && later.Old.From == endX && later.Next.From == endY)
                steps[^1] = ((oldX, later.Old.To), (oldY, later.Next.To));
            else
                steps.Add(((oldX, endX), (oldY, endY)));
            (x, y) = (oldX, oldY);
        }

        steps.Reverse();
        return steps;
    }

    static byte[] WriteSteps(string before, string after, IEnumerable<(Range Old, Range Next)> steps)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, Plain);
        json.WriteStartArray();
        var done = 0;
        foreach (var (old, next) in steps)
        {
            var ((start, end), (from, to)) = ((old.Start.Value, old.End.Value), (next.Start.Value, next.End.Value));
            while (start < end && from < to && before[start] == after[from] && !char.IsSurrogate(before[start]))
                (start, from) = (start + 1, from + 1);
            while (start < end && from < to && before[end - 1] == after[to - 1] && !char.IsSurrogate(before[end - 1]))
                (end, to) = (end - 1, to - 1);
            json.WriteNumberValue(start - done);
            json.WriteNumberValue(end - start);
            json.WriteStringValue(after.AsSpan(from, to - from));
            done = end;
        }

        json.WriteEndArray();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }
}
