using System.Text.Json;
using NgoDashboard.Api.MeetingRecords;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;

namespace NgoDashboard.Api.Imports;

/// <summary>What a report says of one figure, beside what is there.</summary>
/// <param name="State">"new", "changed", "unchanged", "doubtful", "asked" or "refused".</param>
/// <param name="Cell">As spreadsheets write it: "D12".</param>
/// <param name="Before">What the figure says now, in whole units.</param>
public sealed record ImportLineResponse(
    string State,
    string File,
    string Sheet,
    string Cell,
    string? From,
    string? To,
    string? Province,
    string? Sector,
    string? Campaign,
    string? Measure,
    decimal? Value,
    string? Unit,
    string? Qualifier,
    decimal? Before,
    string? BeforeUnit,
    IReadOnlyList<string> Messages)
{
    public static ImportLineResponse FromReview(ReviewLine line, ReferenceData reference) => new(
        ToCode(line.State),
        line.File,
        line.Location.SheetName,
        line.Location.A1Text,
        line.Key is { } key ? RecordEntries.ToIsoDate(key.Period.From) : null,
        line.Key is { } until ? RecordEntries.ToIsoDate(until.Period.To) : null,
        line.Key?.Province?.ToString(),
        line.Key?.Sector,
        line.Key?.Campaign,
        line.Key?.Measure.ToCode(),
        line.Value?.WholeUnits,
        line.Value?.Unit.ToCode(),
        line.Value is null ? null : line.Qualifier.ToCode(),
        line.CurrentStatement?.Value.WholeUnits,
        line.CurrentStatement?.Value.Unit.ToCode(),
        [.. line.Findings.Select(finding => finding.ToSentence(reference))]);

    public static string ToCode(ReviewLineState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}

/// <summary>What a report leaves open; it is answered by sending the file again with the answer.</summary>
/// <param name="Rows">How many rows wait for it.</param>
public sealed record ImportQuestionResponse(string Id, string Kind, string File, string Cell, string Message, int Rows, IReadOnlyList<ImportChoiceResponse> Choices)
{
    public static ImportQuestionResponse From(Question question, ReferenceData reference) => new(
        question.Id,
        JsonNamingPolicy.CamelCase.ConvertName(question.Kind.ToString()),
        question.File,
        question.Location.ToString(),
        question.ToSentence(reference),
        question.WaitingRowCount,
        [.. question.Choices.Select(choice => new ImportChoiceResponse(choice, question.ToChoiceText(choice, reference)))]);
}

public sealed record ImportChoiceResponse(string Value, string Text);

/// <summary>One thing that is wrong, doubtful or worth knowing.</summary>
public sealed record ImportFindingResponse(string Kind, bool IsNote, string File, string? Cell, string Message)
{
    public static ImportFindingResponse From(ReportFinding finding, ReferenceData reference) => new(
        JsonNamingPolicy.CamelCase.ConvertName(finding.Kind.ToString()), finding.IsNote, finding.File, finding.Location?.ToString(), finding.ToSentence(reference));
}

/// <summary>A reply that came to nothing: misspelt, it would be passed over, and its question would stay open for a reason that nobody sees.</summary>
public sealed record UnmatchedReply(string Id, string Answer, string Message)
{
    public static IReadOnlyList<UnmatchedReply> FindUnmatched(ReportReview review, QuestionAnswers replies)
    {
        var questions = review.Questions.ToDictionary(question => question.Id);
        return
        [
            .. from one in replies.ById
               where questions.GetValueOrDefault(one.Key)?.Answer != one.Value
               orderby one.Key
               select new UnmatchedReply(one.Key, one.Value, Words.Reports[questions.ContainsKey(one.Key) ? "no-such-choice" : "no-such-question", one.Key, one.Value]),
        ];
    }
}

/// <summary>A review, as the API and the command line tell it.</summary>
/// <param name="Good">Whether nothing in it needs another word.</param>
/// <param name="Version">That the figures were taken as; null where nothing was.</param>
/// <param name="Counts">Of lines by their state.</param>
/// <param name="Unheard">Replies that answer none of the questions, or say what none of their choices is, each with its reason.</param>
public sealed record ImportResponse(
    bool Good, long? Version, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<ImportQuestionResponse> Questions, IReadOnlyList<ImportFindingResponse> Findings, IReadOnlyList<ImportLineResponse> Lines,
    IReadOnlyList<UnmatchedReply> Unheard)
{
    /// <param name="replies">What was answered before it was read.</param>
    public static ImportResponse From(ReportReview review, ReferenceData reference, bool isAccepted, QuestionAnswers replies)
    {
        var unheard = UnmatchedReply.FindUnmatched(review, replies);
        return new(
            review.CanBeTaken(isAccepted) && unheard.Count == 0,
            null,
            Enum.GetValues<ReviewLineState>().ToDictionary(ImportLineResponse.ToCode, review.CountLines),
            [.. review.OpenQuestions.Select(question => ImportQuestionResponse.From(question, reference))],
            [.. review.Findings.Select(finding => ImportFindingResponse.From(finding, reference))],
            [.. review.Lines.Select(line => ImportLineResponse.FromReview(line, reference))],
            unheard);
    }
}
