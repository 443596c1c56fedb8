using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Scenes.Data;

/// <summary>The corrections that stand (đính chính), where the stage tells them.</summary>
public static class CorrectionQueries
{
    const int MaxInStrip = 2;

    // Of the strip, at 28 units; a time and the gaps take some of them too.
    const int MaxLetters = 98;
    const int LettersAround = 8;

    extension(BriefingState now)
    {
        /// <summary>The correction of exactly that figure, where one stands.</summary>
        public AiredChange? FindCorrection(FigureKey? key) => now.Corrections.FirstOrDefault(change => change.Key == key);

        /// <summary>The corrections that are told with their figures, as many as stand in one line with their names; the others are counted.</summary>
        public IReadOnlyList<AiredChange> DisplayedCorrections
        {
            get
            {
                var room = MaxLetters;
                return
                [
                    .. now.Corrections.Take(MaxInStrip).TakeWhile((change, i) =>
                        (room -= DisplayNames.BriefForFigure(change.Key, now.Snapshot.Reference).Length + change.OldToNewText.Length + LettersAround) >= 0 || i == 0),
                ];
            }
        }

        /// <summary>The changes of the last version, without those that stand as corrections beside it.</summary>
        public AiredChange[] LatestChangesWithoutCorrections =>
            [.. now.LatestChanges.Where(change => !now.Corrections.Any(correction => correction.Key == change.Key && correction.Version == change.Version))];
    }
}
