using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;

namespace NgoDashboard.Live.Imports;

/// <summary>
/// What a reviewed import puts into a draft: the edits of its accepted lines, and the doubts that were accepted with them. Pure.
/// The texts are Vietnamese, whatever the operator's language, because the journal and the screens show them.
/// </summary>
/// <param name="accepted">The doubtful figures that the operator accepts; new and changed ones need no acceptance.</param>
public sealed class ReportEdits(
    IReadOnlyList<UploadedReport> reports, ReportReview review, IReadOnlySet<FigureKey> accepted, ReferenceData reference)
{
    const int MaxPublisherLength = 200;

    static readonly DisplayLanguage JournalLanguage = DisplayLanguage.Vietnamese;

    readonly ImmutableArray<ReviewLine> acceptedLines = FindAcceptedLines(review, accepted);

    /// <summary>The files that accepted figures come from; the others are not stored.</summary>
    public ImmutableArray<UploadedReport> UsedReports { get; } = FindUsedReports(reports, FindAcceptedLines(review, accepted));

    /// <param name="publisher">The source as the screens name it; null: the province, or the operator for national figures.</param>
    /// <param name="day">The day that the source is dated with.</param>
    public ImmutableArray<Edit> CreateEdits(Operator actor, string? publisher, DateOnly day)
    {
        var hashes = reports.ToDictionary(report => report.File.FileName, report => report.File.Sha256);
        var office = TextSanitizer.SanitizeLine(publisher, MaxPublisherLength) is { Length: > 0 } sanitized ? sanitized : null;
        return
        [
            .. acceptedLines.Select(line => new Restatement(
                line.Key!.Value,
                line.Value!.Value,
                line.Qualifier,
                new Source(
                    office ?? GetPublisher(line.Key.Value, actor),
                    FormatSourceTitle(line),
                    ReportSourceUrl.ForReport(hashes[line.File], line.Location, line.SummedRowCount).ToString(),
                    day.ToIsoDate()),
                FormatReason(line),
                review.ExpectedVersion)),
        ];
    }

    /// <summary>Doubts about the accepted figures and about their reports, as sentences for the journal.</summary>
    /// <param name="includes">Filters the doubts about single figures.</param>
    public ImmutableArray<AcceptedDoubt> CreateAcceptedDoubts(Func<ReportFinding, bool> includes)
    {
        var addresses = UsedReports.ToDictionary(report => report.File.FileName, report => ReportSourceUrl.ForReport(report.File.Sha256));
        return
        [
            .. acceptedLines.SelectMany(line => line.Findings.Where(finding => finding.IsDoubt && includes(finding))
                .Select(finding => new AcceptedDoubt(
                    line.Key,
                    addresses[line.File],
                    JournalLanguage.DisplayNames.ForFigure(line.Key!.Value, reference) + ": "
                    + finding.ToSentence(reference, JournalLanguage)))),
            .. review.Findings.Where(finding => finding.IsDoubt && addresses.ContainsKey(finding.File))
                .Select(finding => new AcceptedDoubt(
                    null,
                    addresses[finding.File],
                    $"{finding.File}{(finding.Location is { } location ? $" {location}" : "")}: "
                    + finding.ToSentence(reference, JournalLanguage))),
        ];
    }

    static ImmutableArray<ReviewLine> FindAcceptedLines(ReportReview review, IReadOnlySet<FigureKey> accepted) =>
    [
        .. review.Lines.Where(line => line.State is ReviewLineState.New or ReviewLineState.Changed
            || (line.State == ReviewLineState.Doubtful && accepted.Contains(line.Key!.Value))),
    ];

    static ImmutableArray<UploadedReport> FindUsedReports(IReadOnlyList<UploadedReport> reports, ImmutableArray<ReviewLine> lines)
    {
        var used = lines.Select(line => line.File).ToHashSet();
        return [.. reports.Where(report => used.Contains(report.File.FileName))];
    }

    string GetPublisher(FigureKey key, Operator actor) =>
        key.Province is { } code && reference.FindProvince(code) is { } province
            ? JournalLanguage.DisplayNames.ForProvince(province)
            : actor.Name;

    /// <summary>The location in the file, the exchange rate where two currencies were summed, and the accepted doubts.</summary>
    string FormatReason(ReviewLine line) => TextSanitizer.SanitizeLine(
        string.Join(". ", [
            JournalLanguage.Words.Reports["reason", $"{line.File} {line.Location}"],
            .. line.Findings
                .Where(finding => finding.IsDoubt || finding.Kind is ReportFindingKind.Converted or ReportFindingKind.AlsoStatedInVnd)
                .Select(finding => finding.ToSentence(reference, JournalLanguage).TrimEnd('.')),
        ]),
        EditRules.MaxReasonLength);

    static string FormatSourceTitle(ReviewLine line) => line.SummedRowCount > 0
        ? JournalLanguage.Words.Reports["source-sum", line.File, line.Location.SheetName, line.SummedRowCount]
        : JournalLanguage.Words.Reports["source", line.File, line.Location.ToString()];
}
