using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.DeskPanels.AgendaEditing;

/// <summary>A sample agenda for the year on air, in the order in which such a meeting presents its figures.</summary>
static class SampleAgenda
{
    public static IReadOnlyList<Scene> Create(BriefingState now, DisplayLanguage language)
    {
        var year = now.Scene.Year;
        var latestSectorYear = now.Snapshot.Figures
            .Where(figure => figure.AdoptedStatement is not null)
            .Where(figure => figure.Key is { Province: null, Campaign: null, Sector: not null, Measure: Measure.Disbursed })
            .Select(figure => figure.Key.Period.WholeYear).Where(candidate => candidate <= year).Max() ?? year;
        return
        [
            new(SceneKinds.Title, year) { Title = now.Meeting.Name, Text = language.Words.Desk["sample-agenda"] },
            new(SceneKinds.Overview, year),
            new(SceneKinds.Years, year),
            new(SceneKinds.Sectors, latestSectorYear),
            new(SceneKinds.Provinces, year),
            new(SceneKinds.Compare, year),
            new(SceneKinds.Programme, year),
            new(SceneKinds.Relief, year),
            new(SceneKinds.Changes, year),
            new(SceneKinds.Text, year) { Title = language.Words.Stage["scene-text"], Text = language.Words.Desk["sample-conclusion"] },
        ];
    }
}
