using System.Collections.Immutable;
using NgoDashboard.Api.MeetingRecords;
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

/// <summary>A file that somebody has chosen, and what was read from it.</summary>
public sealed record UploadedReport(ReportFile File, byte[] Content);

/// <summary>A file that figures came from.</summary>
/// <param name="Hash">SHA-256 in hexadecimal.</param>
/// <param name="LengthBytes">In bytes.</param>
public sealed record ImportedReport(string Hash, string Name, long LengthBytes, string Actor, DateTimeOffset ImportedAt);

/// <summary>A row of a file that figures came from.</summary>
/// <param name="Problem">Why the file was not read this time: it met a limit. Then there is no row.</param>
public sealed record ReportSourceRow(ImportedReport Report, Sheet? Sheet, SheetRow? Row, ReportFinding? Problem);

/// <summary>What the desk has said of a name in a report, and is not asked again.</summary>
/// <param name="Name">Folded: what it is known by.</param>
/// <param name="OriginalText">As that report wrote it; where that is not known, the folded name.</param>
/// <param name="Target">A province's code, a sector's id, a measure's word, or <see cref="Alias.LeftOutTarget"/>.</param>
public sealed record LearnedName(AliasKind Kind, string Name, string OriginalText, string Target, string Actor, DateTimeOffset LearnedAt);

/// <summary>
/// Takes reports in: reads them beside the figures as they are now, and puts what was accepted into a desk's draft. Until then nothing is
/// stored. One for the whole server; safe on any thread.
/// </summary>
public sealed class ReportImporter(ReportStore store, ReportFolder folder, Drafts drafts, LiveBriefing air, TimeProvider time)
{
    const int MaxPublisherLength = 200;

    /// <summary>A name in a report may be a paragraph by mistake.</summary>
    const int MaxOriginalTextLength = 200;

    readonly ChangeNotifier notices = new();

    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public ReportReview Review(IReadOnlyList<ReportFile> files, QuestionAnswers replies, CancellationToken cancellation = default)
    {
        var now = air.Newest;
        var aliases = store.LoadAliases().Select(alias => new Alias(new(ConvertKind(alias), alias.Name), alias.Target));
        return ReportReview.Create(files, now.Snapshot, aliases, replies, VietnamTime.LocalDay(time.GetUtcNow()).Year, cancellation) with { ExpectedVersion = now.Version };
    }

    /// <summary>What the operator's own draft says of figures of which the review says something else.</summary>
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

    /// <summary>The review beside the operator's own draft: what would replace a figure that is prepared there is taken only when the desk says so.</summary>
    public static ReportReview WithDraftConflicts(ReportReview review, IReadOnlyDictionary<FigureKey, Edit> prepared) => prepared.Count == 0 ? review : review with
    {
        Lines = [.. review.Lines.Select(line => line is { State: ReviewLineState.New or ReviewLineState.Changed, Key: { } key } && prepared.ContainsKey(key) ? line with { State = ReviewLineState.Doubtful } : line)],
    };

    static bool IsSame(Edit edit, ReviewLine line) => edit is Restatement said && said.Value == line.Value && said.Qualifier == line.Qualifier;

    /// <summary>
    /// All that is new, changed, or doubtful and accepted, as one draft: taken, it is one version, and undone as one. Together with it the
    /// files are kept, and what was said of names is remembered: a review that is thrown away teaches nothing.
    /// </summary>
    /// <param name="accepted">The doubtful figures that the desk takes, and those in whose place its draft holds something else.</param>
    /// <param name="publisher">Who has made the report, as the screens name the source; null: the province itself, or else who takes it in.</param>
    /// <param name="replies">What was answered in this review.</param>
    /// <returns>How many figures are in the draft now that were not.</returns>
    /// <exception cref="NotSavedException">The disk refuses; the draft is as it was.</exception>
    public async Task<int> AddToDraft(
        Operator who, IReadOnlyList<UploadedReport> reports, ReportReview review, IReadOnlySet<FigureKey> accepted, string? publisher = null, QuestionAnswers? replies = null)
    {
        review = WithDraftConflicts(review, DraftConflicts(who, review));
        var edits = EditsFrom(who, reports, review, accepted, publisher);
        var used = ReportsInUse(reports, review, accepted);
        // What the rules ask, the desk is asked again before it takes the draft, of what stands there then.
        var doubts = AcceptedDoubts(used, review, accepted, finding => finding.Kind != ReportFindingKind.Rule);
        await NotSavedException.GuardOnPool(() => StoreFiles(used));
        await drafts.AddEdits(who, edits, doubts, new(ToStoredReports(who, used), AnsweredNames(who, review, replies)));
        notices.Notify();
        return edits.Length;
    }

