using System.Collections.Immutable;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
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
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Live.Imports;

/// <summary>
/// Imports reports: compares them with the current figures, and puts accepted figures into an operator's draft. Stores nothing before
/// that. Singleton; thread-safe.
/// </summary>
public sealed class ReportImporter(ReportStore store, ReportFolder folder, Drafts drafts, LiveBriefing briefing, TimeProvider time)
{
    /// <summary>A cell that should hold a name may hold a whole paragraph by mistake.</summary>
    const int MaxOriginalTextLength = 200;

    /// <summary>The journal and the screens show the texts that are made here, whatever the operator's language.</summary>
    static readonly DisplayLanguage JournalLanguage = DisplayLanguage.Vietnamese;

    readonly ChangeNotifier notifier = new();

    ReferenceData Reference => briefing.Newest.Snapshot.Reference;

    /// <summary>The day of the import, as the source of a figure states it.</summary>
    DateOnly Today => VietnamTime.LocalDay(time.GetUtcNow());

    public ReportReview Review(IReadOnlyList<ReportFile> files, QuestionAnswers replies, CancellationToken cancellation = default)
    {
        var now = briefing.Newest;
        // A learned name of a sector that was merged since means the other one.
        var aliases = AliasesByAge().Select(alias => new Alias(alias.Key, alias.Key.Kind == AliasKind.Sector
            ? now.Snapshot.Reference.ResolveSector(alias.Stored.Target)
            : alias.Stored.Target));
        return ReportReview.Create(files, now.Snapshot, aliases, replies, Today.Year, cancellation) with { ExpectedVersion = now.Version };
    }

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
        Operator actor,
        IReadOnlyList<UploadedReport> reports,
        ReportReview review,
        IReadOnlySet<FigureKey> accepted,
        string? publisher = null,
        QuestionAnswers? replies = null)
    {
        review = ReviewAgainstDraft.Create(review, drafts.ForOperator(actor)).Review;
        var content = new ReportEdits(reports, review, accepted, Reference);
        var edits = content.CreateEdits(actor, publisher, Today);
        // Without questions of the rules: the desk asks them again before the take, about the figures as they are then.
        var doubts = content.CreateAcceptedDoubts(finding => finding.Kind != ReportFindingKind.EditRule);
        await NotSavedException.GuardOnPool(() => StoreFiles(content.UsedReports));
        var (stored, names) = (ToStoredReports(actor, content.UsedReports), AnsweredNames(actor, review, replies));
        await drafts.AddEdits(actor, edits, doubts, new(stored, names));
        notifier.Notify();
        return edits.Length;
    }

    /// <summary>Takes the figures as one version without a draft: for programs, which have seen all doubts and accept them.</summary>
    /// <returns>Null where the reports have no new figure.</returns>
    /// <exception cref="NotSavedException">The write failed; nothing is on air.</exception>
    public async Task<DeskResult?> TakeOnAir(
        Operator actor,
        IReadOnlyList<UploadedReport> reports,
        ReportReview review,
        Desk desk,
        string? publisher = null,
        QuestionAnswers? replies = null)
    {
        var accepted = review.Lines.Where(line => line.State == ReviewLineState.Doubtful).Select(line => line.Key!.Value).ToHashSet();
        var content = new ReportEdits(reports, review, accepted, Reference);
        var edits = content.CreateEdits(actor, publisher, Today);
        if (edits.IsEmpty)
            return null;
        await NotSavedException.GuardOnPool(() =>
        {
            StoreFiles(content.UsedReports);
            store.SaveImport(new(ToStoredReports(actor, content.UsedReports), []));
        });
        var draft = Draft.From([.. edits.Select(edit => edit with { IsAccepted = true })]) with
        {
            AcceptedDoubts = content.CreateAcceptedDoubts(_ => true),
        };
        var result = await desk.Take(draft, actor, CancellationToken.None);
        if (result is Live.Commands.Committed or AwaitingApproval)
            await RememberNames(AnsweredNames(actor, review, replies));
        return result;
    }

    /// <summary>Reads the disk.</summary>
    public IReadOnlyList<LearnedName> LearnedNames() =>
    [
        .. store.LoadAliases().Select(alias => new LearnedName(
            SqlMapping.ParseCode<AliasKind>(alias.Kind),
            alias.Name,
            alias.OriginalText ?? alias.Name,
            alias.Target,
            alias.Actor,
            alias.OccurredAt)),
    ];

    /// <summary>The next report with that name asks about it again.</summary>
    /// <returns>False where another operator had already removed it.</returns>
    /// <exception cref="NotSavedException">The write failed; the name is still known.</exception>
    public async Task<bool> ForgetName(LearnedName name)
    {
        var isForgotten = false;
        var alias = new AliasRecord(name.Kind.ToCode(), name.Name, name.Target, name.OriginalText, name.Actor, name.LearnedAt);
        await NotSavedException.GuardOnPool(() => isForgotten = store.RemoveAlias(alias));
        notifier.Notify();
        return isForgotten;
    }

    /// <summary>Notifies when a name was learned or forgotten.</summary>
    public IDisposable Subscribe(Action notice) => notifier.Subscribe(notice);

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


    void StoreFiles(IReadOnlyList<UploadedReport> reports)
    {
        foreach (var report in reports)
            folder.SaveReport(report.File.Sha256, report.Content);
    }

    ReportFileRecord[] ToStoredReports(Operator actor, IReadOnlyList<UploadedReport> reports)
    {
        var at = time.GetUtcNow();
        return
        [
            .. reports.Select(report =>
                new ReportFileRecord(report.File.Sha256, report.File.FileName, report.Content.Length, actor.Name, actor.KeyId, at)),
        ];
    }

    /// <summary>Names answered in this review; names that were known before keep their answer and actor.</summary>
    AliasRecord[] AnsweredNames(Operator actor, ReportReview review, QuestionAnswers? replies)
    {
        var at = time.GetUtcNow();
        // A name is stored once, in the spelling in which it was learned first.
        var stored = new Dictionary<AliasKey, string>();
        foreach (var (key, alias) in AliasesByAge())
            stored[key] = alias.Name;
        return
        [
            .. from question in review.Questions
               let answer = replies?.FindAnswer(question.Id)
               // Ignores a reply that is not a possible answer to its question.
               where answer is not null && answer == question.Answer && question.AliasKey is not null
               let name = question.AliasKey!.Value
               let text = TextSanitizer.SanitizeLine(question.Subject, MaxOriginalTextLength)
               let storedName = stored.GetValueOrDefault(name, name.FoldedName)
               group new AliasRecord(name.Kind.ToCode(), storedName, answer, text, actor.Name, at) by name into same
               select same.Last(),
        ];
    }

    /// <summary>The oldest first: of names that were stored before blanks and hyphens were ignored, the last counts.</summary>
    IEnumerable<(AliasKey Key, AliasRecord Stored)> AliasesByAge() => store.LoadAliases().OrderBy(alias => alias.OccurredAt)
        .Select(alias => (new AliasKey(SqlMapping.ParseCode<AliasKind>(alias.Kind), alias.Name), alias));

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
