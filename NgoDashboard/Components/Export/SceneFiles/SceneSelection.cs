using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.Stage;
using NgoDashboard.Components.Shared;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Export.SceneFiles;

/// <summary>Which scenes a request selects.</summary>
public enum SceneSelectionKind
{
    /// <summary>What the screens show. Every key may request it, and only the desk may request more.</summary>
    OnAir,

    /// <summary>The whole agenda in its order, with the newest figures.</summary>
    Agenda,

    /// <summary>One item of the agenda.</summary>
    Item,

    /// <summary>Any scene that could go on air, by the parameters that the API takes.</summary>
    Scene,
}

/// <summary>The scenes selected for a page or a file, each as the screens would show it now.</summary>
public sealed record SceneSelection(SceneSelectionKind SelectionKind, IReadOnlyList<BriefingState> BriefingStates)
{
    public const string AgendaParameter = PageUrls.AgendaParameter, ItemParameter = PageUrls.ItemParameter, SceneParameter = "scene";

    /// <summary>All query parameters that select scenes.</summary>
    public static readonly IReadOnlyList<string> Parameters = [AgendaParameter, ItemParameter, SceneParameter, .. SceneParameters.All];

    /// <summary>The selected scenes, or what is wrong with the query.</summary>
    public static (SceneSelection? Asked, IReadOnlyList<Finding> Findings) FromQuery(
        IQueryCollection query, LiveBriefing air, Agenda agenda)
    {
        var newest = air.Newest;
        if (query.ContainsKey(AgendaParameter))
            return (new(SceneSelectionKind.Agenda, [.. agenda.Items.Select(item => CreateState(newest, item.Scene, item.Id))]), []);
        if (query.TryGetValue(ItemParameter, out var item))
        {
            var found = long.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? agenda.Items.FirstOrDefault(candidate => candidate.Id == id)
                : null;
            return found is null
                ? (null, [new(FindingKind.NoSuchItem, ItemParameter, item.ToString())])
                : (new(SceneSelectionKind.Item, [CreateState(newest, found.Scene, found.Id)]), []);
        }

        if (!query.Keys.Any(key => Parameters.Contains(key, StringComparer.Ordinal)))
            return (new(SceneSelectionKind.OnAir, [air.Current]), []);
        var (scene, findings) = StageEndpoints.ReadScene(ToStageBody(query), newest);
        if (scene is not null && findings.Count == 0)
            findings = SceneRules.Check(scene, newest.Snapshot.Reference);
        return scene is null || findings.Count > 0
            ? (null, findings)
            : (new(SceneSelectionKind.Scene, [CreateState(newest, scene, null)]), []);
    }

    /// <summary>Tells these pictures from others of the same version, because an agenda can change without a new version.</summary>
    public string CacheKey
    {
        get
        {
            var pictures = BriefingStates.Select(state => $"{state.Version} {state.Cover} {state.AgendaItemId} {state.Scene}");
            return $"{SelectionKind} {string.Join('\n', pictures)}";
        }
    }

    /// <summary>
    /// Only the desk may select scenes, because it works behind held or blanked screens. Check this before anything is looked up, so that a
    /// refusal does not reveal whether an agenda item exists.
    /// </summary>
    public static bool IsAllowedFor(ClaimsPrincipal user, IQueryCollection query) =>
        user.Role == Roles.Desk || !query.Keys.Any(key => Parameters.Contains(key, StringComparer.OrdinalIgnoreCase));

    static BriefingState CreateState(BriefingState newest, Scene scene, long? item) =>
        newest with { Scene = scene, AgendaItemId = item, Cover = Cover.None };

    /// <summary>The query in the form of the stage API: numbers as numbers, several provinces as an array.</summary>
    static JsonElement ToStageBody(IQueryCollection query)
    {
        var parameters = new JsonObject();
        foreach (var name in SceneParameters.All.Where(query.ContainsKey))
        {
            var text = query[name].ToString();
            parameters[name] = name switch
            {
                SceneParameters.Provinces =>
                    new JsonArray([.. query[name].SelectMany(value => value!.Split(',')).Select(code => JsonValue.Create(code.Trim()))]),
                SceneParameters.Year or SceneParameters.Against
                    when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
                _ => text,
            };
        }

        var body = new JsonObject { ["parameters"] = parameters };
        if (query.TryGetValue(SceneParameter, out var kind))
            body["scene"] = kind.ToString();
        return JsonSerializer.SerializeToElement(body);
    }
}
