using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.FigureData;
using NgoDashboard.Api.Http;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Files.Exports;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Language;
using NgoDashboard.Live.State;

namespace NgoDashboard.Api.Imports;

/// <summary>GET /api/form: the form that a province fills in and sends back.</summary>
static class ProvinceFormEndpoints
{
    public static void MapProvinceForm(this IEndpointRouteBuilder api) =>
        // By cookie too: the pages link to it.
        api.MapGet("/form", Get).RequireAuthorization(Policies.Screen).LimitExports().WithName("getForm")
            .Produces(StatusCodes.Status200OK, contentType: WorkbookWriter.MediaType)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);

    static async Task<IResult> Get(string? province, string? year, HttpContext context, LiveBriefing air, VersionedResponseCache answers)
    {
        var picture = context.User.Role == Roles.Desk ? air.Newest : air.Current;
        var snapshot = picture.Snapshot;
        var (query, findings) = FiguresQuery.Parse(year, province, null, null, null, null, snapshot.Reference);
        if (province is null)
            findings = [.. findings, new(FindingKind.FieldMissing, "province", "province")];
        if (year is null)
            findings = [.. findings, new(FindingKind.FieldMissing, "year", "year")];
        if (findings.Count > 0)
            return ApiProblems.BadRequest(findings, snapshot.Reference);
        var sight = context.User.ReadableFigures(snapshot);
        var (code, of) = (query.Province!.Value, query.Year!.Value);
        return sight.CanRead(new(Period.ForYear(of), code, null, null, Measure.Disbursed))
            ? Results.File(
                await answers.GetOrCreate(context.User, picture, $"form {code} {of}", () => ProvinceForm.WriteWorkbook(code, of, snapshot, sight.CanRead)), WorkbookWriter.MediaType, $"{Words.Reports["form-file"]}-{code.Code}-{of}.xlsx")
            : Results.Forbid();
    }
}
