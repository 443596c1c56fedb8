using NgoDashboard.Figures;

namespace NgoDashboard.Live;

/// <summary>What cannot go on air.</summary>
public static class SceneRules
{
    public static IReadOnlyList<Finding> Check(Scene scene, Reference reference)
    {
        var findings = new List<Finding>();
        var isKnown = SceneKinds.All.Contains(scene.Kind);
        if (!isKnown)
            findings.Add(new(FindingKind.UnknownScene, "scene", scene.Kind));
        if (scene.Year is < SceneKinds.FirstYear or > SceneKinds.LastYear)
            findings.Add(new(FindingKind.BadYear, "year", Text(SceneKinds.FirstYear), Text(SceneKinds.LastYear)));
        if (scene.Province is not { } province)
        {
            if (SceneKinds.NeedsProvince(scene.Kind))
                findings.Add(new(FindingKind.ProvinceMissing, "province"));
        }
        else if (isKnown && !SceneKinds.TakesProvince(scene.Kind))
        {
            findings.Add(new(FindingKind.UnknownParameter, "province", "province"));
        }
        else if (reference.Province(province) is null)
        {
            findings.Add(new(FindingKind.UnknownProvince, "province", province.ToString()));
        }

        return findings;
    }

    // As text: a year has no thousands separator.
    static string Text(int year) => year.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
