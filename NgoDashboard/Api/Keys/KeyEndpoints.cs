using System.Security.Claims;
using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Api.Http;
using NgoDashboard.Api.OpenApi;
using NgoDashboard.Api.Stage;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Api.Keys;

public sealed record KeyRequest(string Role, string? Province, string Label);

/// <summary>The only response that ever holds the key itself.</summary>
public sealed record IssuedKeyResponse(string Id, string Key);

/// <param name="IssuedBy">Id of the key that issued it; null if it was issued at the console.</param>
/// <param name="ApprovedBy">For a desk key: id of the second person's key that approved it.</param>
public sealed record KeyResponse(
    string Id, string Role, string? Province, string Label, DateTimeOffset IssuedAt, string? IssuedBy = null, string? ApprovedBy = null);

/// <summary>GET, POST and DELETE /api/keys.</summary>
static class KeyEndpoints
{
    static readonly string[] Fields = ["role", "province", "label"];

    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        api.MapGet("/keys", (Keyring keyring) => Results.Ok(keyring.IssuedKeys.Select(ToResponse)))
            .RequireAuthorization(Policies.Desk).WithName("getKeys")
            .Produces<KeyResponse[]>();
        api.MapPost("/keys", Post).RequireAuthorization(Policies.DeskKey).WithName("postKey")
            .WithMetadata(new JsonBodyMetadata(typeof(KeyRequest)))
            .Produces<IssuedKeyResponse>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapDelete("/keys/{id}", Delete).RequireAuthorization(Policies.DeskKey).WithName("deleteKey")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    static async Task<IResult> Delete(string id, ClaimsPrincipal user, KeyIssuer keys) => await keys.Revoke(id, user.ToOperator())
        ? Results.NoContent()
        : LocalizedResult.Problem(StatusCodes.Status404NotFound, language => language.Words.Api["no-such-key"]);

    static async Task<IResult> Post(
        HttpRequest request, ClaimsPrincipal user, KeyIssuer keys, Points points, ReferenceData reference, CancellationToken cancellation)
    {
        var (document, refusal) = await JsonBody.ReadDocument(request, cancellation);
        if (document is null)
            return refusal!;
        using (document)
        {
            var fields = new JsonFields(document.RootElement, "{}", Fields);
            var role = fields.ReadText("role", isRequired: true);
            var province = fields.ReadText("province");
            var label = fields.ReadText("label", isRequired: true);
            if (fields.Findings.Count > 0)
                return ApiProblems.Unprocessable(fields.Findings, reference);
            if (KeyRules.Check(role!, province, label!, reference) is { Count: > 0 } findings)
                return ApiProblems.Unprocessable(findings, reference);
            ProvinceCode? code = province is null ? null : ProvinceCode.Parse(province);
            if (role != Roles.Screen)
                return CreatedResponse(await keys.Issue(role!, code, label!, null, user.ToOperator()));
            // A screen stands at a bridge point: the label is the point's name, and a point that is not registered yet is added.
            var name = Point.NormalizeName(label);
            if ((PointRules.CheckText(label!) ?? PointRules.CheckName(name)) is { } fault)
            {
                return ApiProblems.WithErrors(
                    StatusCodes.Status422UnprocessableEntity, language => [ApiError.From(fault, "label", language)]);
            }

            return CreatedResponse(await keys.Issue(role, code, name, points.FindOrAdd(name, code).Id, user.ToOperator()));
        }
    }

    static IResult CreatedResponse((AccessKey Key, string Secret) issued) =>
        Results.Created((string?)null, new IssuedKeyResponse(issued.Key.Id, issued.Secret));

    static KeyResponse ToResponse(AccessKey key) =>
        new(key.Id, key.Role, key.Province?.ToString(), key.Label, key.IssuedAt, key.IssuedBy, key.ApprovedBy);
}
