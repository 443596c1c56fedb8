using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.Http;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Files.Exports;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Language;

namespace NgoDashboard.Api.FigureData;

/// <summary>GET /api/form: the form that a province fills in and sends back.</summary>
static class ProvinceFormEndpoints
{
    public static void MapProvinceForm(this IEndpointRouteBuilder api) =>
        // With a cookie too, because pages link to it.
        api.MapGet("/form", Get).RequireAuthorization(Policies.Screen).LimitExports().WithName("getForm")
            .Produces(StatusCodes.Status200OK, contentType: WorkbookWriter.MediaType)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);

    static async Task<IResult> Get(
        string? province, string? year, HttpContext context, ReadableFigures readable, VersionedResponseCache cache)
    {
        var language = context.GetLanguage();
        var (query, findings) = FiguresQuery.Parse(year, province, null, null, null, null, readable.Reference);
        if (province is null)
            findings = [.. findings, new(FindingKind.FieldMissing, "province", "province")];
        if (year is null)
            findings = [.. findings, new(FindingKind.FieldMissing, "year", "year")];
        if (findings.Count > 0)
            return ApiProblems.BadRequest(findings, readable.Reference);
        var (formProvince, formYear) = (query.Province!.Value, query.Year!.Value);
        if (!readable.CanRead(new(Period.ForYear(formYear), formProvince, null, null, Measure.Disbursed)))
            return Results.Forbid();
        var workbook = await cache.GetOrCreate(
            context.User, language, readable.Version, $"form {formProvince} {formYear}",
            () => ProvinceForm.WriteWorkbook(
                formProvince, formYear, readable.Reference, key => readable.FindFigure(key)?.AdoptedStatement, language));
        var name = $"{language.Words.Reports["form-file"]}-{formProvince.Code}-{formYear}.xlsx";
        return Results.File(workbook, WorkbookWriter.MediaType, name);
    }
}
