using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.State;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Imports;

/// <summary>An uploaded file, as parsed and as received.</summary>
public sealed record UploadedReport(ReportFile File, byte[] Content);

/// <summary>A stored file that figures were imported from.</summary>
/// <param name="Hash">SHA-256 in hexadecimal.</param>
public sealed record ImportedReport(string Hash, string Name, long LengthBytes, string Actor, DateTimeOffset ImportedAt);

/// <summary>A row of a stored file, read again from the file.</summary>
/// <param name="Problem">Why the file could not be read again, for example a limit; then there is no row.</param>
public sealed record ReportSourceRow(ImportedReport Report, Sheet? Sheet, SheetRow? Row, ReportFinding? Problem);

/// <summary>A desk's answer to the question what a name in a report means; the question is not asked again.</summary>
/// <param name="Name">The folded name, which is the lookup key.</param>
/// <param name="OriginalText">As the report wrote it; the folded name where that is unknown.</param>
/// <param name="Target">A province's code, a sector's id, a measure's code, or <see cref="Alias.LeftOutTarget"/>.</param>
public sealed record LearnedName(AliasKind Kind, string Name, string OriginalText, string Target, string Actor, DateTimeOffset LearnedAt);

/// <summary>
/// Imports reports: compares them with the current figures, and puts accepted figures into an operator's draft. Stores nothing before
/// that. Singleton; thread-safe.
/// </summary>
public sealed class ReportImporter(ReportStore store, ReportFolder folder, Drafts drafts, LiveBriefing briefing, TimeProvider time)
{
    const int MaxPublisherLength = 200;

    /// <summary>A cell that should hold a name may hold a whole paragraph by mistake.</summary>
    const int MaxOriginalTextLength = 200;

    /// <summary>The journal and the screens show the texts that are made here, whatever the operator's language.</summary>
    static readonly DisplayLanguage JournalLanguage = DisplayLanguage.Vietnamese;

    readonly ChangeNotifier notifier = new();

    public ReportReview Review(IReadOnlyList<ReportFile> files, QuestionAnswers replies, CancellationToken cancellation = default)
    {
        var now = briefing.Newest;
        var aliases = store.LoadAliases().Select(alias => new Alias(new(ConvertKind(alias), alias.Name), alias.Target));
        var year = VietnamTime.LocalDay(time.GetUtcNow()).Year;
        return ReportReview.Create(files, now.Snapshot, aliases, replies, year, cancellation) with { ExpectedVersion = now.Version };
    }

    /// <summary>Edits in the operator's own draft whose value differs from the review's.</summary>
    public IReadOnlyDictionary<FigureKey, Edit> DraftConflicts(Operator who, ReportReview review)
    {
        var edits = drafts.ForOperator(who).Edits.ToLookup(edit => edit.Key);
        var prepared = new Dictionary<FigureKey, Edit>();
        foreach (var line in review.Lines)
        {
            if (line.Key is { } key && edits[key].LastOrDefault() is { } edit && !IsSame(edit, line))
                prepared[key] = edit;
        }

        return prepared;
    }

    /// <summary>Marks lines that would replace a prepared edit as doubtful, so that the operator must accept each of them.</summary>
    public static ReportReview WithDraftConflicts(ReportReview review, IReadOnlyDictionary<FigureKey, Edit> prepared)
    {
        return prepared.Count == 0 ? review : review with { Lines = [.. review.Lines.Select(WithConflict)] };

        ReviewLine WithConflict(ReviewLine line) =>
            line is { State: ReviewLineState.New or ReviewLineState.Changed, Key: { } key } && prepared.ContainsKey(key)
                ? line with { State = ReviewLineState.Doubtful }
                : line;
    }

    static bool IsSame(Edit edit, ReviewLine line) =>
        edit is Restatement restatement && restatement.Value == line.Value && restatement.Qualifier == line.Qualifier;

    /// <summary>
    /// Adds all new and changed figures, and the accepted doubtful ones, to the operator's draft in one step. Stores the files and the
    /// answers about names with it: a review that is discarded stores none.
    /// </summary>
    /// <param name="accepted">The doubtful figures that the operator accepts, also those that replace an edit in the draft.</param>
    /// <param name="publisher">The source as the screens name it; null: the province, or the operator for national figures.</param>
    /// <param name="replies">The answers given in this review.</param>
    /// <returns>The number of edits that were put into the draft.</returns>
    /// <exception cref="NotSavedException">The write failed; the draft is unchanged.</exception>
    public async Task<int> AddToDraft(
        Operator who,
        IReadOnlyList<UploadedReport> reports,
        ReportReview review,
        IReadOnlySet<FigureKey> accepted,
        string? publisher = null,
        QuestionAnswers? replies = null)
    {
        review = WithDraftConflicts(review, DraftConflicts(who, review));
        var edits = EditsFrom(who, reports, review, accepted, publisher);
        var used = ReportsInUse(reports, review, accepted);
        // Without questions of the rules: the desk asks them again before the take, about the figures as they are then.
        var doubts = AcceptedDoubts(used, review, accepted, finding => finding.Kind != ReportFindingKind.Rule);
        await NotSavedException.GuardOnPool(() => StoreFiles(used));
        await drafts.AddEdits(who, edits, doubts, new(ToStoredReports(who, used), AnsweredNames(who, review, replies)));
        notifier.Notify();
        return edits.Length;
    }

