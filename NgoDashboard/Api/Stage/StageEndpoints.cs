using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.Http;
using NgoDashboard.Api.OpenApi;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;

namespace NgoDashboard.Api.Stage;

/// <summary>The parameters of a scene; those that it does not have are left out of the JSON.</summary>
public sealed record StageParameters(int? Year)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Province { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Against { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<string>? Provinces { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Sector { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Title { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Text { get; init; }

    public static StageParameters From(Scene scene) => new(scene.Year)
    {
        Province = scene.Province?.ToString(),
        Against = scene.Against,
        Provinces = scene.Provinces.IsDefaultOrEmpty ? null : [.. scene.Provinces.Select(code => code.ToString())],
        Sector = scene.Sector,
        Title = scene.Title,
        Text = scene.Text,
    };
}

public sealed record StageRequest(string Scene, StageParameters? Parameters);

/// <summary>The scene on air, and since when.</summary>
/// <param name="Cover">"held", "blank" or "none".</param>
/// <param name="Newest">
/// The newest version of the journal, ahead of the screens while they are held or covered. For desks only: the screens are not to learn
/// that the desk works behind a cover.
/// </param>
/// <param name="Journal">
/// The journal that counts these versions: after a restore, or with another journal, versions cannot be compared with those of before.
/// </param>
public sealed record StageResponse(
    string Scene, StageParameters Parameters, long Version, [property: JsonPropertyName("at")] DateTimeOffset OnAirSince, string Cover,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Newest, BriefingIdentity Journal);

/// <summary>GET and PUT /api/stage.</summary>
static class StageEndpoints
{
    static readonly string[] Fields = ["scene", "parameters"];

    public static void MapStage(this IEndpointRouteBuilder api)
    {
        api.MapGet("/stage", Get).RequireAuthorization(Policies.Screen).WithName("getStage")
            .Produces<StageResponse>();
        api.MapPut("/stage", Put).RequireAuthorization(Policies.DeskKey).WithName("putStage")
            .WithMetadata(new JsonBodyMetadata(typeof(StageRequest)))
            .Produces<VersionResponse>()
            .Produces<ApprovalPendingResponse>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    static IResult Get(LiveBriefing briefing, ClaimsPrincipal user) =>
        Results.Ok(ToResponse(briefing.Current, user.Role == Roles.Desk ? briefing.Newest.Version : null));

    static StageResponse ToResponse(BriefingState state, long? newest) => new(
        state.Scene.Kind,
        StageParameters.From(state.Scene),
        state.Version,
        VietnamTime.ToLocal(state.TakenAt),
        state.Cover.ToCode(),
        newest,
        state.Journal);

    static async Task<IResult> Put(
        HttpRequest request, ClaimsPrincipal user, LiveBriefing briefing, Desk desk, CancellationToken cancellation)
    {
        var (document, refusal) = await JsonBody.ReadDocument(request, cancellation);
        if (document is null)
            return refusal!;
        using (document)
        {
            var now = briefing.Newest;
            var reference = now.Snapshot.Reference;
            var (scene, findings) = ReadScene(document.RootElement, now);
            if (scene is null || findings.Count > 0)
                return ApiProblems.Unprocessable(findings, reference);
            if (SceneRules.Check(scene, reference) is { Count: > 0 } refused)
                return ApiProblems.Unprocessable(refused, reference);
            return DeskResultResponses.ToResponse(
                await desk.Take(Draft.From(scene), user.ToOperator(), CancellationToken.None), reference);
        }
    }

    /// <summary>
    /// The scene of a request body, or a finding for each wrong field. Only the form is checked; <see cref="SceneRules"/> decides whether
    /// there can be such a scene.
    /// </summary>
    internal static (Scene? Scene, IReadOnlyList<Finding> Findings) ReadScene(JsonElement body, BriefingState now)
    {
        var fields = new JsonFields(body, "{}", Fields);
        var kind = fields.ReadText("scene", isRequired: true);
        var scene = new Scene(kind ?? "", now.Scene.Year);
        if (fields.FindElement("parameters") is { } element)
        {
            var parameters = new JsonFields(element, "parameters", SceneParameters.All, FindingKind.UnknownParameter);
            scene = ReadScene(parameters, scene);
            fields.Findings.AddRange(parameters.Findings);
        }

        return (kind is null ? null : scene, fields.Findings);
    }

    /// <summary>Without a year, the one on air is kept.</summary>
    static Scene ReadScene(JsonFields parameters, Scene scene) => scene with
    {
        Year = ReadYear(parameters, SceneParameters.Year) ?? scene.Year,
        Province = parameters.ReadText(SceneParameters.Province) is { } code
            ? ReadProvince(parameters, SceneParameters.Province, code)
            : null,
        Against = ReadYear(parameters, SceneParameters.Against),
        Provinces =
        [
            .. (parameters.ReadTexts(SceneParameters.Provinces) ?? [])
                .Select(code => ReadProvince(parameters, SceneParameters.Provinces, code)).OfType<ProvinceCode>(),
        ],
        Sector = parameters.ReadText(SceneParameters.Sector),
        Title = parameters.ReadText(SceneParameters.Title),
        Text = parameters.ReadText(SceneParameters.Text, hasLines: true),
    };

    static int? ReadYear(JsonFields parameters, string name) =>
        parameters.ReadInteger(name) is { } year ? (int)Math.Clamp(year, int.MinValue, int.MaxValue) : null;

    static ProvinceCode? ReadProvince(JsonFields parameters, string name, string text)
    {
        if (ProvinceCode.TryParse(text, out var code))
            return code;
        parameters.Findings.Add(new(FindingKind.UnknownProvince, name, text));
        return null;
    }
}
