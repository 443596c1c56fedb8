using System.Text.Json;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Reports;

namespace NgoDashboard.Exchange;

/// <summary>What a report says of one figure, beside what is there.</summary>
/// <param name="State">"new", "changed", "unchanged", "doubtful", "asked" or "refused".</param>
/// <param name="Cell">As spreadsheets write it: "D12".</param>
/// <param name="Before">What the figure says now, in whole units.</param>
public sealed record ReportLine(
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
    public static ReportLine Of(ReviewLine line, Reference reference) => new(
        Word(line.State),
        line.File,
        line.Where.Sheet,
        line.Where.Cell,
        line.Key is { } key ? RecordRows.Iso(key.Period.From) : null,
        line.Key is { } until ? RecordRows.Iso(until.Period.To) : null,
        line.Key?.Province?.ToString(),
        line.Key?.Sector,
        line.Key?.Campaign,
        line.Key?.Measure.Word(),
        line.Value?.Whole,
        line.Value?.Unit.Word(),
        line.Value is null ? null : line.Qualifier.Word(),
        line.Before?.Value.Whole,
        line.Before?.Value.Unit.Word(),
        [.. line.Findings.Select(finding => finding.Sentence(reference))]);

    public static string Word(LineState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}

/// <summary>What a report leaves open; it is answered by sending the file again with the answer.</summary>
/// <param name="Rows">How many rows wait for it.</param>
public sealed record ReportQuestion(string Id, string Kind, string File, string Cell, string Message, int Rows, IReadOnlyList<ReportChoice> Choices)
{
    public static ReportQuestion Of(Question question, Reference reference) => new(
        question.Id,
        JsonNamingPolicy.CamelCase.ConvertName(question.Kind.ToString()),
        question.File,
        question.Where.ToString(),
        question.Sentence(reference),
        question.Rows,
        [.. question.Choices.Select(choice => new ReportChoice(choice, question.Choice(choice, reference)))]);
}

public sealed record ReportChoice(string Value, string Text);

/// <summary>One thing that is wrong, doubtful or worth knowing.</summary>
public sealed record ReportNote(string Kind, bool IsNote, string File, string? Cell, string Message)
{
    public static ReportNote Of(ReportFinding finding, Reference reference) => new(
        JsonNamingPolicy.CamelCase.ConvertName(finding.Kind.ToString()), finding.IsNote, finding.File, finding.Where?.ToString(), finding.Sentence(reference));
}

/// <summary>A reply that came to nothing: misspelt, it would be passed over, and its question would stay open for a reason that nobody sees.</summary>
public sealed record UnheardReply(string Id, string Answer, string Message)
{
    public static IReadOnlyList<UnheardReply> Of(ReportReview review, Replies said)
    {
        var questions = review.Questions.ToDictionary(question => question.Id);
        return
        [
            .. from one in said.Said
               where questions.GetValueOrDefault(one.Key)?.Answer != one.Value
               orderby one.Key
               select new UnheardReply(one.Key, one.Value, Words.Reports[questions.ContainsKey(one.Key) ? "no-such-choice" : "no-such-question", one.Key, one.Value]),
        ];
    }
}

/// <summary>A review, as the API and the command line tell it.</summary>
/// <param name="Good">Whether nothing in it needs another word.</param>
/// <param name="Version">That the figures were taken as; null where nothing was.</param>
/// <param name="Counts">Of lines by their state.</param>
/// <param name="Unheard">Replies that answer none of the questions, or say what none of their choices is, each with its reason.</param>
public sealed record ReportAnswer(
    bool Good, long? Version, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<ReportQuestion> Questions, IReadOnlyList<ReportNote> Findings, IReadOnlyList<ReportLine> Lines,
    IReadOnlyList<UnheardReply> Unheard)
{
    /// <param name="said">What was answered before it was read.</param>
    public static ReportAnswer Of(ReportReview review, Reference reference, bool isAccepted, Replies said)
    {
        var unheard = UnheardReply.Of(review, said);
        return new(
            review.IsGood(isAccepted) && unheard.Count == 0,
            null,
            Enum.GetValues<LineState>().ToDictionary(ReportLine.Word, review.Count),
            [.. review.Open.Select(question => ReportQuestion.Of(question, reference))],
            [.. review.Findings.Select(finding => ReportNote.Of(finding, reference))],
            [.. review.Lines.Select(line => ReportLine.Of(line, reference))],
            unheard);
    }
}
