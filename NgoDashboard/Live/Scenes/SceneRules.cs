using System.Globalization;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Live.Scenes;

/// <summary>Validates scenes before they go on air. Pure.</summary>
public static class SceneRules
{
    public const int MinProvinces = 2;
    public const int MaxProvinces = 4;
    public const int MaxTitleLength = 120;
    public const int MaxTextLength = 600;
    public const int MaxLines = 10;

    public static IReadOnlyList<Finding> Check(Scene scene, ReferenceData reference) =>
    [
        .. SceneKinds.All.Contains(scene.Kind) ? CheckKind(scene) : [new(FindingKind.UnknownScene, "scene", scene.Kind)],
        .. CheckYears(scene),
        .. CheckPlaces(scene, reference),
        .. CheckTexts(scene),
    ];

    static IEnumerable<Finding> CheckKind(Scene scene)
    {
        foreach (var parameter in scene.GivenParameters.Where(parameter => !SceneKinds.Accepts(scene.Kind, parameter)))
            yield return new(FindingKind.UnknownParameter, parameter, parameter);
        if (scene.Province is null && SceneKinds.Requires(scene.Kind, SceneParameters.Province))
            yield return new(FindingKind.ProvinceMissing, SceneParameters.Province);
        if (scene.Text is null && SceneKinds.Requires(scene.Kind, SceneParameters.Text))
            yield return new(FindingKind.TextMissing, SceneParameters.Text);
        if (SceneKinds.Requires(scene.Kind, SceneParameters.Provinces) && scene.Provinces.Length is < MinProvinces or > MaxProvinces)
            yield return new(FindingKind.ProvincesCount, SceneParameters.Provinces, MinProvinces, MaxProvinces);
    }

    static IEnumerable<Finding> CheckYears(Scene scene)
    {
        foreach (var (name, year) in ((string, int?)[])[(SceneParameters.Year, scene.Year), (SceneParameters.Against, scene.Against)])
        {
            if (year is < SceneKinds.FirstYear or > SceneKinds.LastYear)
                yield return new(FindingKind.InvalidYear, name, YearText(SceneKinds.FirstYear), YearText(SceneKinds.LastYear));
        }

        if (scene.Against == scene.Year)
            yield return new(FindingKind.SameYears, SceneParameters.Against);
    }

    static IEnumerable<Finding> CheckPlaces(Scene scene, ReferenceData reference)
    {
        // A parameter that the kind does not accept gets only that finding.
        if (scene.Province is { } province && ShouldCheck(scene, SceneParameters.Province) && reference.FindProvince(province) is null)
            yield return new(FindingKind.UnknownProvince, SceneParameters.Province, province.ToString());
        // One that was merged into another passes: the take puts the scene of that other one on air.
        if (scene.Sector is { } sector && ShouldCheck(scene, SceneParameters.Sector)
            && reference.FindResolved(ItemKind.Sector, sector) is null)
            yield return new(FindingKind.UnknownSector, SceneParameters.Sector, sector);
        if (!ShouldCheck(scene, SceneParameters.Provinces))
            yield break;
        foreach (var code in scene.Provinces.Where(code => reference.FindProvince(code) is null).Distinct())
            yield return new(FindingKind.UnknownProvince, SceneParameters.Provinces, code.ToString());
        foreach (var code in scene.Provinces.GroupBy(code => code).Where(group => group.Count() > 1).Select(group => group.Key))
            yield return new(FindingKind.RepeatedProvince, SceneParameters.Provinces, code);
    }

    static IEnumerable<Finding> CheckTexts(Scene scene)
    {
        foreach (var (name, text, maxLength) in ((string, string?, int)[])
                 [(SceneParameters.Title, scene.Title, MaxTitleLength), (SceneParameters.Text, scene.Text, MaxTextLength)])
        {
            if (text is null || !ShouldCheck(scene, name))
                continue;
            if (text.Length > maxLength)
                yield return new(FindingKind.TextTooLong, name, name, maxLength);
            // Line breaks are allowed in the text of a card only.
            if (!TextSanitizer.IsDisplayable(text, isMultiline: name == SceneParameters.Text))
                yield return new(FindingKind.ControlCharacter, name, name);
        }

        if (scene.Lines.Count > MaxLines)
            yield return new(FindingKind.TooManyLines, SceneParameters.Text, MaxLines);
    }

    static bool ShouldCheck(Scene scene, string parameter) =>
        !SceneKinds.All.Contains(scene.Kind) || SceneKinds.Accepts(scene.Kind, parameter);

    // As text, because a number would be formatted with a thousands separator.
    static string YearText(int year) => year.ToString(CultureInfo.InvariantCulture);
}
