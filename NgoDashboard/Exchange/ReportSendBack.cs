using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Reports;

namespace NgoDashboard.Exchange;

/// <summary>One thing that a sender is asked to mend or to say.</summary>
/// <param name="Owner">The province that it is asked of, as it is called; or the whole country, or that it is not known.</param>
public sealed record SendBackLine(string Owner, string File, Place Where, string Received, string Reason);

/// <summary>A list that is sent back, as a spreadsheet opens it.</summary>
/// <param name="Owner">Whom it is for; null: all of them together.</param>
public sealed record SendBackFile(string? Owner, int Count, byte[] Content)
{
    /// <summary>With the name of its province: thirty of them lie in one folder.</summary>
    public string Name => Owner is null ? $"{Words.Reports["send-back-file"]}.csv" : $"{Words.Reports["send-back-file"]}-{Folding.Fold(Owner).Replace(' ', '-')}.csv";
}

/// <summary>What the senders are asked to mend: every line that is not taken or is doubtful, by province, with its cell and the reason.</summary>
public static class ReportSendBack
{
    /// <summary>One list of all and, where it is of several provinces, one for each; none where there is nothing to mend.</summary>
    public static IReadOnlyList<SendBackFile> Files(ReportReview review, Reference reference)
    {
        var lines = Lines(review, reference);
        if (lines.Count == 0)
            return [];
        var files = new List<SendBackFile> { new(null, lines.Count, Write(lines)) };
        IReadOnlyList<SendBackLine>[] each = [.. lines.GroupBy(line => line.Owner).Select(group => group.ToList())];
        if (each.Length > 1)
            files.AddRange(each.Select(one => new SendBackFile(one[0].Owner, one.Count, Write(one))));
        return files;
    }

    /// <summary>By province in Vietnamese order, whose it is not known last; within it as they stand in the files, each said once.</summary>
    public static IReadOnlyList<SendBackLine> Lines(ReportReview review, Reference reference)
    {
        var owners = new ReportOwners(review, reference);
        return
        [
            .. Asked(review, reference, owners).Concat(Wrong(review, reference, owners)).Concat(OfFiles(review, reference, owners)).Distinct()
                .OrderBy(line => owners.Place(line.Owner)).ThenBy(line => line.Owner, Language.Names.VietnameseOrder).ThenBy(line => line.File, StringComparer.CurrentCulture)
                .ThenBy(line => line.Where.Sheet, StringComparer.Ordinal).ThenBy(line => line.Where.Line).ThenBy(line => line.Where.Column),
        ];
    }

    static byte[] Write(IReadOnlyList<SendBackLine> lines)
    {
        string[] head = [Words.Reports["send-back-province"], Words.Reports["send-back-report"], Words.Reports["send-back-sheet"], Words.Reports["send-back-cell"], Words.Reports["send-back-received"], Words.Reports["send-back-reason"]];
        return CsvText.Write(
            [head, .. lines.Select(line => (IEnumerable<string?>)[line.Owner, line.File, line.Where.Sheet, line.Where.Line > 0 ? line.Where.Cell : "", line.Received, line.Reason])],
            hasMark: true);
    }

    /// <summary>What waits for one answer is one line, however many rows it is: whoever answers answers once.</summary>
    static IEnumerable<SendBackLine> Asked(ReportReview review, Reference reference, ReportOwners owners)
    {
        var questions = new WaitedFor(review);
        return from line in review.Lines
               where line.State == LineState.Asked
               let question = questions.By(line)
               group line by (Owner: owners.Of(line), line.File, line.Where.Sheet, Question: question) into waiting
               let first = waiting.First()
               let received = waiting.All(line => line.Received == first.Received) ? first.Received : ""
               select new SendBackLine(waiting.Key.Owner, first.File, first.Where, received, Sentence(waiting.Key.Question, waiting.Count(), reference));
    }

    static string Sentence(Question? question, int rows, Reference reference)
    {
        if (question is null)
            return Words.Reports["send-back-waits"];
        // To leave it out is for the desk to say.
        var choices = question.Choices.Where(choice => choice != Question.LeaveOut).Select(choice => question.Choice(choice, reference));
        var sentence = Words.Reports["send-back-asked", question.Sentence(reference), string.Join(" / ", choices)];
        return rows > 1 ? $"{sentence} ({Words.Reports["rows-wait", rows]})" : sentence;
    }

    static IEnumerable<SendBackLine> Wrong(ReportReview review, Reference reference, ReportOwners owners) =>
        // What is doubtful only beside a draft of this desk is no matter of the sender's.
        review.Lines.Where(line => line.State == LineState.Refused || (line.State == LineState.Doubtful && line.Findings.Any(finding => finding.IsDoubt)))
            .Select(line => new SendBackLine(owners.Of(line), line.File, line.Where, line.Received, string.Join(' ', line.Findings.Select(finding => finding.Sentence(reference)).Distinct())));

    static IEnumerable<SendBackLine> OfFiles(ReportReview review, Reference reference, ReportOwners owners) =>
        review.Findings.Where(finding => finding.IsOfFile || (finding.IsDoubt && finding.Where is not null))
            .Select(finding => new SendBackLine(owners.Of(finding), finding.File, finding.Where ?? default, "", finding.Sentence(reference)));
}