    /// <summary>On air as one version, past the draft: for programs, that have been told all doubts and accept them.</summary>
    /// <returns>What came of it; null where nothing is new.</returns>
    /// <exception cref="NotSavedException">The disk refuses; nothing is on air.</exception>
    public async Task<DeskResult?> TakeOnAir(Operator who, IReadOnlyList<UploadedReport> reports, ReportReview review, Desk desk, string? publisher = null, QuestionAnswers? replies = null)
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
        var draft = Draft.From([.. edits.Select(edit => edit with { IsAccepted = true })]) with { AcceptedDoubts = AcceptedDoubts(used, review, accepted, _ => true) };
        var outcome = await desk.Take(draft, who, CancellationToken.None);
        if (outcome is Live.Commands.Committed or AwaitingApproval)
            await RememberNames(AnsweredNames(who, review, replies));
        return outcome;
    }

    /// <summary>What the desk has said of names so far.</summary>
    public IReadOnlyList<LearnedName> LearnedNames() =>
        [.. store.LoadAliases().Select(alias => new LearnedName(ConvertKind(alias), alias.Name, alias.OriginalText ?? alias.Name, alias.Target, alias.Actor, alias.OccurredAt))];

    /// <summary>The next report with that name is asked about again.</summary>
    /// <returns>False where somebody else was quicker.</returns>
    /// <exception cref="NotSavedException">The disk refuses; it is still known.</exception>
    public async Task<bool> ForgetName(LearnedName name)
    {
        var isForgotten = false;
        await NotSavedException.GuardOnPool(() => isForgotten = store.RemoveAlias(new(ConvertKind(name.Kind), name.Name, name.Target, name.OriginalText, name.Actor, name.LearnedAt)));
        notices.Notify();
        return isForgotten;
    }

    /// <summary>Told when a name was taught or is to be forgotten.</summary>
    public IDisposable Subscribe(Action notice) => notices.Subscribe(notice);

    /// <summary>What would be put into the draft.</summary>
    public ImmutableArray<Edit> EditsFrom(
        Operator who, IReadOnlyList<UploadedReport> reports, ReportReview review, IReadOnlySet<FigureKey> accepted, string? publisher = null)
    {
        var reference = air.Newest.Snapshot.Reference;
        var hashes = reports.ToDictionary(report => report.File.FileName, report => report.File.Sha256);
        var day = RecordEntries.ToIsoDate(VietnamTime.LocalDay(time.GetUtcNow()));
        var office = TextSanitizer.SanitizeLine(publisher, MaxPublisherLength) is { Length: > 0 } said ? said : null;
        // They stand in the journal and on the screens, in the language of the meeting, whoever reads the page in another.
        return Languages.RunInLanguage(Languages.Vietnamese, () => (ImmutableArray<Edit>)
        [
            .. AcceptedLines(review, accepted).Select(line => new Restatement(
                line.Key!.Value,
                line.Value!.Value,
                line.Qualifier,
                new Source(office ?? PublisherOf(line.Key.Value, who, reference), SourceTitle(line), ReportSourceUrl.ForReport(hashes[line.File], line.Location, line.SummedRowCount).ToString(), day),
                ReasonOf(line, reference),
                review.ExpectedVersion)),
        ]);
    }

    static IEnumerable<ReviewLine> AcceptedLines(ReportReview review, IReadOnlySet<FigureKey> accepted) =>
        review.Lines.Where(line => line.State is ReviewLineState.New or ReviewLineState.Changed || (line.State == ReviewLineState.Doubtful && accepted.Contains(line.Key!.Value)));

    /// <summary>The files that figures come from; of the others nothing is kept.</summary>
    static UploadedReport[] ReportsInUse(IReadOnlyList<UploadedReport> reports, ReportReview review, IReadOnlySet<FigureKey> accepted)
    {
        var used = AcceptedLines(review, accepted).Select(line => line.File).ToHashSet();
        return [.. reports.Where(report => used.Contains(report.File.FileName))];
    }

    /// <summary>What was doubtful in what is taken, of single figures and of their reports, as the journal will tell it.</summary>
    /// <param name="includes">Which of the doubts of single figures.</param>
    ImmutableArray<AcceptedDoubt> AcceptedDoubts(IReadOnlyList<UploadedReport> used, ReportReview review, IReadOnlySet<FigureKey> accepted, Func<ReportFinding, bool> includes)
    {
        var reference = air.Newest.Snapshot.Reference;
        var addresses = used.ToDictionary(report => report.File.FileName, report => ReportSourceUrl.ForReport(report.File.Sha256));
        return Languages.RunInLanguage(Languages.Vietnamese, () => (ImmutableArray<AcceptedDoubt>)
        [
            .. AcceptedLines(review, accepted).SelectMany(line => line.Findings.Where(finding => finding.IsDoubt && includes(finding))
                .Select(finding => new AcceptedDoubt(line.Key, addresses[line.File], $"{Language.DisplayNames.ForFigure(line.Key!.Value, reference)}: {finding.ToSentence(reference)}"))),
            .. review.Findings.Where(finding => finding.IsDoubt && addresses.ContainsKey(finding.File))
                .Select(finding => new AcceptedDoubt(null, addresses[finding.File], $"{finding.File}{(finding.Location is { } where ? $" {where}" : "")}: {finding.ToSentence(reference)}")),
        ]);
    }

    /// <summary>What that file says in the row of a cell, as it came, or why it cannot be read any more; null where the file or the row is not there.</summary>
    /// <exception cref="ReadingQueueFullException">Too many files wait to be read.</exception>
    public async Task<ReportSourceRow?> FindRow(UploadedFileReader reader, string hash, string sheet, int line, CancellationToken cancellation)
    {
        if (await Task.Run(() => FindReport(hash), cancellation) is not var (report, content))
            return null;
        // It came from outside once, and is as much to be feared as then.
        var read = await reader.ReadReport(report.Name, content, null, cancellation);
        if (read.Findings.FirstOrDefault(finding => finding.IsFileError) is { } problem)
            return new(report, null, null, problem);
        return read.Sheets.FirstOrDefault(one => one.Name == sheet) is { } found && found.Rows.FirstOrDefault(row => row.RowNumber == line) is { } row
            ? new(report, found, row, null)
            : null;
    }

    /// <summary>A file as it came, with its name; null where it is not there.</summary>
    public (ImportedReport Report, byte[] Content)? FindReport(string hash) => store.FindReportFile(hash) is { } kept && folder.TryReadReport(hash) is { } content
        ? (new(kept.Hash, kept.Name, kept.LengthBytes, kept.Actor, kept.OccurredAt), content)
        : null;

    /// <summary>Whether a row of a report that is kept is shown there.</summary>
    public bool IsStoredReport(string address) => ReportSourceUrl.TryParse(address, out var place) && store.FindReportFile(place.Hash) is not null;

    static string PublisherOf(FigureKey key, Operator who, ReferenceData reference) => key.Province is { } code && reference.FindProvince(code) is { } province ? Language.DisplayNames.ForProvince(province) : who.Name;

    /// <summary>Where it stands, the rate where its parts were in two currencies, and the doubts over which it was taken.</summary>
    static string ReasonOf(ReviewLine line, ReferenceData reference) => TextSanitizer.SanitizeLine(
        string.Join(". ", [
            Words.Reports["reason", $"{line.File} {line.Location}"],
            .. line.Findings.Where(finding => finding.IsDoubt || finding.Kind is ReportFindingKind.Converted or ReportFindingKind.AlsoInDong).Select(finding => finding.ToSentence(reference).TrimEnd('.')),
        ]),
        EditRules.MaxReasonLength);

    static string SourceTitle(ReviewLine line) => line.SummedRowCount > 0
        ? Words.Reports["source-sum", line.File, line.Location.SheetName, line.SummedRowCount]
        : Words.Reports["source", line.File, line.Location.ToString()];

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
        return [.. reports.Select(report => new ReportFileRecord(report.File.Sha256, report.File.FileName, report.Content.Length, who.Name, who.KeyId, at))];
    }

    /// <summary>What was answered now; what was known already stays as somebody else has said it.</summary>
    AliasRecord[] AnsweredNames(Operator who, ReportReview review, QuestionAnswers? replies)
    {
        var at = time.GetUtcNow();
        return
        [
            .. from question in review.Questions
               let answer = replies?.FindAnswer(question.Id)
               // What was sent and answers nothing is not remembered.
               where answer is not null && answer == question.Answer && question.AliasKey is not null
               let name = question.AliasKey!.Value
               group new AliasRecord(ConvertKind(name.Kind), name.FoldedName, answer, TextSanitizer.SanitizeLine(question.Subject, MaxOriginalTextLength), who.Name, at) by name into same
               select same.Last(),
        ];
    }

    async Task RememberNames(AliasRecord[] names)
    {
        try
        {
            await NotSavedException.GuardOnPool(() => store.SaveImport(new([], names)));
            notices.Notify();
        }
        catch (NotSavedException)
        {
            // Its figures are on air: what could not be remembered is asked once more.
        }
    }
}
