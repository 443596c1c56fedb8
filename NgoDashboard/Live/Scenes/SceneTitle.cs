using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;

namespace NgoDashboard.Live.Scenes;

/// <summary>The title of a scene on the screens, on the desk's buttons and in the record, in the current language.</summary>
public static class SceneTitle
{
    public static string TitleFor(Scene scene, Snapshot snapshot)
    {
        if (scene.Title is { } given)
            return given;
        var title = TitleForKind(scene, snapshot);
        return scene.Sector is { } id && snapshot.Reference.FindSector(id) is { } sector
            ? $"{title} · {DisplayNames.ShortForSector(sector)}"
            : title;
    }

    static string TitleForKind(Scene scene, Snapshot snapshot)
    {
        var province = scene.Province is { } code ? DisplayNames.ForProvince(code, snapshot.Reference) : null;
        return scene.Kind switch
        {
            SceneKinds.Years => Words.Stage["title-years"],
            SceneKinds.Provinces => Words.Stage[$"title-provinces-{ProvincesMeasure(snapshot, scene).ToCode()}", scene.Year],
            SceneKinds.Province => Words.Stage["title-province", province, scene.Year],
            SceneKinds.Table when province is not null => Words.Stage["title-table-province", province, scene.Year],
            SceneKinds.Title => Words.Stage["event"],
            SceneKinds.Compare => Words.Stage["title-compare", scene.Year, scene.ComparedYear],
            _ => Words.Stage[$"title-{scene.Kind}", scene.Year],
        };
    }

    /// <summary>Committed where provinces have published only that for the year, otherwise disbursed.</summary>
    public static Measure ProvincesMeasure(Snapshot snapshot, Scene scene)
    {
        return !IsPublished(Measure.Disbursed) && IsPublished(Measure.Committed) ? Measure.Committed : Measure.Disbursed;

        bool IsPublished(Measure measure)
        {
            var national = FigureKey.National(scene.Year, measure) with { Sector = scene.Sector };
            return snapshot.TotalsByProvince(national, ProvinceCode.CurrentBasis).Any(row => row.Total.Value is not null);
        }
    }
}
