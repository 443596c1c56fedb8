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
public sealed record SendBackFile(string? Owner, int Count, byte[] Content)
{
    /// <summary>With the name of the owner, because thirty lists may lie in one folder.</summary>
    public string Name =>
        Owner is null ? $"{Words.Reports["send-back-file"]}.csv"
        : $"{Words.Reports["send-back-file"]}-{TextFolding.Fold(Owner).Replace(' ', '-')}.csv";
}

/// <summary>What the senders have to correct: every line that is refused or doubtful, by owner, with its cell and the reason.</summary>
public static class ReportSendBack
{
    /// <summary>One list of all items and, if they have several owners, one for each; none if there is nothing to correct.</summary>
    public static IReadOnlyList<SendBackFile> CreateFiles(ReportReview review, ReferenceData reference)
    {
        var lines = FindLines(review, reference);
        if (lines.Count == 0)
            return [];
        var files = new List<SendBackFile> { new(null, lines.Count, WriteCsv(lines)) };
        IReadOnlyList<SendBackLine>[] listsByOwner = [.. lines.GroupBy(line => line.Owner).Select(group => group.ToList())];
        if (listsByOwner.Length > 1)
            files.AddRange(listsByOwner.Select(list => new SendBackFile(list[0].Owner, list.Count, WriteCsv(list))));
        return files;
    }

    /// <summary>By owner in Vietnamese order, unknown owners last, then by place in the files; without duplicates.</summary>
    public static IReadOnlyList<SendBackLine> FindLines(ReportReview review, ReferenceData reference)
    {
        var owners = new ReportOwners(review, reference);
        return
        [
            .. QuestionLines(review, reference, owners).Concat(RejectedLines(review, reference, owners))
                .Concat(FileLines(review, reference, owners)).Distinct()
                .OrderBy(line => owners.SortOrder(line.Owner)).ThenBy(line => line.Owner, Language.DisplayNames.VietnameseOrder)
                .ThenBy(line => line.File, StringComparer.CurrentCulture)
                .ThenBy(line => line.Where.SheetName, StringComparer.Ordinal).ThenBy(line => line.Where.RowNumber)
                .ThenBy(line => line.Where.ColumnIndex),
        ];
    }

    static byte[] WriteCsv(IReadOnlyList<SendBackLine> lines)
    {
        string[] head = [Words.Reports["send-back-province"], Words.Reports["send-back-report"], Words.Reports["send-back-sheet"],
            Words.Reports["send-back-cell"], Words.Reports["send-back-received"], Words.Reports["send-back-reason"]];
        return CsvFileWriter.Write(
            [head, .. lines.Select(
                line => (IEnumerable<string?>)[line.Owner, line.File, line.Where.SheetName,
                    line.Where.RowNumber > 0 ? line.Where.A1Text : "", line.Received, line.Reason])],
            hasMark: true);
    }

    /// <summary>All lines that wait for one answer are one item, because the question is answered once.</summary>
    static IEnumerable<SendBackLine> QuestionLines(ReportReview review, ReferenceData reference, ReportOwners owners)
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
                   QuestionSentence(waiting.Key.Question, waiting.Count(), reference));
    }

    static string QuestionSentence(Question? question, int rows, ReferenceData reference)
    {
        if (question is null)
            return Words.Reports["send-back-waits"];
        // Whether to leave it out is for the desk to decide.
        var choices = question.Choices.Where(choice => choice != Question.LeaveOutAnswer)
            .Select(choice => question.ToChoiceText(choice, reference));
        var sentence = Words.Reports["send-back-asked", question.ToSentence(reference), string.Join(" / ", choices)];
        return rows > 1 ? $"{sentence} ({Words.Reports["rows-wait", rows]})" : sentence;
    }

    static IEnumerable<SendBackLine> RejectedLines(ReportReview review, ReferenceData reference, ReportOwners owners) =>
        // A doubt that exists only beside a draft of this desk is no matter for the sender.
        review.Lines.Where(
            line => line.State == ReviewLineState.Refused
                || (line.State == ReviewLineState.Doubtful && line.Findings.Any(finding => finding.IsDoubt)))
            .Select(line => new SendBackLine(
                owners.OwnerOf(line), line.File, line.Location, line.WrittenText,
                string.Join(' ', line.Findings.Select(finding => finding.ToSentence(reference)).Distinct())));

    static IEnumerable<SendBackLine> FileLines(ReportReview review, ReferenceData reference, ReportOwners owners) =>
        review.Findings.Where(finding => finding.IsFileError || (finding.IsDoubt && finding.Location is not null))
            .Select(finding => new SendBackLine(
                owners.OwnerOf(finding), finding.File, finding.Location ?? default, "", finding.ToSentence(reference)));
}