    /// <summary>Takes the figures as one version without a draft: for programs, which have seen all doubts and accept them.</summary>
    /// <returns>Null where the reports have no new figure.</returns>
    /// <exception cref="NotSavedException">The write failed; nothing is on air.</exception>
    public async Task<DeskResult?> TakeOnAir(
        Operator who,
        IReadOnlyList<UploadedReport> reports,
        ReportReview review,
        Desk desk,
        string? publisher = null,
        QuestionAnswers? replies = null)
    {
        var accepted = review.Lines.Where(line => line.State == ReviewLineState.Doubtful).Select(line => line.Key!.Value).ToHashSet();
        var edits = EditsFrom(who, reports, review, accepted, publisher);
        if (edits.IsEmpty)
            return null;
        var used = ReportsInUse(reports, review, accepted);
        await NotSavedException.GuardOnPool(() =>
        {
            StoreFiles(used);
            store.SaveImport(new(ToStoredReports(who, used), []));
        });
        var draft = Draft.From([.. edits.Select(edit => edit with { IsAccepted = true })]) with
        {
            AcceptedDoubts = AcceptedDoubts(used, review, accepted, _ => true),
        };
        var result = await desk.Take(draft, who, CancellationToken.None);
        if (result is Live.Commands.Committed or AwaitingApproval)
            await RememberNames(AnsweredNames(who, review, replies));
        return result;
    }

    /// <summary>Reads the disk.</summary>
    public IReadOnlyList<LearnedName> LearnedNames() =>
    [
        .. store.LoadAliases().Select(alias => new LearnedName(
            ConvertKind(alias), alias.Name, alias.OriginalText ?? alias.Name, alias.Target, alias.Actor, alias.OccurredAt)),
    ];

    /// <summary>The next report with that name asks about it again.</summary>
    /// <returns>False where another operator had already removed it.</returns>
    /// <exception cref="NotSavedException">The write failed; the name is still known.</exception>
    public async Task<bool> ForgetName(LearnedName name)
    {
        var isForgotten = false;
        var alias = new AliasRecord(ConvertKind(name.Kind), name.Name, name.Target, name.OriginalText, name.Actor, name.LearnedAt);
        await NotSavedException.GuardOnPool(() => isForgotten = store.RemoveAlias(alias));
        notifier.Notify();
        return isForgotten;
    }

    /// <summary>Notifies when a name was learned or forgotten.</summary>
    public IDisposable Subscribe(Action notice) => notifier.Subscribe(notice);

    /// <summary>The edits that <see cref="AddToDraft"/> would add.</summary>
    public ImmutableArray<Edit> EditsFrom(
        Operator who,
        IReadOnlyList<UploadedReport> reports,
        ReportReview review,
        IReadOnlySet<FigureKey> accepted,
        string? publisher = null)
    {
        var reference = briefing.Newest.Snapshot.Reference;
        var hashes = reports.ToDictionary(report => report.File.FileName, report => report.File.Sha256);
        var day = VietnamTime.LocalDay(time.GetUtcNow()).ToIsoDate();
        var office = TextSanitizer.SanitizeLine(publisher, MaxPublisherLength) is { Length: > 0 } sanitized ? sanitized : null;
        return
        [
            .. AcceptedLines(review, accepted).Select(line => new Restatement(
                line.Key!.Value,
                line.Value!.Value,
                line.Qualifier,
                new Source(
                    office ?? PublisherOf(line.Key.Value, who, reference),
                    SourceTitle(line),
                    ReportSourceUrl.ForReport(hashes[line.File], line.Location, line.SummedRowCount).ToString(),
                    day),
                ReasonOf(line, reference),
                review.ExpectedVersion)),
        ];
    }

    static IEnumerable<ReviewLine> AcceptedLines(ReportReview review, IReadOnlySet<FigureKey> accepted) =>
        review.Lines.Where(line => line.State is ReviewLineState.New or ReviewLineState.Changed
            || (line.State == ReviewLineState.Doubtful && accepted.Contains(line.Key!.Value)));

    /// <summary>The files that accepted figures come from; the others are not stored.</summary>
    static UploadedReport[] ReportsInUse(IReadOnlyList<UploadedReport> reports, ReportReview review, IReadOnlySet<FigureKey> accepted)
    {
        var used = AcceptedLines(review, accepted).Select(line => line.File).ToHashSet();
        return [.. reports.Where(report => used.Contains(report.File.FileName))];
    }

