using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.Scenes;

/// <summary>One thing that can be on air (trang): a kind of picture and its parameters. Immutable.</summary>
/// <param name="Kind">One of <see cref="SceneKinds"/>.</param>
/// <param name="Year">Every scene has one.</param>
/// <param name="Province">For scenes of one province.</param>
public sealed record Scene(string Kind, int Year, ProvinceCode? Province = null)
{
    /// <summary>The other year of a comparison; null for the year before <see cref="Year"/>.</summary>
    public int? Against { get; init; }

    /// <summary>The provinces to show side by side, in this order.</summary>
    public ImmutableArray<ProvinceCode> Provinces { get; init; } = [];

    /// <summary>The sector of all figures of the scene; null for all sectors.</summary>
    public string? Sector { get; init; }

    /// <summary>Replaces the title of the kind; null for that title.</summary>
    public string? Title { get; init => field = CleanText(value); }

    /// <summary>The text of a card, lines separated by "\n".</summary>
    public string? Text { get; init => field = CleanText(value); }

    public int ComparedYear => Against ?? Year - 1;

    public IReadOnlyList<string> Lines => Text?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>Of a sector that was merged into another since, the scene of that other one.</summary>
    public Scene Resolve(ReferenceData reference) =>
        Sector is { } id && reference.FindResolved(ItemKind.Sector, id) is { } used && used.Id != id
            ? this with { Sector = used.Id }
            : this;

    /// <summary>The names (<see cref="SceneParameters"/>) of the parameters that are set.</summary>
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

    // By the stored form, because the record's own equality compares ImmutableArray by reference.
    public bool Equals(Scene? other) => other is not null && ToEntry() == other.ToEntry();

    public override int GetHashCode() => ToEntry().GetHashCode();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {ToParametersJson().ToJsonString()}");

    // Keeps characters that may not be displayed, so that SceneRules can reject them: programs get the finding, and the desk's form removes
    // them before.
    static string? CleanText(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : TextSanitizer.IsDisplayable(text, isMultiline: true) ? TextSanitizer.SanitizeMultiline(text)
        : text.ReplaceLineEndings("\n").Trim();
}
