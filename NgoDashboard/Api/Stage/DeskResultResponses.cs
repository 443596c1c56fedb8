using System.Security.Claims;
using System.Text.Json.Serialization;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.FigureData;
using NgoDashboard.Api.Http;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;

namespace NgoDashboard.Api.Stage;

/// <summary>The version under which a write is in the journal.</summary>
public sealed record VersionResponse(long Version);

/// <summary>
/// Nothing is written yet: the meeting requires a second person, who confirms at another desk (POST /api/requests/{request}).
/// </summary>
public sealed record ApprovalPendingResponse([property: JsonPropertyName("request")] long ApprovalId, string Message);

/// <summary>Results of the desk as HTTP responses.</summary>
static class DeskResultResponses
{
    public static Operator ToOperator(this ClaimsPrincipal user) => new(user.KeyId!, user.KeyLabel);

    public static IResult ToResponse(DeskResult outcome, ReferenceData reference) => outcome switch
    {
        Committed committed => Results.Ok(new VersionResponse(committed.State.Version)),
        AwaitingApproval awaiting => new LocalizedResult(language =>
            Results.Accepted(value: new ApprovalPendingResponse(awaiting.Approval.Id, language.Words.Api["needs-second"]))),
        Rejected rejected => ToResponse(rejected, reference),
        NeedsReason needsReason => ApiProblems.Unprocessable(needsReason.Doubts.Select(doubt => doubt.Finding), reference),
        SamePerson => ApiProblems.SamePerson(),
        NoSecondPerson => LocalizedResult.Problem(StatusCodes.Status409Conflict, language => language.Words.Api["no-second-person"]),
        NotStored failed => ApiProblems.NotStored(failed.ToSentence),
        NoChange => LocalizedResult.Problem(StatusCodes.Status409Conflict, language => language.Words.Api["nothing-to-do"]),
        _ => throw new InvalidOperationException($"No answer for {outcome.GetType().Name}."),
    };

    static IResult ToResponse(Rejected outcome, ReferenceData reference)
    {
        if (!outcome.IsStale)
            return ApiProblems.WithErrors(StatusCodes.Status422UnprocessableEntity, CreateErrors);
        var current = outcome.Findings.SelectMany(findings => findings)
            .Where(finding => finding.Kind == FindingKind.Stale)
            .SelectMany(finding => finding.Args.OfType<Figure>())
            .SelectMany(figure => figure.Statements.Where(statement => statement.IsAdopted)
                .Select(statement => FigureResponse.FromStatement(figure, statement)));
        return ApiProblems.WithErrors(StatusCodes.Status409Conflict, CreateErrors, current.ToArray());

        IReadOnlyList<ApiError> CreateErrors(DisplayLanguage language) =>
        [
            .. outcome.Findings.SelectMany((findings, row) =>
                findings.Select(finding => ApiError.From(finding, reference, language, row))),
        ];
    }
}