    /// <summary>Doubts about the accepted figures and about their reports, as sentences for the journal.</summary>
    /// <param name="includes">Filters the doubts about single figures.</param>
    ImmutableArray<AcceptedDoubt> AcceptedDoubts(
        IReadOnlyList<UploadedReport> used, ReportReview review, IReadOnlySet<FigureKey> accepted, Func<ReportFinding, bool> includes)
    {
        var reference = briefing.Newest.Snapshot.Reference;
        var addresses = used.ToDictionary(report => report.File.FileName, report => ReportSourceUrl.ForReport(report.File.Sha256));
        return
        [
            .. AcceptedLines(review, accepted).SelectMany(line => line.Findings.Where(finding => finding.IsDoubt && includes(finding))
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

    /// <summary>Reads one row of a stored file again; null where the file or the row does not exist.</summary>
    /// <exception cref="ReadingQueueFullException">Too many files wait to be read.</exception>
    public async Task<ReportSourceRow?> FindRow(
        UploadedFileReader reader, string hash, string sheet, int line, CancellationToken cancellation)
    {
        if (await Task.Run(() => FindReport(hash), cancellation) is not var (report, content))
            return null;
        // In the child process again: the file came from outside, and storing it has not made it safe to parse.
        var read = await reader.ReadReport(report.Name, content, null, cancellation);
        if (read.Findings.FirstOrDefault(finding => finding.IsFileError) is { } problem)
            return new(report, null, null, problem);
        return read.Sheets.FirstOrDefault(candidate => candidate.Name == sheet) is { } found
            && found.Rows.FirstOrDefault(row => row.RowNumber == line) is { } row
            ? new(report, found, row, null)
            : null;
    }

    /// <summary>A stored file as received; null where its row or its content does not exist.</summary>
    public (ImportedReport Report, byte[] Content)? FindReport(string hash) =>
        store.FindReportFile(hash) is { } stored && folder.TryReadReport(hash) is { } content
            ? (new(stored.Hash, stored.Name, stored.LengthBytes, stored.Actor, stored.OccurredAt), content)
            : null;

    /// <summary>Whether the address is that of a row of a stored report.</summary>
    public bool IsStoredReport(string address) =>
        ReportSourceUrl.TryParse(address, out var place) && store.FindReportFile(place.Hash) is not null;

    static string PublisherOf(FigureKey key, Operator who, ReferenceData reference) =>
        key.Province is { } code && reference.FindProvince(code) is { } province
            ? JournalLanguage.DisplayNames.ForProvince(province)
            : who.Name;

    /// <summary>The location in the file, the exchange rate where two currencies were summed, and the accepted doubts.</summary>
    static string ReasonOf(ReviewLine line, ReferenceData reference) => TextSanitizer.SanitizeLine(
        string.Join(". ", [
            JournalLanguage.Words.Reports["reason", $"{line.File} {line.Location}"],
            .. line.Findings
                .Where(finding => finding.IsDoubt || finding.Kind is ReportFindingKind.Converted or ReportFindingKind.AlsoInDong)
                .Select(finding => finding.ToSentence(reference, JournalLanguage).TrimEnd('.')),
        ]),
        EditRules.MaxReasonLength);

    static string SourceTitle(ReviewLine line) => line.SummedRowCount > 0
        ? JournalLanguage.Words.Reports["source-sum", line.File, line.Location.SheetName, line.SummedRowCount]
        : JournalLanguage.Words.Reports["source", line.File, line.Location.ToString()];

    static AliasKind ConvertKind(AliasRecord alias) => Enum.Parse<AliasKind>(alias.Kind, ignoreCase: true);

    static string ConvertKind(AliasKind kind) => kind.ToString().ToLowerInvariant();

    void StoreFiles(IReadOnlyList<UploadedReport> reports)
    {
        foreach (var report in reports)
            folder.SaveReport(report.File.Sha256, report.Content);
    }

    ReportFileRecord[] ToStoredReports(Operator who, IReadOnlyList<UploadedReport> reports)
    {
        var at = time.GetUtcNow();
        return
        [
            .. reports.Select(report =>
                new ReportFileRecord(report.File.Sha256, report.File.FileName, report.Content.Length, who.Name, who.KeyId, at)),
        ];
    }

    /// <summary>Names answered in this review; names that were known before keep their answer and actor.</summary>
    AliasRecord[] AnsweredNames(Operator who, ReportReview review, QuestionAnswers? replies)
    {
        var at = time.GetUtcNow();
        return
        [
            .. from question in review.Questions
               let answer = replies?.FindAnswer(question.Id)
               // Ignores a reply that is not a possible answer to its question.
               where answer is not null && answer == question.Answer && question.AliasKey is not null
               let name = question.AliasKey!.Value
               let text = TextSanitizer.SanitizeLine(question.Subject, MaxOriginalTextLength)
               group new AliasRecord(ConvertKind(name.Kind), name.FoldedName, answer, text, who.Name, at) by name into same
               select same.Last(),
        ];
    }

    async Task RememberNames(AliasRecord[] names)
    {
        try
        {
            await NotSavedException.GuardOnPool(() => store.SaveImport(new([], names)));
            notifier.Notify();
        }
        catch (NotSavedException)
        {
            // The figures are on air already, so this must not fail the import: the next report asks about these names again.
        }
    }
}
