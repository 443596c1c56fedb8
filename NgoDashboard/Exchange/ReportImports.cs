using System.Collections.Immutable;
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

/// <summary>
/// Takes reports in: reads them beside the figures as they are now, and puts what was accepted into a desk's draft. Until then nothing is
/// stored. One for the whole server; safe on any thread.
/// </summary>
public sealed class ReportImports(ReportStore store, ReportFolder folder, Drafts drafts, Air air, TimeProvider time)
{
    /// <summary>Where a file that is kept is shown, row by row as it came.</summary>
    public const string Path = "/desk/reports";

    const int LongestPublisher = 200;

    public ReportReview Review(IReadOnlyList<ReportFile> files, Replies replies)
    {
        var now = air.Newest;
        var aliases = store.Aliases().Select(alias => new Alias(alias.Kind == "sector" ? AliasKind.Sector : AliasKind.Province, alias.Name, alias.Target));
        return ReportReview.Of(files, now.Snapshot, aliases, replies, VietNam.Day(time.GetUtcNow()).Year) with { Seen = now.Version };
    }

    /// <summary>Each with a name of its own: by it its questions and its figures are told from those of the others.</summary>
    public static string NameFor(string name, IEnumerable<string> taken)
    {
        var others = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var free = name;
        for (var i = 2; others.Contains(free); i++)
            free = $"{System.IO.Path.GetFileNameWithoutExtension(name)} ({i}){System.IO.Path.GetExtension(name)}";
        return free;
    }

    /// <summary>
    /// All that is new, changed, or doubtful and accepted, as one draft: taken, it is one version, and undone as one. The files are kept, and
    /// what was said of names is remembered.
    /// </summary>
    /// <param name="accepted">The doubtful figures that the desk takes.</param>
    /// <param name="publisher">Who has made the report, as the screens name the source; null: the province itself, or else who takes it in.</param>
    /// <returns>How many figures are in the draft now that were not.</returns>
    /// <exception cref="NotKeptException">The disk refuses; the draft is as it was.</exception>
    public async Task<int> Put(
        Operator who, IReadOnlyList<ChosenReport> reports, ReportReview review, IReadOnlySet<FigureKey> accepted, string? publisher = null)
    {
        var edits = Edits(who, reports, review, accepted, publisher);
        await Keep(who, Used(reports, review, accepted), review);
        await drafts.Put(who, edits);
        return edits.Length;
    }

    /// <summary>On air as one version, past the draft: for programs, that have been told all doubts and accept them.</summary>
    /// <returns>What came of it; null where nothing is new.</returns>
    /// <exception cref="NotKeptException">The disk refuses; nothing is on air.</exception>
    public async Task<Outcome?> Take(Operator who, IReadOnlyList<ChosenReport> reports, ReportReview review, Desk desk, string? publisher = null)
    {
        var accepted = review.Lines.Where(line => line.State == LineState.Doubtful).Select(line => line.Key!.Value).ToHashSet();
        var edits = Edits(who, reports, review, accepted, publisher);
        if (edits.IsEmpty)
            return null;
        await Keep(who, Used(reports, review, accepted), review);
        return await desk.Take(Draft.Of([.. edits.Select(edit => edit with { IsAccepted = true })]), who, CancellationToken.None);
    }

    /// <summary>What would be put into the draft.</summary>
    public ImmutableArray<Edit> Edits(
        Operator who, IReadOnlyList<ChosenReport> reports, ReportReview review, IReadOnlySet<FigureKey> accepted, string? publisher = null)
    {
        var reference = air.Newest.Snapshot.Reference;
        var hashes = reports.ToDictionary(report => report.File.Name, report => report.File.Hash);
        var day = RecordRows.Iso(VietNam.Day(time.GetUtcNow()));
        var office = publisher?.Trim() is { Length: > 0 } said ? Cut(said, LongestPublisher) : null;
        // They stand in the journal and on the screens, in the language of the meeting, whoever reads the page in another.
        return Languages.In(Languages.Vietnamese, () => (ImmutableArray<Edit>)
        [
            .. Taken(review, accepted).Select(line => new Restatement(
                line.Key!.Value,
                line.Value!.Value,
                line.Qualifier,
                new Source(office ?? Owner(line.Key.Value, who, reference), Title(line), Address(hashes[line.File], line.Where), day),
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

    static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";

    /// <summary>What that file says in the row of a cell, as it came; null where the file or the row is not there.</summary>
    public (KeptReport Report, Sheet Sheet, SheetRow Row)? Find(string hash, string sheet, int line)
    {
        if (Find(hash) is not var (report, content))
            return null;
        var read = ReportFiles.Read(report.Name, content);
        return read.Sheets.FirstOrDefault(one => one.Name == sheet) is { } found && found.Rows.FirstOrDefault(row => row.Line == line) is { } row ? (report, found, row) : null;
    }

    /// <summary>A file as it came, with its name; null where it is not there.</summary>
    public (KeptReport Report, byte[] Content)? Find(string hash) => store.Find(hash) is { } kept && folder.Find(hash) is { } content
        ? (new(kept.Hash, kept.Name, kept.Length, kept.Who, kept.At), content)
        : null;

    static string Owner(FigureKey key, Operator who, Reference reference) => key.Province is { } code && reference.Province(code) is { } province ? Language.Names.Of(province) : who.Name;

    /// <summary>Where it stands, the rate where its parts were in two currencies, and the doubts over which it was taken.</summary>
    static string Reason(ReviewLine line, Reference reference) => Cut(
        string.Join(". ", [
            Words.Reports["reason", $"{line.File} {line.Where}"],
            .. line.Findings.Where(finding => finding.IsDoubt || finding.Kind == ReportFindingKind.Converted).Select(finding => finding.Sentence(reference).TrimEnd('.')),
        ]),
        EditRules.LongestReason);

    static string Title(ReviewLine line) => line.Rows > 0
        ? Words.Reports["source-sum", line.File, line.Where.Sheet, line.Rows]
        : Words.Reports["source", line.File, line.Where.ToString()];

    static string Address(string hash, Place where) => $"{Path}/{hash}?sheet={Uri.EscapeDataString(where.Sheet)}&line={where.Line}";

    async Task Keep(Operator who, IReadOnlyList<ChosenReport> reports, ReportReview review)
    {
        try
        {
            // The disk waits: on a pool thread.
            await Task.Run(() => Write(who, reports, review));
        }
        catch (StorageException refused)
        {
            throw new NotKeptException(refused);
        }
    }

    void Write(Operator who, IReadOnlyList<ChosenReport> reports, ReportReview review)
    {
        var at = time.GetUtcNow();
        foreach (var report in reports)
            folder.Keep(report.File.Hash, report.Content);
        store.Put(
            [.. reports.Select(report => new StoredReport(report.File.Hash, report.File.Name, report.Content.Length, who.Name, who.KeyId, at))],
            [
                .. review.Questions.Where(question => question is { Kind: QuestionKind.Province or QuestionKind.Sector, Answer: not null })
                    .Select(question => new StoredAlias(question.Kind == QuestionKind.Sector ? "sector" : "province", Folding.Fold(question.About), question.Answer!)),
            ],
            who.Name,
            at);
    }
}
