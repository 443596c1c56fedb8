using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.State;

/// <summary>Opens a briefing: the first time from data files, every other time from its own journal.</summary>
public static class BriefingStart
{
    /// <exception cref="StorageException">The disk refuses, or the journal is not as it was written.</exception>
    /// <param name="firstFigures">Read only where the journal is empty; what it throws stops the start with nothing stored.</param>
    public static LiveBriefing LoadOrCreate(JournalStore journal, Func<(ReferenceData Reference, IReadOnlyList<Figure> Figures)> firstFigures, bool isRehearsal, TimeProvider time)
    {
        journal.ThrowIfDamaged();
        if (journal.IsEmpty)
        {
            var (reference, figures) = firstFigures();
            var at = time.GetUtcNow();
            var meeting = new MeetingDetails(OpenedVersion: 1, "", VietnamTime.LocalDay(at), RequiresApproval: false);
            journal.AppendInitialData(reference, figures, at, "data", FirstScene(Snapshot.Create(reference, figures)).ToEntry(), meeting.ToEntry());
        }

        return LiveBriefing.Resume(journal, isRehearsal);
    }

    /// <summary>The overview of the latest year whose national disbursement is known.</summary>
    static Scene FirstScene(Snapshot snapshot) => new(
        SceneKinds.Overview,
        snapshot.Figures
            .Where(figure => figure is { AdoptedStatement: not null, Key: { Province: null, Sector: null, Campaign: null, Measure: Measure.Disbursed } })
            .Select(figure => figure.Key.Period.WholeYear)
            .Max() ?? SceneKinds.FirstYear);
}
