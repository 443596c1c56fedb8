using System.Collections.Immutable;
using NgoDashboard.Exchange.SentFiles;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Reports;
using NgoDashboard.Storage;

namespace NgoDashboard.Exchange;

/// <summary>A file that somebody has chosen, and what was read from it.</summary>
public sealed record ChosenReport(ReportFile File, byte[] Content);

/// <summary>A file that figures came from.</summary>
/// <param name="Hash">SHA-256 in hexadecimal.</param>
/// <param name="Length">In bytes.</param>
public sealed record KeptReport(string Hash, string Name, long Length, string Who, DateTimeOffset At);

/// <summary>A row of a file that figures came from.</summary>
/// <param name="Problem">Why the file was not read this time: it met a limit. Then there is no row.</param>
public sealed record ReportRow(KeptReport Report, Sheet? Sheet, SheetRow? Row, ReportFinding? Problem);

/// <summary>What the desk has said of a name in a report, and is not asked again.</summary>
/// <param name="Name">Folded: what it is known by.</param>
/// <param name="Written">As that report wrote it; where that is not known, the folded name.</param>
/// <param name="Target">A province's code, a sector's id, a measure's word, or <see cref="Alias.Nowhere"/>.</param>
public sealed record TaughtName(AliasKind Kind, string Name, string Written, string Target, string Who, DateTimeOffset At);

/// <summary>
/// Takes reports in: reads them beside the figures as they are now, and puts what was accepted into a desk's draft. Until then nothing is
/// stored. One for the whole server; safe on any thread.
/// </summary>
public sealed class ReportImports(ReportStore store, ReportFolder folder, Drafts drafts, Air air, TimeProvider time)
{
    const int LongestPublisher = 200;

    /// <summary>A name in a report may be a paragraph by mistake.</summary>
    const int LongestWritten = 200;

    readonly Notices notices = new();

    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public ReportReview Review(IReadOnlyList<ReportFile> files, Replies replies, CancellationToken cancellation = default)
    {
        var now = air.Newest;
        var aliases = store.Aliases().Select(alias => new Alias(new(KindOf(alias), alias.Name), alias.Target));
        return ReportReview.Of(files, now.Snapshot, aliases, replies, VietNam.Day(time.GetUtcNow()).Year, cancellation) with { Seen = now.Version };
    }

    /// <summary>What the operator's own draft says of figures of which the review says something else.</summary>
    public IReadOnlyDictionary<FigureKey, Edit> Prepared(Operator who, ReportReview review)
    {
        var edits = drafts.Of(who).Edits.ToLookup(edit => edit.Key);
        var prepared = new Dictionary<FigureKey, Edit>();
        foreach (var line in review.Lines)
        {
            if (line.Key is { } key && edits[key].LastOrDefault() is { } edit && !IsSame(edit, line))
                prepared[key] = edit;
        }

        return prepared;
    }

    /// <summary>The review beside the operator's own draft: what would replace a figure that is prepared there is taken only when the desk says so.</summary>
    public static ReportReview Beside(ReportReview review, IReadOnlyDictionary<FigureKey, Edit> prepared) => prepared.Count == 0 ? review : review with
    {
        Lines = [.. review.Lines.Select(line => line is { State: LineState.New or LineState.Changed, Key: { } key } && prepared.ContainsKey(key) ? line with { State = LineState.Doubtful } : line)],
    };

    static bool IsSame(Edit edit, ReviewLine line) => edit is Restatement said && said.Value == line.Value && said.Qualifier == line.Qualifier;

    /// <summary>
    /// All that is new, changed, or doubtful and accepted, as one draft: taken, it is one version, and undone as one. Together with it the
    /// files are kept, and what was said of names is remembered: a review that is thrown away teaches nothing.
    /// </summary>
    /// <param name="accepted">The doubtful figures that the desk takes, and those in whose place its draft holds something else.</param>
    /// <param name="publisher">Who has made the report, as the screens name the source; null: the province itself, or else who takes it in.</param>
    /// <param name="said">What was answered in this review.</param>
    /// <returns>How many figures are in the draft now that were not.</returns>
    /// <exception cref="NotKeptException">The disk refuses; the draft is as it was.</exception>
    public async Task<int> Put(
        Operator who, IReadOnlyList<ChosenReport> reports, ReportReview review, IReadOnlySet<FigureKey> accepted, string? publisher = null, Replies? said = null)
    {
        review = Beside(review, Prepared(who, review));
        var edits = Edits(who, reports, review, accepted, publisher);
        var used = Used(reports, review, accepted);
        // What the rules ask, the desk is asked again before it takes the draft, of what stands there then.
        var doubts = Doubts(used, review, accepted, finding => finding.Kind != ReportFindingKind.Rule);
        await NotKeptException.GuardOnPool(() => Keep(used));
        await drafts.Put(who, edits, doubts, new(Files(who, used), NamesSaid(who, review, said)));
        notices.Tell();
        return edits.Length;
    }

