using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Scenes.Data;

/// <summary>The statements behind the headline of a scene: the footer shows their sources and their latest as-of date.</summary>
public static class SceneSources
{
    public static IEnumerable<Statement> StatementsOf(BriefingState now)
    {
        var (snapshot, scene) = (now.Snapshot, now.Scene);
        return scene.Kind switch
        {
            // These scenes name the source of each figure, or show none.
            SceneKinds.Title or SceneKinds.Text or SceneKinds.Changes => [],
            SceneKinds.Programme => snapshot.FiguresOfMultiYearPeriods().Select(figure => figure.AdoptedStatement!),
            SceneKinds.Relief => snapshot.ReliefCampaigns().SelectMany(row => row.Figures).Select(figure => figure.AdoptedStatement!),
            SceneKinds.Provinces => snapshot.TotalsByProvince(At(SceneTitle.ProvincesMeasure(snapshot, scene)), ProvinceCode.CurrentBasis)
                .SelectMany(row => row.Total.Statements),
            SceneKinds.Sectors => snapshot.TotalsBySector(At(Measure.Disbursed)).SelectMany(row => row.Total.Statements)
                .Concat(snapshot.GetTotal(At(Measure.Disbursed)).Statements),
            SceneKinds.Beside => scene.Provinces.SelectMany(province => Headlines(scene.Year, province)),
            SceneKinds.Compare => Headlines(scene.Year, null).Concat(Headlines(scene.ComparedYear, null)),
            _ => Headlines(scene.Year, scene.Province),
        };

        FigureKey At(Measure measure) => FigureKey.National(scene.Year, measure) with { Sector = scene.Sector };

        IEnumerable<Statement> Headlines(int year, ProvinceCode? province) =>
            ((Measure[])[Measure.Disbursed, Measure.Committed, Measure.Organisations])
                .Select(measure => At(measure) with { Period = Period.ForYear(year), Province = province })
                .SelectMany(key => snapshot.GetTotal(key).Statements);
    }
}
