using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.Scenes;

/// <summary>One thing that can be on air (trang): which picture, and of what. Two are equal where their entries are.</summary>
/// <param name="Kind">One of <see cref="SceneKinds"/>.</param>
/// <param name="Year">The year in focus; every scene has one.</param>
/// <param name="Province">For the scenes of one province.</param>
public sealed record Scene(string Kind, int Year, ProvinceCode? Province = null)
{
    /// <summary>The other year of a comparison; the one before where none is given.</summary>
    public int? Against { get; init; }

    /// <summary>Side by side, in this order.</summary>
    public ImmutableArray<ProvinceCode> Provinces { get; init; } = [];

    /// <summary>The sector that all figures of the scene are of; null for all sectors.</summary>
    public string? Sector { get; init; }

    /// <summary>In place of the scene's own title.</summary>
    public string? Title { get; init => field = CleanText(value); }

    /// <summary>The lines of a card.</summary>
    public string? Text { get; init => field = CleanText(value); }

    public int ComparedYear => Against ?? Year - 1;

    public IReadOnlyList<string> Lines => Text?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>Of what is given, by the names of <see cref="SceneParameters"/>.</summary>
    public IEnumerable<string> GivenParameters => ToParametersJson().Select(parameter => parameter.Key);

    /// <summary>The parameters in the API's form: <c>{ "year": 2023, "province": "34:31" }</c>.</summary>
    public JsonObject ToParametersJson()
    {
        var parameters = new JsonObject { [SceneParameters.Year] = Year };
        if (Province is { } province)
            parameters[SceneParameters.Province] = province.ToString();
        if (Against is { } against)
            parameters[SceneParameters.Against] = against;
        if (!Provinces.IsDefaultOrEmpty)
            parameters[SceneParameters.Provinces] = new JsonArray([.. Provinces.Select(code => JsonValue.Create(code.ToString()))]);
        foreach (var (name, text) in ((string, string?)[])
                 [(SceneParameters.Sector, Sector), (SceneParameters.Title, Title), (SceneParameters.Text, Text)])
        {
            if (text is not null)
                parameters[name] = text;
        }

        return parameters;
    }

    public StageRecord ToEntry() => new(Kind, ToParametersJson().ToJsonString());

    public static Scene FromEntry(StageRecord entry)
    {
        using var document = JsonDocument.Parse(entry.ParametersJson);
        var parameters = document.RootElement;
        JsonElement? Find(string name) => parameters.TryGetProperty(name, out var found) ? found : null;
        return new(
            entry.Scene,
            parameters.GetProperty(SceneParameters.Year).GetInt32(),
            Find(SceneParameters.Province) is { } province ? ProvinceCode.Parse(province.GetString()!) : null)
        {
            Against = Find(SceneParameters.Against)?.GetInt32(),
            Provinces = [.. Find(SceneParameters.Provinces)?.EnumerateArray().Select(code => ProvinceCode.Parse(code.GetString()!)) ?? []],
            Sector = Find(SceneParameters.Sector)?.GetString(),
            Title = Find(SceneParameters.Title)?.GetString(),
            Text = Find(SceneParameters.Text)?.GetString(),
        };
    }

    // The list of provinces would be compared by reference.
    public bool Equals(Scene? other) => other is not null && ToEntry() == other.ToEntry();

    public override int GetHashCode() => ToEntry().GetHashCode();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {ToParametersJson().ToJsonString()}");

    // What may not stand in it is left for the rules to find: a program is told of it, and the desk's form cleans it before.
    static string? CleanText(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : TextSanitizer.IsDisplayable(text, isMultiline: true) ? TextSanitizer.SanitizeMultiline(text)
        : text.ReplaceLineEndings("\n").Trim();
}
