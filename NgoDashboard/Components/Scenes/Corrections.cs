using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Scenes;

/// <summary>The corrections that stand (đính chính), where the stage tells them.</summary>
public static class Corrections
{
    const int InTheStrip = 2;

    // Of the strip, at 28 units; a time and the gaps take some of them too.
    const int Letters = 98;
    const int Around = 8;

    extension(OnAir now)
    {
        /// <summary>The correction of exactly that figure, where one stands.</summary>
        public AiredChange? CorrectionOf(FigureKey? key) => now.Corrections.FirstOrDefault(change => change.Key == key);

        /// <summary>The corrections that are told with their figures, as many as stand in one line with their names; the others are counted.</summary>
        public IReadOnlyList<AiredChange> ToldCorrections
        {
            get
            {
                var room = Letters;
                return
                [
                    .. now.Corrections.Take(InTheStrip).TakeWhile((change, i) =>
                        (room -= Names.Brief(change.Key, now.Snapshot.Reference).Length + change.Values.Length + Around) >= 0 || i == 0),
                ];
            }
        }

        /// <summary>The changes of the last version, without those that stand as corrections beside it.</summary>
        public AiredChange[] LatestApart =>
            [.. now.Latest.Where(change => !now.Corrections.Any(correction => correction.Key == change.Key && correction.Version == change.Version))];
    }
}
