using System.Security.Claims;
using NgoDashboard.Access;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Exchange;

/// <summary>The version that a write became.</summary>
public sealed record VersionAnswer(long Version);

/// <summary>Nothing is written yet: the meeting asks for a second person, who confirms at another desk.</summary>
public sealed record RequestAnswer(long Request, string Message);

/// <summary>What the desk did, as an answer over HTTP.</summary>
static class Answers
{
    public static Operator Operator(this ClaimsPrincipal user) => new(user.KeyId!, user.Who);

    public static IResult Of(Outcome outcome, Reference reference) => outcome switch
    {
        Taken taken => Results.Ok(new VersionAnswer(taken.Now.Version)),
        Awaiting waiting => Results.Accepted(value: new RequestAnswer(waiting.Request.Id, Words.Exchange["needs-second"])),
        NotTaken refused => Of(refused, reference),
        Doubted doubted => Refused.Unprocessable(doubted.Doubts.Select(doubt => doubt.Finding), reference),
        SamePerson => Refused.SamePerson(),
        NoSecondPerson => Results.Problem(title: Words.Exchange["no-second-person"], statusCode: StatusCodes.Status409Conflict),
        NotStored refused => Refused.NotStored(refused.Problem),
        Nothing => Results.Problem(title: Words.Exchange["nothing-to-do"], statusCode: StatusCodes.Status409Conflict),
        _ => throw new InvalidOperationException($"No answer for {outcome.GetType().Name}."),
    };

    static IResult Of(NotTaken outcome, Reference reference)
    {
        Refusal[] errors = [.. outcome.Findings.SelectMany((findings, row) => findings.Select(finding => Refusal.Of(finding, reference, row)))];
        if (!outcome.IsStale)
            return Refused.Because(StatusCodes.Status422UnprocessableEntity, errors);
        var current = outcome.Findings.SelectMany(findings => findings)
            .Where(finding => finding.Kind == FindingKind.Stale)
            .SelectMany(finding => finding.Args.OfType<Figure>())
            .SelectMany(figure => figure.Statements.Where(statement => statement.Adopted).Select(statement => FigureRow.Of(figure, statement)));
        return Refused.Because(StatusCodes.Status409Conflict, errors, [.. current]);
    }
}
