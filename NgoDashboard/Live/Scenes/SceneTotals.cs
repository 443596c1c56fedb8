using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Live.Scenes;

/// <summary>The totals that a scene shows. Pure. The desk is warned before an edit of a part changes one of them.</summary>
static class SceneTotals
{
    const int YearsShown = 16;

    static readonly Measure[] Measures = [Measure.Disbursed, Measure.Committed, Measure.DisbursementRate];

    public static ImmutableHashSet<FigureKey> TotalsOf(Scene scene, ReferenceData reference)
    {
        var whole = FigureKey.National(scene.Year, Measure.Disbursed) with { Province = scene.Province, Sector = scene.Sector };
        IEnumerable<FigureKey> Years(int count) =>
            Enumerable.Range(scene.Year - count + 1, count).Select(year => whole with { Period = Period.ForYear(year) });
        IEnumerable<FigureKey> places = scene.Kind switch
        {
            SceneKinds.Overview or SceneKinds.Years or SceneKinds.Province or SceneKinds.Table => Years(YearsShown),
            SceneKinds.Sectors => reference.Sectors.Select(sector => whole with { Sector = sector.Id }).Append(whole),
            SceneKinds.Provinces => reference.ProvincesOnBasis(ProvinceCode.CurrentBasis)
                .Select(province => whole with { Province = province.Code }),
            SceneKinds.Compare => [whole, whole with { Period = Period.ForYear(scene.ComparedYear) }],
            SceneKinds.Beside => scene.Provinces.Select(province => whole with { Province = province }),
            _ => [],
        };
        return [.. places.SelectMany(place => Measures.Select(measure => place with { Measure = measure }))];
    }
}
