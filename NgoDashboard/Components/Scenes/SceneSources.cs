using NgoDashboard.Figures;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Scenes;

/// <summary>The statements behind the headline of a scene: who is named in the footer, and of which day the figures are.</summary>
public static class SceneSources
{
    public static IEnumerable<Statement> Of(OnAir now)
    {
        var (snapshot, scene) = (now.Snapshot, now.Scene);
        return scene.Kind switch
        {
            // These say whose every figure is, or show none.
            SceneKinds.Title or SceneKinds.Text or SceneKinds.Changes => [],
            SceneKinds.Programme => snapshot.LongWindows().Select(figure => figure.Adopted!),
            SceneKinds.Relief => snapshot.Relief().SelectMany(told => told.Figures).Select(figure => figure.Adopted!),
            SceneKinds.Provinces => snapshot.ByProvince(At(SceneTitle.ProvincesMeasure(snapshot, scene)), ProvinceCode.Current)
                .SelectMany(row => row.Total.Statements),
            SceneKinds.Sectors => snapshot.BySector(At(Measure.Disbursed)).SelectMany(row => row.Total.Statements)
                .Concat(snapshot.Total(At(Measure.Disbursed)).Statements),
            SceneKinds.Beside => scene.Provinces.SelectMany(province => Headlines(scene.Year, province)),
            SceneKinds.Compare => Headlines(scene.Year, null).Concat(Headlines(scene.ComparedYear, null)),
            _ => Headlines(scene.Year, scene.Province),
        };

        FigureKey At(Measure measure) => FigureKey.National(scene.Year, measure) with { Sector = scene.Sector };

        IEnumerable<Statement> Headlines(int year, ProvinceCode? province) =>
            ((Measure[])[Measure.Disbursed, Measure.Committed, Measure.Organisations])
                .SelectMany(measure => snapshot.Total(At(measure) with { Period = Period.Year(year), Province = province }).Statements);
    }
}