    /// <summary>On air as one version, past the draft: for programs, that have been told all doubts and accept them.</summary>
    /// <returns>What came of it; null where nothing is new.</returns>
    /// <exception cref="NotKeptException">The disk refuses; nothing is on air.</exception>
    public async Task<Outcome?> Take(Operator who, IReadOnlyList<ChosenReport> reports, ReportReview review, Desk desk, string? publisher = null, Replies? said = null)
    {
        var accepted = review.Lines.Where(line => line.State == LineState.Doubtful).Select(line => line.Key!.Value).ToHashSet();
        var edits = Edits(who, reports, review, accepted, publisher);
        if (edits.IsEmpty)
            return null;
        var used = Used(reports, review, accepted);
        await NotKeptException.GuardOnPool(() =>
        {
            Keep(used);
            store.Put(new(Files(who, used), []));
        });
        var draft = Draft.Of([.. edits.Select(edit => edit with { IsAccepted = true })]) with { Accepted = Doubts(used, review, accepted, _ => true) };
        var outcome = await desk.Take(draft, who, CancellationToken.None);
        if (outcome is Live.Taken or Awaiting)
            await Teach(NamesSaid(who, review, said));
        return outcome;
    }

    /// <summary>What the desk has said of names so far.</summary>
    public IReadOnlyList<TaughtName> Taught() =>
        [.. store.Aliases().Select(alias => new TaughtName(KindOf(alias), alias.Name, alias.Written ?? alias.Name, alias.Target, alias.Who, alias.At))];

    /// <summary>The next report with that name is asked about again.</summary>
    /// <returns>False where somebody else was quicker.</returns>
    /// <exception cref="NotKeptException">The disk refuses; it is still known.</exception>
    public async Task<bool> Forget(TaughtName name)
    {
        var isForgotten = false;
        await NotKeptException.GuardOnPool(() => isForgotten = store.Forget(new(KindOf(name.Kind), name.Name, name.Target, name.Written, name.Who, name.At)));
        notices.Tell();
        return isForgotten;
    }

    /// <summary>Told when a name was taught or is to be forgotten.</summary>
    public IDisposable Subscribe(Action notice) => notices.Subscribe(notice);

    /// <summary>What would be put into the draft.</summary>
    public ImmutableArray<Edit> Edits(
        Operator who, IReadOnlyList<ChosenReport> reports, ReportReview review, IReadOnlySet<FigureKey> accepted, string? publisher = null)
    {
        var reference = air.Newest.Snapshot.Reference;
        var hashes = reports.ToDictionary(report => report.File.Name, report => report.File.Hash);
        var day = RecordRows.Iso(VietNam.Day(time.GetUtcNow()));
        var office = PlainText.OneLine(publisher, LongestPublisher) is { Length: > 0 } said ? said : null;
        // They stand in the journal and on the screens, in the language of the meeting, whoever reads the page in another.
        return Languages.In(Languages.Vietnamese, () => (ImmutableArray<Edit>)
        [
            .. Taken(review, accepted).Select(line => new Restatement(
                line.Key!.Value,
                line.Value!.Value,
                line.Qualifier,
                new Source(office ?? Owner(line.Key.Value, who, reference), Title(line), ReportAddress.Of(hashes[line.File], line.Where, line.Rows).ToString(), day),
                Reason(line, reference),
                review.Seen)),
        ]);
    }

    static IEnumerable<ReviewLine> Taken(ReportReview review, IReadOnlySet<FigureKey> accepted) =>
        review.Lines.Where(line => line.State is LineState.New or LineState.Changed || (line.State == LineState.Doubtful && accepted.Contains(line.Key!.Value)));

    /// <summary>The files that figures come from; of the others nothing is kept.</summary>
    static ChosenReport[] Used(IReadOnlyList<ChosenReport> reports, ReportReview review, IReadOnlySet<FigureKey> accepted)
    {
        var used = Taken(review, accepted).Select(line => line.File).ToHashSet();
        return [.. reports.Where(report => used.Contains(report.File.Name))];
    }

