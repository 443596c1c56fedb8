using System.Globalization;
using System.Text;

namespace NgoDashboard.Bench.Measuring;

/// <summary>What was measured, as tables for a person: on the console and as Markdown, both at once: it may be broken off.</summary>
/// <param name="path">Where the Markdown is to lie; null where nobody asked for it.</param>
sealed class BenchReport(string? path)
{
    readonly StringBuilder markdown = new("# Measured\n\n");

    public void WriteLine(string line)
    {
        Console.WriteLine(line);
        markdown.AppendLine(line).AppendLine();
        Save();
    }

    public void WriteHeading(string title)
    {
        Console.WriteLine();
        Console.WriteLine($"== {title}");
        markdown.AppendLine(CultureInfo.InvariantCulture, $"## {title}").AppendLine();
        Save();
    }

    public void WriteTable(string[] headers, IEnumerable<string[]> rows)
    {
        string[][] all = [headers, .. rows];
        int[] widths = [.. headers.Select((_, column) => all.Max(row => row[column].Length))];
        foreach (var row in all)
            Console.WriteLine("  " + string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))));
        markdown.AppendLine("| " + string.Join(" | ", headers) + " |");
        markdown.AppendLine("|" + string.Concat(headers.Select((_, column) => column == 0 ? "---|" : "---:|")));
        foreach (var row in all[1..])
            markdown.AppendLine("| " + string.Join(" | ", row) + " |");
        markdown.AppendLine();
        Save();
    }

    /// <summary>Three figures that say something; microseconds and such as milliseconds.</summary>
    public static string FormatNumber(double value) => double.IsNaN(value) ? "–"
        : value.ToString(Math.Abs(value) switch { >= 100 => "0", >= 10 => "0.0", >= 1 => "0.00", _ => "0.000" }, CultureInfo.InvariantCulture);

    public static string FormatMicrosecondsAsMs(double microseconds) => FormatNumber(microseconds / 1000);

    void Save()
    {
        if (path is null)
            return;
        try
        {
            File.WriteAllText(path, markdown.ToString());
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"The results cannot be kept: {refused.Message}");
        }
    }
}
