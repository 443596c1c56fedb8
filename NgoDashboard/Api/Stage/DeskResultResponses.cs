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

/// <summary>The version that a write became.</summary>
public sealed record VersionResponse(long Version);

/// <summary>Nothing is written yet: the meeting asks for a second person, who confirms at another desk.</summary>
public sealed record ApprovalPendingResponse([property: JsonPropertyName("request")] long ApprovalId, string Message);

/// <summary>What the desk did, as an answer over HTTP.</summary>
static class DeskResultResponses
{
    public static Operator ToOperator(this ClaimsPrincipal user) => new(user.KeyId!, user.KeyLabel);

    public static IResult ToResponse(DeskResult outcome, ReferenceData reference) => outcome switch
    {
        Committed taken => Results.Ok(new VersionResponse(taken.State.Version)),
        AwaitingApproval waiting => Results.Accepted(value: new ApprovalPendingResponse(waiting.Approval.Id, Words.Exchange["needs-second"])),
        Rejected refused => ToResponse(refused, reference),
        NeedsReason doubted => ApiProblems.Unprocessable(doubted.Doubts.Select(doubt => doubt.Finding), reference),
        SamePerson => ApiProblems.SamePerson(),
        NoSecondPerson => Results.Problem(title: Words.Exchange["no-second-person"], statusCode: StatusCodes.Status409Conflict),
        NotStored refused => ApiProblems.NotStored(refused.Problem),
        NoChange => Results.Problem(title: Words.Exchange["nothing-to-do"], statusCode: StatusCodes.Status409Conflict),
        _ => throw new InvalidOperationException($"No answer for {outcome.GetType().Name}."),
    };

    static IResult ToResponse(Rejected outcome, ReferenceData reference)
    {
        ApiError[] errors = [.. outcome.Findings.SelectMany((findings, row) => findings.Select(finding => ApiError.From(finding, reference, row)))];
        if (!outcome.IsStale)
            return ApiProblems.WithErrors(StatusCodes.Status422UnprocessableEntity, errors);
        var current = outcome.Findings.SelectMany(findings => findings)
            .Where(finding => finding.Kind == FindingKind.Stale)
            .SelectMany(finding => finding.Args.OfType<Figure>())
            .SelectMany(figure => figure.Statements.Where(statement => statement.IsAdopted).Select(statement => FigureResponse.FromStatement(figure, statement)));
        return ApiProblems.WithErrors(StatusCodes.Status409Conflict, errors, [.. current]);
    }
}
