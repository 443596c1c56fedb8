using System.Text;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Reports.Cases;

/// <summary>A file as an office might send it, and what must be read from it.</summary>
/// <param name="Expected">A line for each figure, each question ("?") and each finding ("!"), in any order; notes begin with "*".</param>
public sealed record ReportCase(string Name, byte[] Content, string Expected)
{
    public string File { get; init; } = "bao-cao.xlsx";

    /// <summary>The desk's answers, in the order of the questions; the expected lines are those of the review with all of them.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    public IReadOnlyList<Alias> Aliases { get; init; } = [];

    public IReadOnlyList<(FigureKey Key, Quantity Value)> KnownFigures { get; init; } = [];

    public override string ToString() => Name;

    public ReportReview Review()
    {
        var snapshot = Snapshot.Create(PublishedData.ReferenceAndFigures.Reference, SampleData.CreateFigures(KnownFigures));
        ReportFile[] files = [ReportFileReader.ReadReport(File, Content)];
        var answers = QuestionAnswers.None;
        foreach (var answer in Answers)
        {
            var open = ReportReview.Create(files, snapshot, Aliases, answers, 2026).OpenQuestions.First();
            answers = answers.WithAnswer(open.Id, answer);
        }

        return ReportReview.Create(files, snapshot, Aliases, answers, 2026);
    }

    /// <summary>The lines that are missing ("- …") and those that nobody expects ("+ …"); empty if the review is as expected.</summary>
    public string FindDifferences()
    {
        var unexpected = Describe(Review()).ToList();
        var missing = Expected.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !unexpected.Remove(line)).ToArray();
        return string.Join('\n', [.. missing.Select(line => $"- {line}"), .. unexpected.Select(line => $"+ {line}")]);
    }

    /// <summary>A review in the notation of <see cref="Expected"/>.</summary>
    public static IReadOnlyList<string> Describe(ReportReview review) =>
    [
        .. review.Lines.Where(line => line.Key is not null).Select(Describe),
        .. review.OpenQuestions.Select(question => $"? {question.Kind} {question.Subject}"),
        .. review.Findings.Select(finding => $"{(finding.IsNote ? "*" : "!")} {finding.Kind}{(finding.Location is { } where ? $" {where.A1Text}" : "")}"),
    ];

    static string Describe(ReviewLine line)
    {
        var (key, value) = (line.Key!.Value, line.Value!.Value);
        var period = key.Period == Period.ForYear(key.Period.From.Year) ? $"{key.Period.From.Year}" : $"{key.Period}";
        var doubts = line.Findings.Where(finding => finding.IsDoubt).Select(finding => finding.Args is [Finding rule] ? rule.Kind.ToString() : finding.Kind.ToString()).ToArray();
        var words = new List<string> { key.Province?.ToString() ?? "VN", key.Sector ?? "-", key.Measure.ToCode(), period, FormattableString.Invariant($"{value.WholeUnits:0.##}"), value.Unit.ToCode() };
        if (line.Qualifier != Qualifier.Exact)
            words.Add(line.Qualifier.ToCode());
        if (key.Campaign is { } campaign)
            words.Add(campaign);
        if (line.Findings.Any(finding => finding.Kind == ReportFindingKind.Converted))
            words.Add("converted");
        if (line.State is not ReviewLineState.New)
            words.Add($"{line.State}{(doubts.Length > 0 ? ":" + string.Join(',', doubts) : "")}");
        return string.Join(' ', words);
    }

    /// <summary>Text as a program saves it, with CRLF line ends.</summary>
    public static byte[] EncodeText(string text, Encoding? encoding = null, bool hasMark = false)
    {
        var used = encoding ?? new UTF8Encoding(false);
        return [.. hasMark ? used.GetPreamble() : [], .. used.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal))];
    }
}
