using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.Stage;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Export.SceneFiles;

/// <summary>Which scenes an address asks for.</summary>
public enum SceneSelectionKind
{
    /// <summary>What the screens show: anybody with a key may have it, and nobody but the desk more.</summary>
    OnAir,

    /// <summary>The whole agenda in its order, with the newest figures.</summary>
    Agenda,

    /// <summary>One item of the agenda.</summary>
    Item,

    /// <summary>Any scene that could go on air, by the parameters that the API takes.</summary>
    Scene,
}

/// <summary>The scenes that somebody wants to have as a page or as a file, each as the screens would show it now.</summary>
public sealed record SceneSelection(SceneSelectionKind SelectionKind, IReadOnlyList<BriefingState> BriefingStates)
{
    public const string AgendaParameter = "agenda", ItemParameter = "item", SceneParameter = "scene";

    /// <summary>All that may stand in such an address.</summary>
    public static readonly IReadOnlyList<string> Parameters = [AgendaParameter, ItemParameter, SceneParameter, .. SceneParameters.All];

    /// <summary>The scenes, or what is wrong with what is asked for.</summary>
    public static (SceneSelection? Asked, IReadOnlyList<Finding> Findings) FromQuery(IQueryCollection query, LiveBriefing air, Agenda agenda)
    {
        var newest = air.Newest;
        if (query.ContainsKey(AgendaParameter))
            return (new(SceneSelectionKind.Agenda, [.. agenda.Items.Select(item => CreateState(newest, item.Scene, item.Id))]), []);
        if (query.TryGetValue(ItemParameter, out var item))
        {
            var found = long.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? agenda.Items.FirstOrDefault(one => one.Id == id) : null;
            return found is null ? (null, [new(FindingKind.NoSuchItem, ItemParameter, item.ToString())]) : (new(SceneSelectionKind.Item, [CreateState(newest, found.Scene, found.Id)]), []);
        }

        if (!query.Keys.Any(key => Parameters.Contains(key, StringComparer.Ordinal)))
            return (new(SceneSelectionKind.OnAir, [air.Current]), []);
        var (scene, findings) = StageEndpoints.ReadScene(ToStageBody(query), newest);
        if (scene is not null && findings.Count == 0)
            findings = SceneRules.Check(scene, newest.Snapshot.Reference);
        return scene is null || findings.Count > 0 ? (null, findings) : (new(SceneSelectionKind.Scene, [CreateState(newest, scene, null)]), []);
    }

    /// <summary>Which pictures they are, to tell them from others of the same version: an agenda changes without a version.</summary>
    public string CacheKey => $"{SelectionKind} {string.Join('\n', BriefingStates.Select(picture => $"{picture.Version} {picture.Cover} {picture.AgendaItemId} {picture.Scene}"))}";

    /// <summary>
    /// Behind held or covered screens the desk works on; nobody else is shown more than they do. Asked before anything is looked for: whether
    /// there is such an item is nobody else's to learn either, so what is there and what is not is refused alike.
    /// </summary>
    public static bool IsAllowedFor(ClaimsPrincipal user, IQueryCollection query) =>
        user.Role == Roles.Desk || !query.Keys.Any(key => Parameters.Contains(key, StringComparer.OrdinalIgnoreCase));

    static BriefingState CreateState(BriefingState newest, Scene scene, long? item) => newest with { Scene = scene, AgendaItemId = item, Cover = Cover.None };

    /// <summary>As the API takes it: numbers as such, and several provinces as a list.</summary>
    static JsonElement ToStageBody(IQueryCollection query)
    {
        var parameters = new JsonObject();
        foreach (var name in SceneParameters.All.Where(query.ContainsKey))
        {
            var text = query[name].ToString();
            parameters[name] = name switch
            {
                SceneParameters.Provinces => new JsonArray([.. query[name].SelectMany(one => one!.Split(',')).Select(one => JsonValue.Create(one.Trim()))]),
                SceneParameters.Year or SceneParameters.Against when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
                _ => text,
            };
        }

        var body = new JsonObject { ["parameters"] = parameters };
        if (query.TryGetValue(SceneParameter, out var kind))
            body["scene"] = kind.ToString();
        return JsonSerializer.SerializeToElement(body);
    }
}
