using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readers;
using NgoDashboard.Reports.Readings;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Tables;

namespace NgoDashboard.Reports.Review;

/// <summary>
/// The contents of files compared with the figures: lines, questions and findings. Pure: the same files, figures and answers give the same
/// review, and nothing is stored. A question is answered by creating the review again with one more answer.
/// </summary>
public sealed record ReportReview(
    ImmutableArray<ReviewLine> Lines, ImmutableArray<Question> Questions, ImmutableArray<ReportFinding> Findings)
{
    /// <summary>The version of the figures with which the files were compared: a draft that is made from the review expects it.</summary>
    public long ExpectedVersion { get; init; }

    /// <summary>What became of every number, for each sheet in the order of the files.</summary>
    public ImmutableArray<SheetAccount> Accounts { get; init; } = [];

    /// <summary>The tables in the order of the files.</summary>
    public ImmutableArray<TableOverview> Tables { get; init; } = [];

    /// <summary>Whether all of it may be taken without asking the desk.</summary>
    /// <param name="isAccepted">Doubtful lines were accepted beforehand.</param>
    public bool CanBeTaken(bool isAccepted) =>
        !OpenQuestions.Any() && CountLines(ReviewLineState.Refused) == 0 && CountLines(ReviewLineState.AwaitingAnswer) == 0
        && !Findings.Any(finding => finding.IsFileError)
        && (isAccepted || (CountLines(ReviewLineState.Doubtful) == 0 && !Findings.Any(finding => finding.IsDoubt)));

    public int CountLines(ReviewLineState state) => Lines.Count(line => line.State == state);

    /// <summary>Questions without a valid answer, for which something waits.</summary>
    public IEnumerable<Question> OpenQuestions => Questions.Where(question => question is { Answer: null, IsOptional: false });

    /// <param name="newestYear">The newest year that is offered where a table states no period.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static ReportReview Create(
        IReadOnlyList<ReportFile> files, Snapshot snapshot, IEnumerable<Alias> aliases, QuestionAnswers answers, int newestYear,
        CancellationToken cancellation = default)
    {
        var names = new NameLookup(snapshot.Reference, aliases);
        var log = new QuestionLog(answers, names, snapshot.Reference);
        var columns = new ColumnAnswers(answers, names);
        var context = new ReadingContext(names, snapshot.Reference, log, newestYear, cancellation);
        var (claims, accounts, overviews) = (new List<ReportedValue>(), new List<SheetAccount>(), new List<TableOverview>());
        foreach (var file in files)
        {
            log.Findings.AddRange(file.Findings);
            var hasTable = false;
            foreach (var sheet in file.Sheets)
            {
                var tables = new List<(ReportTable Table, TableReading Reading)>();
                foreach (var table in ReportTable.FindTables(file.FileName, sheet, names, columns, cancellation))
                {
                    cancellation.ThrowIfCancellationRequested();
                    tables.Add((table, TableReader.Read(table, context)));
                    claims.AddRange(tables[^1].Reading.Values);
                }

                hasTable |= tables.Count > 0;
                overviews.AddRange(tables.Select(entry => TableOverview.From(entry.Table)));
                accounts.Add(new(file.FileName, sheet.Name, [.. CellAccount.Create(sheet, tables)]));
                if (tables.Count > 0 && accounts[^1].FindOutsideTables() is [var first, ..] outside)
                    log.AddFinding(ReportFindingKind.NumberOutsideTable, file.FileName,
                        new(sheet.Name, first.RowNumber, first.ColumnIndex), outside.Length);

                if (sheet.HiddenRowCount > 0)
                    log.AddFinding(ReportFindingKind.HiddenRows, file.FileName,
                        new(sheet.Name, sheet.Rows.Count > 0 ? sheet.Rows[0].RowNumber : 1), sheet.HiddenRowCount);
            }

            if (!hasTable && !file.Findings.Any(finding => finding.IsFileError))
                log.AddFinding(ReportFindingKind.NoTable, file.FileName, null);
        }

        log.Findings.AddRange(
            claims.Where(claim => claim.IsCalculated).Select(claim => FindCalculatedDifference(claim, snapshot)).OfType<ReportFinding>());
        var stated = DuplicateValues.ResolveDuplicates([.. claims.Where(claim => !claim.IsCalculated || IsFilledIn(claim, snapshot))], log);
        var lines = FigureComparison.Compare(stated, snapshot, cancellation)
            .Concat(log.Findings.Where(finding => finding.IsRefusal || finding.Kind == ReportFindingKind.Unanswered).Select(ToUnreadLine));
        return new([.. lines], [.. log.Questions], [.. log.Findings])
        {
            Accounts = [.. accounts],
            Tables = [.. overviews],
        };
    }

    static ReviewLine ToUnreadLine(ReportFinding finding) => new(
        finding.IsRefusal ? ReviewLineState.Refused : ReviewLineState.AwaitingAnswer, finding.File, finding.Location ?? default, null, null,
        Qualifier.Exact, null, finding.Args.Count > 0 ? finding.Args[0].ToString() ?? "" : "", 0, [finding]);

    /// <summary>Whether a number was filled in where no value was published: then it is a figure.</summary>
    static bool IsFilledIn(ReportedValue claim, Snapshot snapshot) => snapshot.GetTotal(claim.Key).Value is null;

    /// <summary>A finding if a calculated total that this program exported was edited, because such an edit changes no figure.</summary>
    static ReportFinding? FindCalculatedDifference(ReportedValue claim, Snapshot snapshot) =>
        snapshot.GetTotal(claim.Key).Value is { } now && now != claim.Value
            ? new(ReportFindingKind.CalculatedTotalDiffers, claim.File, claim.Location, claim.Value, now)
            {
                ResponsibleProvince = claim.Key.Province,
            }
            : null;
}
