using NgoDashboard.Access.SignIn;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Language;
using NgoDashboard.Meeting.Points;

namespace NgoDashboard.Api.Http;

/// <summary>One reason why a request is refused: an entry of <c>errors</c> in the problem details.</summary>
/// <param name="Row">Index in the array that the client sent, from 0; null for an error of the whole request.</param>
/// <param name="Question">True if the same row is accepted with <c>"accept": true</c>.</param>
public sealed record ApiError(int? Row, string Field, string Message, string Kind, bool Question)
{
    public static ApiError From(Finding finding, ReferenceData reference, DisplayLanguage language, int? row = null) => new(
        row,
        finding.Field,
        finding.ToSentence(reference, language),
        finding.Kind.ToCode(),
        finding.IsDoubt);

    /// <summary>A name that a bridge point may not have.</summary>
    public static ApiError From(PointFault fault, string field, DisplayLanguage language) =>
        new(null, field, fault.ToSentence(language), fault.Kind.ToCode(), Question: false);
}

/// <summary>Refusals as problem details (RFC 9457): a sentence as title, the reasons under <c>errors</c>.</summary>
static class ApiProblems
{
    public static IResult Unprocessable(IEnumerable<Finding> findings, ReferenceData reference) =>
        WithErrors(
            StatusCodes.Status422UnprocessableEntity,
            language => [.. findings.Select(finding => ApiError.From(finding, reference, language))]);

    public static IResult BadRequest(IEnumerable<Finding> findings, ReferenceData reference) =>
        WithErrors(
            StatusCodes.Status400BadRequest, language => [.. findings.Select(finding => ApiError.From(finding, reference, language))]);

    public static IResult NotFound(IEnumerable<Finding> findings, ReferenceData reference) =>
        WithErrors(
            StatusCodes.Status404NotFound, language => [.. findings.Select(finding => ApiError.From(finding, reference, language))]);

    /// <summary>The disk could not be written; the client may repeat the same request.</summary>
    public static IResult NotStored(Func<DisplayLanguage, string> problem) =>
        LocalizedResult.Problem(
            StatusCodes.Status503ServiceUnavailable, language => language.Words.Api["not-stored", problem(language)]);

    public static IResult NotRead(Func<DisplayLanguage, string> problem) =>
        LocalizedResult.Problem(
            StatusCodes.Status503ServiceUnavailable, language => language.Words.Api["not-read", problem(language)]);

    /// <param name="limit">In bytes.</param>
    public static IResult TooLarge(long limit) =>
        LocalizedResult.Problem(
            StatusCodes.Status413PayloadTooLarge, language => language.Words.Api["body-too-large", limit / 1024 / 1024]);

    /// <summary>Too many uploaded files wait to be read; this one was not read.</summary>
    public static IResult QueueFull(HttpResponse response)
    {
        response.SetRetryAfter(ReadingQueueFullException.RetryAfter);
        return LocalizedResult.Problem(StatusCodes.Status503ServiceUnavailable, language => language.Words.Api["reading-queue-full"]);
    }

    public static IResult SamePerson() =>
        LocalizedResult.Problem(StatusCodes.Status403Forbidden, language => language.Words.Api["same-person"]);

    public static IResult NoSuchApproval() =>
        LocalizedResult.Problem(StatusCodes.Status404NotFound, language => language.Words.Api["no-such-request"]);

    /// <param name="current">The current values, where the client's <c>expectedVersion</c> is stale; written as <c>current</c>.</param>
    public static IResult WithErrors(int status, Func<DisplayLanguage, IReadOnlyList<ApiError>> makeErrors, object? current = null) =>
        new LocalizedResult(language =>
        {
            var errors = makeErrors(language);
            var extensions = new Dictionary<string, object?> { ["errors"] = errors };
            if (current is not null)
                extensions["current"] = current;
            return Results.Problem(
                title: language.Words.Api[status == StatusCodes.Status409Conflict ? "stale" : "refused"],
                detail: string.Join(" ", errors.Take(3).Select(error => error.Message)),
                statusCode: status,
                extensions: extensions);
        });
}
