namespace NgoDashboard.Components.Scenes.Data;

/// <summary>The font size at which the text of a card fits the stage, in stage units; estimated from the number of letters.</summary>
public static class CardTextSize
{
    static readonly int[] Sizes = [96, 80, 68, 58, 50, 44, 40, 36, 32, 28];

    // The width of a letter of the stage's font in em, on average and with the spaces; measured, rounded up a little.
    const double LetterWidth = .57;
    const double LineHeight = 1.3;

    public static string CssClass(int size) => $"size-{size}";

    /// <summary>The largest size at which the wrapped lines fit a box.</summary>
    /// <param name="between">The gap between two lines of the text, in em.</param>
    public static int LargestFitting(IReadOnlyCollection<string> lines, int width, int height, int largest, double between = 0)
    {
        return Sizes.FirstOrDefault(size => size <= largest && Height(size) <= height, Sizes[^1]);

        double Height(int size) =>
            size * (lines.Sum(line => Math.Max(1, Math.Ceiling(line.Length / Math.Floor(width / (size * LetterWidth))))) * LineHeight
                    + Math.Max(0, lines.Count - 1) * between);
    }
}
