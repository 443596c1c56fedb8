using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Files.Csv;
using NgoDashboard.Language;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Exports;

/// <summary>One item that a sender has to correct or to answer.</summary>
/// <param name="Owner">The display name of the province that has to answer, or of the whole country, or "unknown".</param>
public sealed record SendBackLine(string Owner, string File, CellReference Where, string Received, string Reason);

/// <summary>A list that is sent back, as CSV for a spreadsheet.</summary>
/// <param name="Owner">The owner that it is for; null: the list of all of them.</param>
/// <param name="Name">Of the file, with the name of the owner, because thirty lists may lie in one folder.</param>
public sealed record SendBackFile(string? Owner, string Name, int Count, byte[] Content);

/// <summary>What the senders have to correct: every line that is refused or doubtful, by owner, with its cell and the reason.</summary>
public static class ReportSendBack
{
    /// <summary>One list of all items and, if they have several owners, one for each; none if there is nothing to correct.</summary>
    public static IReadOnlyList<SendBackFile> CreateFiles(ReportReview review, ReferenceData reference, DisplayLanguage language)
    {
        var lines = FindLines(review, reference, language);
        if (lines.Count == 0)
            return [];
        var files = new List<SendBackFile> { CreateFile(null, lines, language) };
        IReadOnlyList<SendBackLine>[] listsByOwner = [.. lines.GroupBy(line => line.Owner).Select(group => group.ToList())];
        if (listsByOwner.Length > 1)
            files.AddRange(listsByOwner.Select(list => CreateFile(list[0].Owner, list, language)));
        return files;
    }

    /// <summary>By owner in Vietnamese order, unknown owners last, then by place in the files; without duplicates.</summary>
    public static IReadOnlyList<SendBackLine> FindLines(ReportReview review, ReferenceData reference, DisplayLanguage language)
    {
        var owners = new ReportOwners(review, reference, language);
        return
        [
            .. QuestionLines(review, reference, language, owners).Concat(RejectedLines(review, reference, language, owners))
                .Concat(FileLines(review, reference, language, owners)).Distinct()
                .OrderBy(line => owners.SortOrder(line.Owner)).ThenBy(line => line.Owner, Language.DisplayNames.VietnameseOrder)
                .ThenBy(line => line.File, StringComparer.Create(language.Culture, ignoreCase: false))
                .ThenBy(line => line.Where.SheetName, StringComparer.Ordinal).ThenBy(line => line.Where.RowNumber)
                .ThenBy(line => line.Where.ColumnIndex),
        ];
    }

    static SendBackFile CreateFile(string? owner, IReadOnlyList<SendBackLine> lines, DisplayLanguage language)
    {
        var name = language.Words.Reports["send-back-file"];
        if (owner is not null)
            name += $"-{TextFolding.Fold(owner).Replace(' ', '-')}";
        return new(owner, name + ".csv", lines.Count, WriteCsv(lines, language));
    }

    static byte[] WriteCsv(IReadOnlyList<SendBackLine> lines, DisplayLanguage language)
    {
        string[] header =
        [
            .. ((string[])["province", "report", "sheet", "cell", "received", "reason"])
                .Select(column => language.Words.Reports[$"send-back-{column}"]),
        ];
        return CsvFileWriter.Write(
            [header, .. lines.Select(
                line => (IEnumerable<string?>)[line.Owner, line.File, line.Where.SheetName,
                    line.Where.RowNumber > 0 ? line.Where.A1Text : "", line.Received, line.Reason])],
            hasMark: true);
    }

    /// <summary>All lines that wait for one answer are one item, because the question is answered once.</summary>
    static IEnumerable<SendBackLine> QuestionLines(
        ReportReview review, ReferenceData reference, DisplayLanguage language, ReportOwners owners)
    {
        var questions = new OpenQuestionLookup(review);
        return from line in review.Lines
               where line.State == ReviewLineState.AwaitingAnswer
               let question = questions.FindFor(line)
               group line by (Owner: owners.OwnerOf(line), line.File, line.Location.SheetName, Question: question) into waiting
               let first = waiting.First()
               let received = waiting.All(line => line.WrittenText == first.WrittenText) ? first.WrittenText : ""
               select new SendBackLine(
                   waiting.Key.Owner, first.File, first.Location, received,
                   QuestionSentence(waiting.Key.Question, waiting.Count(), reference, language));
    }

    static string QuestionSentence(Question? question, int rows, ReferenceData reference, DisplayLanguage language)
    {
        if (question is null)
            return language.Words.Reports["send-back-waits"];
        // Whether to leave it out is for the desk to decide.
        var choices = question.Choices.Where(choice => choice != Question.LeaveOutAnswer)
            .Select(choice => question.ToChoiceText(choice, reference, language));
        var sentence = language.Words.Reports["send-back-asked", question.ToSentence(reference, language), string.Join(" / ", choices)];
        return rows > 1 ? $"{sentence} ({language.Words.Reports["rows-wait", rows]})" : sentence;
    }

    static IEnumerable<SendBackLine> RejectedLines(
        ReportReview review, ReferenceData reference, DisplayLanguage language, ReportOwners owners) =>
        // A doubt that exists only beside a draft of this desk is no matter for the sender.
        review.Lines.Where(
            line => line.State == ReviewLineState.Refused
                || (line.State == ReviewLineState.Doubtful && line.Findings.Any(finding => finding.IsDoubt)))
            .Select(line => new SendBackLine(
                owners.OwnerOf(line), line.File, line.Location, line.WrittenText,
                string.Join(' ', line.Findings.Select(finding => finding.ToSentence(reference, language)).Distinct())));

    static IEnumerable<SendBackLine> FileLines(
        ReportReview review, ReferenceData reference, DisplayLanguage language, ReportOwners owners) =>
        review.Findings.Where(finding => finding.IsFileError || (finding.IsDoubt && finding.Location is not null))
            .Select(finding => new SendBackLine(
                owners.OwnerOf(finding), finding.File, finding.Location ?? default, "", finding.ToSentence(reference, language)));
}
