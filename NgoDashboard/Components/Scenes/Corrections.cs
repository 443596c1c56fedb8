using NgoDashboard.Figures;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Scenes;

/// <summary>The corrections that stand (đính chính), where the stage tells them.</summary>
public static class Corrections
{
    // At the longest names.
    const int InTheStrip = 2;

    extension(OnAir now)
    {
        /// <summary>The correction of exactly that figure, where one stands.</summary>
        public AiredChange? CorrectionOf(FigureKey? key) => now.Corrections.FirstOrDefault(change => change.Key == key);

        /// <summary>The corrections that are told with their figures; the others are counted.</summary>
        public IEnumerable<AiredChange> ToldCorrections => now.Corrections.Take(InTheStrip);

        /// <summary>The changes of the last version, without those that stand as corrections beside it.</summary>
        public AiredChange[] LatestApart =>
            [.. now.Latest.Where(change => !now.Corrections.Any(correction => correction.Key == change.Key && correction.Version == change.Version))];
    }
}
