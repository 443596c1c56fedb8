using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NgoDashboard.Api.Stage;
using NgoDashboard.Components.Export.SceneFiles;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;

namespace NgoDashboard.Api.Pages;

/// <summary>Reads from a query which scenes a request selects.</summary>
static class SceneSelectionQuery
{
    /// <summary>The selected scenes, or what is wrong with the query.</summary>
    public static (SceneSelection? Selection, IReadOnlyList<Finding> Findings) Read(
        IQueryCollection query, LiveBriefing air, Agenda agenda)
    {
        var newest = air.Newest;
        if (query.ContainsKey(SceneSelection.AgendaParameter))
        {
            var pictures = agenda.Items.Select(agendaItem => CreateState(newest, agendaItem.Scene, agendaItem.Id));
            return (new SceneSelection(SceneSelectionKind.Agenda, [.. pictures]), []);
        }

        if (query.TryGetValue(SceneSelection.ItemParameter, out var item))
        {
            var found = long.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? agenda.Items.FirstOrDefault(candidate => candidate.Id == id)
                : null;
            return found is null
                ? (null, [new(FindingKind.NoSuchItem, SceneSelection.ItemParameter, item.ToString())])
                : (new SceneSelection(SceneSelectionKind.Item, [CreateState(newest, found.Scene, found.Id)]), []);
        }

        if (!query.Keys.Any(key => SceneSelection.Parameters.Contains(key, StringComparer.Ordinal)))
            return (new SceneSelection(SceneSelectionKind.OnAir, [air.Current]), []);
        var (scene, findings) = StageEndpoints.ReadScene(ToStageBody(query), newest);
        if (scene is not null && findings.Count == 0)
            findings = SceneRules.Check(scene, newest.Snapshot.Reference);
        return scene is null || findings.Count > 0
            ? (null, findings)
            : (new SceneSelection(SceneSelectionKind.Scene, [CreateState(newest, scene, null)]), []);
    }

    static BriefingState CreateState(BriefingState newest, Scene scene, long? item) =>
        newest with { Scene = scene.Resolve(newest.Snapshot.Reference), AgendaItemId = item, Cover = Cover.None };

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
        if (query.TryGetValue(SceneSelection.SceneParameter, out var kind))
            body["scene"] = kind.ToString();
        return JsonSerializer.SerializeToElement(body);
    }
}
