using System.Globalization;
using NgoDashboard.Figures;

namespace NgoDashboard.Live;

/// <summary>What cannot go on air.</summary>
public static class SceneRules
{
    public const int FewestProvinces = 2;
    public const int MostProvinces = 4;
    public const int LongestTitle = 120;
    public const int LongestText = 600;
    public const int MostLines = 10;

    public static IReadOnlyList<Finding> Check(Scene scene, Reference reference) =>
    [
        .. SceneKinds.All.Contains(scene.Kind) ? OfKind(scene) : [new(FindingKind.UnknownScene, "scene", scene.Kind)],
        .. OfYears(scene),
        .. OfPlaces(scene, reference),
        .. OfTexts(scene),
    ];

    static IEnumerable<Finding> OfKind(Scene scene)
    {
        foreach (var parameter in scene.Given.Where(parameter => !SceneKinds.Takes(scene.Kind, parameter)))
            yield return new(FindingKind.UnknownParameter, parameter, parameter);
        if (scene.Province is null && SceneKinds.Needs(scene.Kind, SceneParameters.Province))
            yield return new(FindingKind.ProvinceMissing, SceneParameters.Province);
        if (scene.Text is null && SceneKinds.Needs(scene.Kind, SceneParameters.Text))
            yield return new(FindingKind.TextMissing, SceneParameters.Text);
        if (SceneKinds.Needs(scene.Kind, SceneParameters.Provinces) && scene.Provinces.Length is < FewestProvinces or > MostProvinces)
            yield return new(FindingKind.ProvincesCount, SceneParameters.Provinces, FewestProvinces, MostProvinces);
    }

    static IEnumerable<Finding> OfYears(Scene scene)
    {
        foreach (var (name, year) in ((string, int?)[])[(SceneParameters.Year, scene.Year), (SceneParameters.Against, scene.Against)])
        {
            if (year is < SceneKinds.FirstYear or > SceneKinds.LastYear)
                yield return new(FindingKind.BadYear, name, Text(SceneKinds.FirstYear), Text(SceneKinds.LastYear));
        }

        if (scene.Against == scene.Year)
            yield return new(FindingKind.SameYears, SceneParameters.Against);
    }

    static IEnumerable<Finding> OfPlaces(Scene scene, Reference reference)
    {
        // What the kind does not take is told as that alone.
        if (scene.Province is { } province && Asks(scene, SceneParameters.Province) && reference.Province(province) is null)
            yield return new(FindingKind.UnknownProvince, SceneParameters.Province, province.ToString());
        if (scene.Sector is { } sector && Asks(scene, SceneParameters.Sector) && reference.Sector(sector) is null)
            yield return new(FindingKind.UnknownSector, SceneParameters.Sector, sector);
        if (!Asks(scene, SceneParameters.Provinces))
            yield break;
        foreach (var code in scene.Provinces.Where(code => reference.Province(code) is null).Distinct())
            yield return new(FindingKind.UnknownProvince, SceneParameters.Provinces, code.ToString());
        foreach (var code in scene.Provinces.GroupBy(code => code).Where(group => group.Count() > 1).Select(group => group.Key))
            yield return new(FindingKind.RepeatedProvince, SceneParameters.Provinces, code);
    }

    static IEnumerable<Finding> OfTexts(Scene scene)
    {
        foreach (var (name, text, longest) in ((string, string?, int)[])
                 [(SceneParameters.Title, scene.Title, LongestTitle), (SceneParameters.Text, scene.Text, LongestText)])
        {
            if (text is null || !Asks(scene, name))
                continue;
            if (text.Length > longest)
                yield return new(FindingKind.TextTooLong, name, name, longest);
            // Only the body of a card has lines.
            if (!PlainText.IsAllowed(text, hasLines: name == SceneParameters.Text))
                yield return new(FindingKind.ControlCharacter, name, name);
        }

        if (scene.Lines.Count > MostLines)
            yield return new(FindingKind.TooManyLines, SceneParameters.Text, MostLines);
    }

    static bool Asks(Scene scene, string parameter) => !SceneKinds.All.Contains(scene.Kind) || SceneKinds.Takes(scene.Kind, parameter);

    // As text: a year has no thousands separator.
    static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);
}
