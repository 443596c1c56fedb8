using System.Security.Claims;
using System.Text.Json;
using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Api.FigureData;
using NgoDashboard.Api.Http;
using NgoDashboard.Api.OpenApi;
using NgoDashboard.Api.Stage;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Imports;
using NgoDashboard.Live.State;

namespace NgoDashboard.Api.Edits;

/// <summary>PUT /api/figures, for the desk.</summary>
static class FigureEditEndpoints
{
    /// <summary>More than all figures of one meeting; a longer array is a file sent by mistake.</summary>
    public const int MaxEdits = 1000;

    public static void MapFigureEdits(this IEndpointRouteBuilder api) =>
        api.MapPut("/figures", Put).RequireAuthorization(Policies.DeskKey).WithName("putFigures")
            .WithMetadata(new JsonBodyMetadata(typeof(FigureEditRequest[])))
            .Produces<VersionResponse>()
            .Produces<ApprovalPendingResponse>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    static async Task<IResult> Put(
        HttpRequest request, ClaimsPrincipal user, LiveBriefing briefing, Desk desk, ReportImporter imports, CancellationToken cancellation)
    {
        var (document, refusal) = await JsonBody.ReadDocument(request, cancellation);
        if (document is null)
            return refusal!;
        using (document)
        {
            var reference = briefing.Newest.Snapshot.Reference;
            if (FindListProblem(document.RootElement) is { } wrong)
                return ApiProblems.Unprocessable([wrong], reference);

            var read = document.RootElement.EnumerateArray()
                .Select((row, index) => FigureEditJsonReader.ReadEdit(row, index, user.KeyLabel, imports.IsStoredReport)).ToArray();
            if (read.Any(row => row.Edit is null))
            {
                var snapshot = briefing.Newest.Snapshot;
                return ApiProblems.WithErrors(
                    StatusCodes.Status422UnprocessableEntity, language => AllErrors(read, snapshot, language));
            }

            // No cancellation: a client that disconnects must not decide whether the edits are taken.
            return DeskResultResponses.ToResponse(
                await desk.Take(Draft.From([.. read.Select(row => row.Edit!)]), user.ToOperator(), CancellationToken.None), reference);
        }
    }

    static Finding? FindListProblem(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Array)
            return new(FindingKind.WrongType, "", "[]", FieldType.Array);
        return body.GetArrayLength() switch
        {
            0 => new(FindingKind.NoEdits, ""),
            > MaxEdits => new(FindingKind.TooMany, "", MaxEdits),
            _ => null,
        };
    }

    /// <summary>
    /// Errors of rows that could not be read, and of the rules in the others, so that the client sees all of them at once.
    /// </summary>
    static List<ApiError> AllErrors((Edit? Edit, IReadOnlyList<Finding> Findings)[] read, Snapshot snapshot, DisplayLanguage language)
    {
        var readable = read.Index().Where(row => row.Item.Edit is not null).ToArray();
        var found = EditRules.CheckEdits(snapshot, [.. readable.Select(row => row.Item.Edit!)])
            .Select((findings, i) => (Row: readable[i].Index, Findings: findings));
        return
        [
            .. read.Index().Select(row => (Row: row.Index, row.Item.Findings)).Concat(found)
                .SelectMany(row => row.Findings.Select(finding => ApiError.From(finding, snapshot.Reference, language, row.Row)))
                .OrderBy(error => error.Row),
        ];
    }
}

/// <summary>One edit in a request. For the OpenAPI document only, because rows are read field by field.</summary>
public sealed record FigureEditRequest(
    string From,
    string To,
    string? Province,
    string? Sector,
    string? Campaign,
    string Measure,
    decimal Value,
    string Unit,
    string? Qualifier,
    string Reason,
    SourceResponse? Source,
    long? ExpectedVersion,
    bool? Accept);
