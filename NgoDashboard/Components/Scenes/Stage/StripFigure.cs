using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Scenes.Stage;

/// <summary>Which of its own figures a province's screens show beside the scene on air.</summary>
public static class StripFigure
{
    /// <summary>Null where the screens show no figures: a card, or a scene of text.</summary>
    public static FigureKey? FindFor(ProvinceCode province, BriefingState shown)
    {
        var scene = shown.Scene;
        if (shown.Cover == Cover.Blank || scene.Kind is SceneKinds.Title or SceneKinds.Text)
            return null;
        var measure = scene.Kind == SceneKinds.Provinces ? SceneTitle.ProvincesMeasure(shown.Snapshot, scene) : Measure.Disbursed;
        return new(Period.ForYear(scene.Year), province, scene.Sector, null, measure);
    }
}
