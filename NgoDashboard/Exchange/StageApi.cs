using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using NgoDashboard.Access;
using NgoDashboard.Figures;
using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

public sealed record StageParameters(int? Year, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Province);

public sealed record StageRequest(string Scene, StageParameters? Parameters);

/// <summary>What is on air, and since when.</summary>
public sealed record StageAnswer(string Scene, StageParameters Parameters, long Version, DateTimeOffset At);

/// <summary>GET and PUT /api/stage.</summary>
static class StageApi
{
    static readonly string[] Fields = ["scene", "parameters"];
    static readonly string[] ParameterFields = ["year", "province"];

    public static void MapStage(this IEndpointRouteBuilder api)
    {
        api.MapGet("/stage", (Air air) => Results.Ok(Answer(air.Current))).RequireAuthorization(Policies.Screen).WithName("getStage")
            .Produces<StageAnswer>();
        api.MapPut("/stage", Put).RequireAuthorization(Policies.DeskKey).WithName("putStage")
            .WithMetadata(new JsonRequest(typeof(StageRequest)))
            .Produces<VersionAnswer>()
            .Produces<RequestAnswer>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    static StageAnswer Answer(OnAir now) =>
        new(now.Scene.Kind, new(now.Scene.Year, now.Scene.Province?.ToString()), now.Version, VietNam.Time(now.At));

    static async Task<IResult> Put(HttpRequest request, ClaimsPrincipal user, Air air, Desk desk, CancellationToken cancellation)
    {
        var (document, refusal) = await JsonBody.Read(request, cancellation);
        if (document is null)
            return refusal!;
        using (document)
        {
            var now = air.Newest;
            var reference = now.Snapshot.Reference;
            var (scene, findings) = Read(document.RootElement, now);
            if (scene is null || findings.Count > 0)
                return Refused.Unprocessable(findings, reference);
            if (SceneRules.Check(scene, reference) is { Count: > 0 } refused)
                return Refused.Unprocessable(refused, reference);
            return Answers.Of(await desk.Take(Draft.Of(scene), user.Operator(), CancellationToken.None), reference);
        }
    }

    /// <summary>A year that is not given stays the one on air.</summary>
    static (Scene? Scene, IReadOnlyList<Finding> Findings) Read(JsonElement body, OnAir now)
    {
        var fields = new JsonFields(body, "{}", Fields);
        var kind = fields.Text("scene", isRequired: true);
        long? year = null;
        ProvinceCode? province = null;
        if (fields.Find("parameters") is { } element)
        {
            var parameters = new JsonFields(element, "parameters", ParameterFields, FindingKind.UnknownParameter);
            year = parameters.Integer("year");
            if (parameters.Text("province") is { } text)
            {
                if (ProvinceCode.TryParse(text, out var code))
                    province = code;
                else
                    parameters.Findings.Add(new(FindingKind.UnknownProvince, "province", text));
            }

            fields.Findings.AddRange(parameters.Findings);
        }

        return (kind is null ? null : new Scene(kind, (int)Math.Clamp(year ?? now.Scene.Year, int.MinValue, int.MaxValue), province), fields.Findings);
    }
}