    /// <summary>What was doubtful in what is taken, of single figures and of their reports, as the journal will tell it.</summary>
    /// <param name="isTold">Which of the doubts of single figures.</param>
    ImmutableArray<AcceptedDoubt> Doubts(IReadOnlyList<ChosenReport> used, ReportReview review, IReadOnlySet<FigureKey> accepted, Func<ReportFinding, bool> isTold)
    {
        var reference = air.Newest.Snapshot.Reference;
        var addresses = used.ToDictionary(report => report.File.Name, report => ReportAddress.Of(report.File.Hash));
        return Languages.In(Languages.Vietnamese, () => (ImmutableArray<AcceptedDoubt>)
        [
            .. Taken(review, accepted).SelectMany(line => line.Findings.Where(finding => finding.IsDoubt && isTold(finding))
                .Select(finding => new AcceptedDoubt(line.Key, addresses[line.File], $"{Language.Names.Of(line.Key!.Value, reference)}: {finding.Sentence(reference)}"))),
            .. review.Findings.Where(finding => finding.IsDoubt && addresses.ContainsKey(finding.File))
                .Select(finding => new AcceptedDoubt(null, addresses[finding.File], $"{finding.File}{(finding.Where is { } where ? $" {where}" : "")}: {finding.Sentence(reference)}")),
        ]);
    }

    /// <summary>What that file says in the row of a cell, as it came, or why it cannot be read any more; null where the file or the row is not there.</summary>
    /// <exception cref="ReadingQueueFullException">Too many files wait to be read.</exception>
    public async Task<ReportRow?> FindRow(SentFileReader reader, string hash, string sheet, int line, CancellationToken cancellation)
    {
        if (await Task.Run(() => Find(hash), cancellation) is not var (report, content))
            return null;
        // It came from outside once, and is as much to be feared as then.
        var read = await reader.ReadReport(report.Name, content, null, cancellation);
        if (read.Findings.FirstOrDefault(finding => finding.IsOfFile) is { } problem)
            return new(report, null, null, problem);
        return read.Sheets.FirstOrDefault(one => one.Name == sheet) is { } found && found.Rows.FirstOrDefault(row => row.Line == line) is { } row
            ? new(report, found, row, null)
            : null;
    }

    /// <summary>A file as it came, with its name; null where it is not there.</summary>
    public (KeptReport Report, byte[] Content)? Find(string hash) => store.Find(hash) is { } kept && folder.Find(hash) is { } content
        ? (new(kept.Hash, kept.Name, kept.Length, kept.Who, kept.At), content)
        : null;

    /// <summary>Whether a row of a report that is kept is shown there.</summary>
    public bool IsKept(string address) => ReportAddress.TryParse(address, out var place) && store.Find(place.Hash) is not null;

    static string Owner(FigureKey key, Operator who, Reference reference) => key.Province is { } code && reference.Province(code) is { } province ? Language.Names.Of(province) : who.Name;

    /// <summary>Where it stands, the rate where its parts were in two currencies, and the doubts over which it was taken.</summary>
    static string Reason(ReviewLine line, Reference reference) => PlainText.OneLine(
        string.Join(". ", [
            Words.Reports["reason", $"{line.File} {line.Where}"],
            .. line.Findings.Where(finding => finding.IsDoubt || finding.Kind is ReportFindingKind.Converted or ReportFindingKind.AlsoInDong).Select(finding => finding.Sentence(reference).TrimEnd('.')),
        ]),
        EditRules.LongestReason);

    static string Title(ReviewLine line) => line.Rows > 0
        ? Words.Reports["source-sum", line.File, line.Where.Sheet, line.Rows]
        : Words.Reports["source", line.File, line.Where.ToString()];

    static AliasKind KindOf(StoredAlias alias) => Enum.Parse<AliasKind>(alias.Kind, ignoreCase: true);

    static string KindOf(AliasKind kind) => kind.ToString().ToLowerInvariant();

    void Keep(IReadOnlyList<ChosenReport> reports)
    {
        foreach (var report in reports)
            folder.Keep(report.File.Hash, report.Content);
    }

    StoredReport[] Files(Operator who, IReadOnlyList<ChosenReport> reports)
    {
        var at = time.GetUtcNow();
        return [.. reports.Select(report => new StoredReport(report.File.Hash, report.File.Name, report.Content.Length, who.Name, who.KeyId, at))];
    }

    /// <summary>What was answered now; what was known already stays as somebody else has said it.</summary>
    StoredAlias[] NamesSaid(Operator who, ReportReview review, Replies? said)
    {
        var at = time.GetUtcNow();
        return
        [
            .. from question in review.Questions
               let answer = said?.To(question.Id)
               // What was sent and answers nothing is not remembered.
               where answer is not null && answer == question.Answer && question.Name is not null
               let name = question.Name!.Value
               group new StoredAlias(KindOf(name.Kind), name.Folded, answer, PlainText.OneLine(question.About, LongestWritten), who.Name, at) by name into same
               select same.Last(),
        ];
    }

    async Task Teach(StoredAlias[] names)
    {
        try
        {
            await NotKeptException.GuardOnPool(() => store.Put(new([], names)));
            notices.Tell();
        }
        catch (NotKeptException)
        {
            // Its figures are on air: what could not be remembered is asked once more.
        }
    }
}
