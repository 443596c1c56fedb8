using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.State;

/// <summary>Loads the briefing from its journal, or fills an empty journal from the data files.</summary>
public static class BriefingStart
{
    /// <exception cref="StorageException">The disk failed, or the journal is damaged.</exception>
    /// <param name="firstFigures">Called only where the journal is empty; an exception from it stores nothing.</param>
    public static LiveBriefing LoadOrCreate(
        JournalStore journal,
        Func<(ReferenceData Reference, IReadOnlyList<Figure> Figures)> firstFigures,
        bool isRehearsal,
        TimeProvider time)
    {
        journal.ThrowIfDamaged();
        if (journal.IsEmpty)
        {
            var (reference, figures) = firstFigures();
            var at = time.GetUtcNow();
            var meeting = new MeetingDetails(OpenedVersion: 1, "", VietnamTime.LocalDay(at), RequiresApproval: false);
            var scene = FirstScene(Snapshot.Create(reference, figures));
            journal.AppendInitialData(reference, figures, at, "data", scene.ToEntry(), meeting.ToEntry());
        }

        return LiveBriefing.Resume(journal, isRehearsal);
    }

    /// <summary>The overview of the latest year that has a national disbursed total.</summary>
    static Scene FirstScene(Snapshot snapshot) => new(
        SceneKinds.Overview,
        snapshot.Figures
            .Where(figure => figure.AdoptedStatement is not null
                && figure.Key is { Province: null, Sector: null, Campaign: null, Measure: Measure.Disbursed })
            .Select(figure => figure.Key.Period.WholeYear)
            .Max() ?? SceneKinds.FirstYear);
}
