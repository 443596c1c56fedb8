using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;

namespace NgoDashboard.Live.Scenes;

/// <summary>The title of a scene on the screens, on the desk's buttons and in the record.</summary>
public static class SceneTitle
{
    public static string TitleFor(Scene scene, Snapshot snapshot, DisplayLanguage language)
    {
        if (scene.Title is { } given)
            return given;
        var title = TitleForKind(scene, snapshot, language);
        return scene.Sector is { } id && snapshot.Reference.FindResolved(ItemKind.Sector, id) is Sector sector
            ? $"{title} · {language.DisplayNames.ShortForSector(sector)}"
            : title;
    }

    static string TitleForKind(Scene scene, Snapshot snapshot, DisplayLanguage language)
    {
        var province = scene.Province is { } code ? language.DisplayNames.ForProvince(code, snapshot.Reference) : null;
        return scene.Kind switch
        {
            SceneKinds.Years => language.Words.Stage["title-years"],
            SceneKinds.Provinces => language.Words.Stage[$"title-provinces-{ProvincesMeasure(snapshot, scene).ToCode()}", scene.Year],
            SceneKinds.Province => language.Words.Stage["title-province", province, scene.Year],
            SceneKinds.Table when province is not null => language.Words.Stage["title-table-province", province, scene.Year],
            SceneKinds.Title => language.Words.Stage["event"],
            SceneKinds.Compare => language.Words.Stage["title-compare", scene.Year, scene.ComparedYear],
            _ => language.Words.Stage[$"title-{scene.Kind}", scene.Year],
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
