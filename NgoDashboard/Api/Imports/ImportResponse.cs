using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Reports.Account;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;

namespace NgoDashboard.Api.Imports;

/// <summary>What a report states for one figure, with the present value.</summary>
/// <param name="State">"new", "changed", "unchanged", "doubtful", "asked" or "refused".</param>
/// <param name="Cell">In A1 notation: "D12".</param>
/// <param name="Before">The present value, in whole units.</param>
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
    /// <summary>The figure, its value and its state in one sentence; null if there is no value.</summary>
    public string? Text { get; init; }

    public static ImportLineResponse FromReview(ReviewLine line, ReferenceData reference, DisplayLanguage language) => new(
        line.State.ToCode(),
        line.File,
        line.Location.SheetName,
        line.Location.A1Text,
        line.Key is { } key ? key.Period.From.ToIsoDate() : null,
        line.Key is { } until ? until.Period.To.ToIsoDate() : null,
        line.Key?.Province?.ToString(),
        line.Key?.Sector,
        line.Key?.Campaign,
        line.Key?.Measure.ToCode(),
        line.Value?.WholeUnits,
        line.Value?.Unit.ToCode(),
        line.Value is null ? null : line.Qualifier.ToCode(),
        line.CurrentStatement?.Value.WholeUnits,
        line.CurrentStatement?.Value.Unit.ToCode(),
        [.. line.Findings.Select(finding => finding.ToSentence(reference, language))])
    {
        Text = line is { Key: { } figure, Value: { } value }
            ? language.Words.Reports["line-value", language.DisplayNames.ForFigure(figure, reference),
                language.Numbers.FormatExact(value, line.Qualifier), language.Words.Reports[$"state-{line.State.ToCode()}"]]
            : null,
    };
}

/// <summary>What became of the numbers of a sheet.</summary>
/// <param name="Complete">Whether every number was read or is known to be no figure.</param>
/// <param name="Counts">Number of cells by class: "figure", "part", "total", "not_read" …</param>
public sealed record ImportAccountResponse(
    string File, string Sheet, bool Complete, IReadOnlyDictionary<string, int> Counts, string Message)
{
    public static ImportAccountResponse From(SheetAccount account, DisplayLanguage language) => new(
        account.File,
        account.SheetName,
        account.IsComplete,
        CellClasses.All.Where(of => account.Count(of) > 0).ToDictionary(of => of.ToCode(), account.Count),
        account.ToSentence(language));
}

/// <summary>An open question of a report. The client answers it by sending the file again with the answer in "replies".</summary>
/// <param name="Rows">Number of rows that wait for the answer.</param>
public sealed record ImportQuestionResponse(
    string Id, string Kind, string File, string Cell, string Message, int Rows, IReadOnlyList<ImportChoiceResponse> Choices)
{
    public static ImportQuestionResponse From(Question question, ReferenceData reference, DisplayLanguage language) => new(
        question.Id,
        question.Kind.ToCode(),
        question.File,
        question.Location.ToString(),
        question.ToSentence(reference, language),
        question.WaitingRowCount,
        [.. question.Choices.Select(choice => new ImportChoiceResponse(choice, question.ToChoiceText(choice, reference, language)))]);
}

public sealed record ImportChoiceResponse(string Value, string Text);

/// <summary>An error, a doubt or a note.</summary>
public sealed record ImportFindingResponse(string Kind, bool IsNote, string File, string? Cell, string Message)
{
    public static ImportFindingResponse From(ReportFinding finding, ReferenceData reference, DisplayLanguage language) => new(
        finding.Kind.ToCode(),
        finding.IsNote,
        finding.File,
        finding.Location?.ToString(),
        finding.ToSentence(reference, language));
}

/// <summary>
/// A reply without effect, with the reason: a misspelt one would otherwise be ignored, and its question would stay open without a visible
/// cause.
/// </summary>
public sealed record UnmatchedReply(string Id, string Answer, string Message)
{
    public static IReadOnlyList<UnmatchedReply> FindUnmatched(ReportReview review, QuestionAnswers replies, DisplayLanguage language)
    {
        var questions = review.Questions.ToDictionary(question => question.Id);
        return
        [
            .. from reply in replies.ById
               where questions.GetValueOrDefault(reply.Key)?.Answer != reply.Value
               orderby reply.Key
               let reason = questions.ContainsKey(reply.Key) ? "no-such-choice" : "no-such-question"
               select new UnmatchedReply(reply.Key, reply.Value, language.Words.Reports[reason, reply.Key, reply.Value]),
        ];
    }
}

/// <summary>The review of uploaded reports, for the API and the command line.</summary>
/// <param name="Good">Whether the figures can be taken as they are.</param>
/// <param name="Version">The version that took the figures; null if none did.</param>
/// <param name="Counts">Number of lines by state.</param>
/// <param name="Unheard">Replies whose id is no question, or whose answer is none of its choices.</param>
public sealed record ImportResponse(
    bool Good, long? Version, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<ImportQuestionResponse> Questions,
    IReadOnlyList<ImportFindingResponse> Findings, IReadOnlyList<ImportLineResponse> Lines, IReadOnlyList<UnmatchedReply> Unheard)
{
    /// <summary>For each sheet, in the order of the files.</summary>
    public IReadOnlyList<ImportAccountResponse> Accounts { get; init; } = [];

    /// <param name="replies">The answers that the client sent with the files.</param>
    public static ImportResponse From(
        ReportReview review, ReferenceData reference, DisplayLanguage language, bool isAccepted, QuestionAnswers replies)
    {
        var unheard = UnmatchedReply.FindUnmatched(review, replies, language);
        return new(
            review.CanBeTaken(isAccepted) && unheard.Count == 0,
            null,
            ReviewLineStates.All.ToDictionary(state => state.ToCode(), review.CountLines),
            [.. review.OpenQuestions.Select(question => ImportQuestionResponse.From(question, reference, language))],
            [.. review.Findings.Select(finding => ImportFindingResponse.From(finding, reference, language))],
            [.. review.Lines.Select(line => ImportLineResponse.FromReview(line, reference, language))],
            unheard)
        {
            Accounts = [.. review.Accounts.Select(account => ImportAccountResponse.From(account, language))],
        };
    }
}
