using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Scenes.Data;

/// <summary>The corrections (đính chính) that the stage still shows.</summary>
public static class CorrectionQueries
{
    const int MaxInStrip = 2;

    // The letters that fit the strip at 28 units; LettersAround stands for a change's time and the gaps.
    const int MaxLetters = 98;
    const int LettersAround = 8;

    extension(BriefingState now)
    {
        /// <summary>The correction of exactly this figure, if one is shown.</summary>
        public AiredChange? FindCorrection(FigureKey? key) => now.Corrections.FirstOrDefault(change => change.Key == key);

        /// <summary>
        /// The corrections that the strip names with their figures, as many as fit one line; the others are only counted.
        /// </summary>
        public IReadOnlyList<AiredChange> DisplayedCorrections(DisplayLanguage language)
        {
            var room = MaxLetters;
            return
            [
                .. now.Corrections.Take(MaxInStrip).TakeWhile((change, i) =>
                    (room -= LettersOf(change, now, language)) >= 0 || i == 0),
            ];
        }

        /// <summary>The changes of the last version, without those that are shown as corrections.</summary>
        public AiredChange[] LatestChangesWithoutCorrections =>
        [
            .. now.LatestChanges.Where(change =>
                !now.Corrections.Any(correction => correction.Key == change.Key && correction.Version == change.Version)),
        ];
    }

    static int LettersOf(AiredChange change, BriefingState now, DisplayLanguage language) =>
        language.DisplayNames.BriefForFigure(change.Key, now.Snapshot.Reference).Length
        + change.OldToNewText(language).Length + LettersAround;
}
