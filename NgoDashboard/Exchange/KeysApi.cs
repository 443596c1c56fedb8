using System.Security.Claims;
using NgoDashboard.Access;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

public sealed record KeyRequest(string Role, string? Province, string Label);

/// <summary>The key itself is told here and never again.</summary>
public sealed record IssuedKey(string Id, string Key);

/// <param name="IssuedBy">The id of the key that issued it; null where the console did.</param>
/// <param name="ApprovedBy">Of a desk's key: the id of the second person's key that approved it.</param>
public sealed record KeyRow(
    string Id, string Role, string? Province, string Label, DateTimeOffset IssuedAt, string? IssuedBy = null, string? ApprovedBy = null);

/// <summary>GET, POST and DELETE /api/keys.</summary>
static class KeysApi
{
    static readonly string[] Fields = ["role", "province", "label"];

    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        api.MapGet("/keys", (Keyring keyring) => Results.Ok(keyring.Issued.Select(Row))).RequireAuthorization(Policies.Desk).WithName("getKeys")
            .Produces<KeyRow[]>();
        api.MapPost("/keys", Post).RequireAuthorization(Policies.DeskKey).WithName("postKey")
            .WithMetadata(new JsonRequest(typeof(KeyRequest)))
            .Produces<IssuedKey>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapDelete("/keys/{id}", Delete).RequireAuthorization(Policies.DeskKey).WithName("deleteKey")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    static async Task<IResult> Delete(string id, ClaimsPrincipal user, KeyIssuing keys) => await keys.Revoke(id, user.Operator())
        ? Results.NoContent()
        : Results.Problem(title: Words.Exchange["no-such-key"], statusCode: StatusCodes.Status404NotFound);

    static async Task<IResult> Post(
        HttpRequest request, ClaimsPrincipal user, KeyIssuing keys, Points points, Reference reference, CancellationToken cancellation)
    {
        var (document, refusal) = await JsonBody.Read(request, cancellation);
        if (document is null)
            return refusal!;
        using (document)
        {
            var fields = new JsonFields(document.RootElement, "{}", Fields);
            var (role, province, label) = (fields.Text("role", isRequired: true), fields.Text("province"), fields.Text("label", isRequired: true));
            if (fields.Findings.Count > 0)
                return Refused.Unprocessable(fields.Findings, reference);
            if (KeyRules.Check(role!, province, label!, reference) is { Count: > 0 } findings)
                return Refused.Unprocessable(findings, reference);
            ProvinceCode? code = province is null ? null : ProvinceCode.Parse(province);
            if (role != Roles.Screen)
                return Issued(await keys.Issue(role!, code, label!, null, user.Operator()));
            // A screen stands at a point: the one of that name, which comes with its first screen, and must be called as points may be.
            var name = Point.Tidy(label);
            if ((PointRules.Text(label!) ?? PointRules.Name(name)) is { } fault)
                return Refused.Because(StatusCodes.Status422UnprocessableEntity, [Refusal.Of(fault, "label")]);
            return Issued(await keys.Issue(role, code, name, points.Named(name, code).Id, user.Operator()));
        }
    }

    static IResult Issued((AccessKey Key, string Secret) issued) => Results.Created((string?)null, new IssuedKey(issued.Key.Id, issued.Secret));

    static KeyRow Row(AccessKey key) => new(key.Id, key.Role, key.Province?.ToString(), key.Label, key.IssuedAt, key.IssuedBy, key.ApprovedBy);
}
