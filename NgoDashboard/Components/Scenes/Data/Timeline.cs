using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Components.Scenes.Data;

/// <summary>
/// A time axis in years, from the first period to the last, for bars that show where periods overlap. Positions are thousandths of its
/// width.
/// </summary>
public sealed class Timeline
{
    public const int Width = 1000;

    readonly int first, last, step;

    Timeline(int first, int last, int step) => (this.first, this.last, this.step) = (first, last, step);

    /// <summary>The years that are labelled, at equal distances from the start.</summary>
    public IEnumerable<int> TickYears => Enumerable.Range(0, step == 0 ? 0 : (last - first) / step).Select(i => first + i * step);

    public IEnumerable<int> TickPositions => TickYears.Select(year => PositionOf(new DateOnly(year, 1, 1)));

    public static Timeline Create(IEnumerable<Period> windows)
    {
        var all = windows.ToArray();
        if (all.Length == 0)
            return new(0, 0, 0);
        var (first, last) = (all.Min(window => window.From.Year), all.Max(window => window.To.Year) + 1);
        // There is room for about five labels.
        var step = (last - first) switch { <= 6 => 1, <= 12 => 2, <= 30 => 5, _ => 10 };
        first -= first % step;
        return new(first, last + (step - (last - first) % step) % step, step);
    }

    public int StartOf(Period window) => PositionOf(window.From);

    public int LengthOf(Period window) => PositionOf(window.To.AddDays(1)) - PositionOf(window.From);

    int PositionOf(DateOnly day) => (int)Math.Round((day.Year - first + (day.DayOfYear - 1) / 365.25) * Width / (last - first));
}
