using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NgoDashboard.Figures;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>One thing that can be on air (trang): which picture, and of what.</summary>
/// <param name="Kind">One of <see cref="SceneKinds"/>.</param>
/// <param name="Year">The year in focus; every scene has one.</param>
/// <param name="Province">For the scenes of one province.</param>
public sealed record Scene(string Kind, int Year, ProvinceCode? Province = null)
{
    /// <summary>The parameters in the API's form: <c>{ "year": 2023, "province": "34:31" }</c>.</summary>
    public JsonObject Parameters()
    {
        var parameters = new JsonObject { ["year"] = Year };
        if (Province is { } province)
            parameters["province"] = province.ToString();
        return parameters;
    }

    public StageEntry ToEntry() => new(Kind, Parameters().ToJsonString());

    public static Scene Of(StageEntry entry)
    {
        using var parameters = JsonDocument.Parse(entry.ParametersJson);
        return new(
            entry.Scene,
            parameters.RootElement.GetProperty("year").GetInt32(),
            parameters.RootElement.TryGetProperty("province", out var province) ? ProvinceCode.Parse(province.GetString()!) : null);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Year} {Province}");
}

/// <summary>The scenes that exist, by the names of the API.</summary>
public static class SceneKinds
{
    public const string Overview = "overview";
    public const string Sectors = "sectors";
    public const string Years = "years";
    public const string Provinces = "provinces";
    public const string Province = "province";
    public const string Table = "table";

    public const int FirstYear = 1990;
    public const int LastYear = 2100;

    public static readonly IReadOnlyList<string> All = [Overview, Sectors, Years, Provinces, Province, Table];

    public static bool NeedsProvince(string kind) => kind == Province;

    /// <summary>The table shows the whole country, or one province where one is chosen.</summary>
    public static bool TakesProvince(string kind) => kind is Province or Table;
}
