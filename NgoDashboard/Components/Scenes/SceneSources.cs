using NgoDashboard.Figures;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Scenes;

/// <summary>The statements behind the headline of a scene: who is named in the footer, and of which day the figures are.</summary>
public static class SceneSources
{
    public static IEnumerable<Statement> Of(OnAir now)
    {
        var (snapshot, scene) = (now.Snapshot, now.Scene);
        FigureKey National(Measure measure) => FigureKey.National(scene.Year, measure);
        return scene.Kind switch
        {
            SceneKinds.Provinces => snapshot.ByProvince(National(SceneTitle.ProvincesMeasure(snapshot, scene.Year)), ProvinceCode.Current)
                .SelectMany(row => row.Total.Statements),
            SceneKinds.Sectors => snapshot.BySector(National(Measure.Disbursed)).SelectMany(row => row.Total.Statements)
                .Concat(snapshot.Total(National(Measure.Disbursed)).Statements),
            _ => ((Measure[])[Measure.Disbursed, Measure.Committed, Measure.Organisations])
                .SelectMany(measure => snapshot.Total(National(measure) with { Province = scene.Province }).Statements),
        };
    }
}
