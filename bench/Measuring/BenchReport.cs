using System.Globalization;
using System.Text;

namespace NgoDashboard.Bench.Measuring;

/// <summary>
/// The results as tables, on the console and as Markdown. The file is written after each part, because a run may be interrupted.
/// </summary>
/// <param name="path">The Markdown file; null for none.</param>
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
        {
            var cells = row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            Console.WriteLine("  " + string.Join("  ", cells));
        }

        markdown.AppendLine("| " + string.Join(" | ", headers) + " |");
        markdown.AppendLine("|" + string.Concat(headers.Select((_, column) => column == 0 ? "---|" : "---:|")));
        foreach (var row in all[1..])
            markdown.AppendLine("| " + string.Join(" | ", row) + " |");
        markdown.AppendLine();
        Save();
    }

    /// <summary>Three significant digits; "–" for NaN.</summary>
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
