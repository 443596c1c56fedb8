using NgoDashboard.Access;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

/// <summary>GET /api/form: the form that a province fills in and sends back.</summary>
static class ReportFormApi
{
    public static void MapReportForm(this IEndpointRouteBuilder api) =>
        // By cookie too: the pages link to it.
        api.MapGet("/form", Get).RequireAuthorization(Policies.Screen).LimitExports().WithName("getForm")
            .Produces(StatusCodes.Status200OK, contentType: SheetFile.MediaType)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);

    static async Task<IResult> Get(string? province, string? year, HttpContext context, Air air, AnswerCache answers)
    {
        var picture = context.User.Role == Roles.Desk ? air.Newest : air.Current;
        var snapshot = picture.Snapshot;
        var (query, findings) = FiguresQuery.Read(year, province, null, null, null, null, snapshot.Reference);
        if (province is null)
            findings = [.. findings, new(FindingKind.FieldMissing, "province", "province")];
        if (year is null)
            findings = [.. findings, new(FindingKind.FieldMissing, "year", "year")];
        if (findings.Count > 0)
            return Refused.BadRequest(findings, snapshot.Reference);
        var sight = context.User.Sight(snapshot);
        var (code, of) = (query.Province!.Value, query.Year!.Value);
        return sight.May(new(Period.Year(of), code, null, null, Measure.Disbursed))
            ? Results.File(
                await answers.Get(context.User, picture, $"form {code} {of}", () => ReportForm.Write(code, of, snapshot, sight.May)), SheetFile.MediaType, $"{Words.Reports["form-file"]}-{code.Code}-{of}.xlsx")
            : Results.Forbid();
    }
}
