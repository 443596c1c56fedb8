namespace NgoDashboard.Live.Scenes;

/// <summary>The parameters of scenes, by their names in the API and in the journal.</summary>
public static class SceneParameters
{
    public const string Year = "year";
    public const string Province = "province";
    public const string Against = "against";
    public const string Provinces = "provinces";
    public const string Sector = "sector";
    public const string Title = "title";
    public const string Text = "text";

    public static readonly IReadOnlyList<string> All = [Year, Province, Against, Provinces, Sector, Title, Text];
}

/// <summary>The kinds of scenes, by their names in the API and in the journal, and the parameters of each.</summary>
public static class SceneKinds
{
    public const string Title = "title";
    public const string Overview = "overview";
    public const string Sectors = "sectors";
    public const string Years = "years";
    public const string Compare = "compare";
    public const string Provinces = "provinces";
    public const string Province = "province";
    public const string Beside = "beside";
    public const string Table = "table";
    public const string Programme = "programme";
    public const string Relief = "relief";
    public const string Changes = "changes";
    public const string Text = "text";

    public const int FirstYear = 1990;
    public const int LastYear = 2100;

    // Besides these, every kind requires a year and accepts a title.
    static readonly Dictionary<string, (string[] Required, string[] Optional)> Parameters = new(StringComparer.Ordinal)
    {
        [Title] = ([], [SceneParameters.Text]),
        [Overview] = ([], []),
        [Sectors] = ([], []),
        [Years] = ([], [SceneParameters.Sector]),
        [Compare] = ([], [SceneParameters.Against, SceneParameters.Sector]),
        [Provinces] = ([], [SceneParameters.Sector]),
        [Province] = ([SceneParameters.Province], [SceneParameters.Sector]),
        [Beside] = ([SceneParameters.Provinces], [SceneParameters.Sector]),
        [Table] = ([], [SceneParameters.Province, SceneParameters.Sector]),
        [Programme] = ([], []),
        [Relief] = ([], []),
        [Changes] = ([], []),
        [Text] = ([SceneParameters.Text], []),
    };

    /// <summary>In the order of the desk's menu.</summary>
    public static readonly IReadOnlyList<string> All =
        [Title, Overview, Sectors, Years, Compare, Provinces, Province, Beside, Table, Programme, Relief, Changes, Text];

    public static bool Requires(string kind, string parameter) =>
        parameter == SceneParameters.Year || (Parameters.TryGetValue(kind, out var accepted) && accepted.Required.Contains(parameter));

    public static bool Accepts(string kind, string parameter) =>
        Requires(kind, parameter) || parameter == SceneParameters.Title
            || (Parameters.TryGetValue(kind, out var accepted) && accepted.Optional.Contains(parameter));

    /// <summary>Removes the parameters that the kind does not accept, for when the operator chooses another kind.</summary>
    public static Scene FitToKind(Scene scene) => scene with
    {
        Province = Accepts(scene.Kind, SceneParameters.Province) ? scene.Province : null,
        Against = Accepts(scene.Kind, SceneParameters.Against) ? scene.Against : null,
        Provinces = Accepts(scene.Kind, SceneParameters.Provinces) ? scene.Provinces : [],
        Sector = Accepts(scene.Kind, SceneParameters.Sector) ? scene.Sector : null,
        Text = Accepts(scene.Kind, SceneParameters.Text) ? scene.Text : null,
    };
}
