namespace NgoDashboard.Components.Scenes.Data;

/// <summary>How large the text of a card can be, so that all of it stands on the stage. In stage units, by the number of letters.</summary>
public static class CardTextSize
{
    static readonly int[] Sizes = [96, 80, 68, 58, 50, 44, 40, 36, 32, 28];

    // Widths of letters of the stage's font, on average and with the spaces; measured, a little to the safe side.
    const double LetterWidth = .57;
    const double LineHeight = 1.3;

    public static string CssClass(int size) => $"size-{size}";

    /// <summary>The largest size at which the lines, broken where they must be, fit a box</summary>
    /// <param name="between">The gap between two lines of the text, in lines.</param>
    public static int LargestFitting(IReadOnlyCollection<string> lines, int width, int height, int largest, double between = 0)
    {
        return Sizes.FirstOrDefault(size => size <= largest && Height(size) <= height, Sizes[^1]);

        double Height(int size) =>
            size * (lines.Sum(line => Math.Max(1, Math.Ceiling(line.Length / Math.Floor(width / (size * LetterWidth))))) * LineHeight
                    + Math.Max(0, lines.Count - 1) * between);
    }
}
