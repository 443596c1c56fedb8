using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readers;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Tables;

namespace NgoDashboard.Reports.Review;

/// <summary>What a line of a report would do to the figures.</summary>
public enum ReviewLineState
{
    /// <summary>Not taken, whatever the desk says: there is no number, or no place for it.</summary>
    Refused,

    /// <summary>Waits for an answer.</summary>
    Asked,

    /// <summary>Taken only when the desk says so.</summary>
    Doubtful,
    Changed,
    New,
    Unchanged,
}

/// <summary>One line of the review.</summary>
/// <param name="Key">Null where a row could not be read as far as that.</param>
/// <param name="CurrentStatement">What the figure says now.</param>
public sealed record ReviewLine(
    ReviewLineState State, string File, CellReference Location, FigureKey? Key, Quantity? Value, Qualifier Qualifier, Statement? CurrentStatement, string WrittenText, int SummedRowCount, ImmutableArray<ReportFinding> Findings)
{
    /// <summary>New value less old, in the new one's unit; null where they cannot be compared.</summary>
    public Quantity? Difference(ReferenceData reference) =>
        Value is { } now && Key is { } key && CurrentStatement?.Value.ConvertTo(now.Unit, reference.VndPerUsd(key.Period.To.Year)) is { } then ? new Quantity(now.MinorUnits - then.MinorUnits, now.Unit) : null;
}

/// <summary>A file as it was read, before anything in it is understood.</summary>
/// <param name="Sha256">SHA-256 of its bytes, in hexadecimal.</param>
/// <param name="Findings">What was wrong or is to be known of the file itself.</param>
public sealed record ReportFile(string FileName, string Sha256, IReadOnlyList<Sheet> Sheets, IReadOnlyList<ReportFinding> Findings)
{
    /// <summary>
    /// Its texts come to lists, questions, reasons and sources: here what may not be shown is left out of all of them. Cleaned, not refused:
    /// the office that wrote the file is not there to mend it.
    /// </summary>
    public IReadOnlyList<Sheet> Sheets { get; init; } = [.. Sheets.Select(sheet => sheet.Sanitize())];
}

/// <summary>
/// What files say, set beside what is there: lines, questions and checks. Pure: the same files, figures and answers give the same review,
/// and nothing is stored. Reading again with one answer more is how a question is answered.
/// </summary>
public sealed record ReportReview(ImmutableArray<ReviewLine> Lines, ImmutableArray<Question> Questions, ImmutableArray<ReportFinding> Findings)
{
    /// <summary>The version that it was set beside: what is put into a draft says that its desk has seen this.</summary>
    public long ExpectedVersion { get; init; }

    /// <summary>Whether all of it may be taken without another word of anybody.</summary>
    /// <param name="isAccepted">What is doubtful was accepted beforehand.</param>
    public bool CanBeTaken(bool isAccepted) =>
        !OpenQuestions.Any() && CountLines(ReviewLineState.Refused) == 0 && CountLines(ReviewLineState.Asked) == 0 && !Findings.Any(finding => finding.IsFileError)
        && (isAccepted || (CountLines(ReviewLineState.Doubtful) == 0 && !Findings.Any(finding => finding.IsDoubt)));

    public int CountLines(ReviewLineState state) => Lines.Count(line => line.State == state);

    /// <summary>Questions that nobody has answered.</summary>
    public IEnumerable<Question> OpenQuestions => Questions.Where(question => question.Answer is null);

    /// <param name="newestYear">The newest year that a report may be of.</param>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public static ReportReview Create(
        IReadOnlyList<ReportFile> files, Snapshot snapshot, IEnumerable<Alias> aliases, QuestionAnswers answers, int newestYear, CancellationToken cancellation = default)
    {
        var names = new NameLookup(snapshot.Reference, aliases);
        var inquiry = new QuestionLog(answers, names, snapshot.Reference);
        var context = new ReadingContext(names, snapshot.Reference, inquiry, newestYear, cancellation);
        var claims = new List<ReportedValue>();
        foreach (var file in files)
        {
            inquiry.Findings.AddRange(file.Findings);
            var isTable = false;
            foreach (var sheet in file.Sheets)
            {
                foreach (var table in ReportTable.FindTables(file.FileName, sheet, context.Names, cancellation))
                {
                    cancellation.ThrowIfCancellationRequested();
                    isTable = true;
                    claims.AddRange(TableReader.ReadTable(table, context));
                }

                if (sheet.HiddenRowCount > 0)
                    inquiry.AddFinding(ReportFindingKind.HiddenRows, file.FileName, new(sheet.Name, sheet.Rows.Count > 0 ? sheet.Rows[0].RowNumber : 1), sheet.HiddenRowCount);
            }

            if (!isTable && !file.Findings.Any(finding => finding.IsFileError))
                inquiry.AddFinding(ReportFindingKind.NoTable, file.FileName, null);
        }

        inquiry.Findings.AddRange(claims.Where(claim => claim.IsCalculated).Select(claim => FindCalculatedDifference(claim, snapshot)).OfType<ReportFinding>());
        var stated = DuplicateValues.ResolveDuplicates([.. claims.Where(claim => !claim.IsCalculated || IsFilledIn(claim, snapshot))], inquiry);
        var lines = CompareWithFigures(stated, snapshot, cancellation).Concat(inquiry.Findings.Where(finding => finding.IsRefusal || finding.Kind == ReportFindingKind.Unanswered).Select(ToUnreadLine));
        return new([.. lines], [.. inquiry.Questions], [.. inquiry.Findings]);
    }

    static ReviewLine ToUnreadLine(ReportFinding finding) => new(
        finding.IsRefusal ? ReviewLineState.Refused : ReviewLineState.Asked, finding.File, finding.Location ?? default, null, null, Qualifier.Exact, null, finding.Args.Count > 0 ? finding.Args[0].ToString() ?? "" : "", 0, [finding]);

    /// <summary>Whether somebody wrote a number where nobody had published one: then it is a figure.</summary>
    static bool IsFilledIn(ReportedValue claim, Snapshot snapshot) => snapshot.GetTotal(claim.Key).Value is null;

    /// <summary>A number that stands beside the figures is what is added up there; else somebody has changed it, and changed nothing.</summary>
    static ReportFinding? FindCalculatedDifference(ReportedValue claim, Snapshot snapshot) =>
        snapshot.GetTotal(claim.Key).Value is { } now && now != claim.Value
            ? new(ReportFindingKind.AsideDiffers, claim.File, claim.Location, claim.Value, now) { ResponsibleProvince = claim.Key.Province }
            : null;

    static IEnumerable<ReviewLine> CompareWithFigures(List<ReportedValue> claims, Snapshot snapshot, CancellationToken cancellation)
    {
        // The rules ask about what would be there: all that is new and changed together.
        ReportedValue[] changing = [.. claims.Where(claim => !IsSame(claim, snapshot.FindAdopted(claim.Key)))];
        var rules = EditRules.CheckEdits(snapshot, [.. changing.Select(claim => new Restatement(claim.Key, claim.Value, claim.Qualifier, null, "?"))]);
        var asked = changing.Zip(rules).ToDictionary(pair => pair.First.Key, pair => pair.Second);
        var near = new AdjacentYears(snapshot, changing.ToDictionary(claim => claim.Key));
        // Two windows may come in one import as well.
        var periods = snapshot.Figures.Where(figure => figure.AdoptedStatement is not null).Select(figure => figure.Key).Concat(changing.Select(claim => claim.Key))
            .ToLookup(key => key with { Period = default }, key => key.Period);
        foreach (var claim in claims)
        {
            cancellation.ThrowIfCancellationRequested();
            var before = snapshot.FindAdopted(claim.Key);
            if (!asked.TryGetValue(claim.Key, out var findings))
            {
                yield return CreateLine(claim, ReviewLineState.Unchanged, before, claim.Findings);
                continue;
            }

            var (beside, rate) = (near.FindAdjacent(claim.Key), snapshot.Reference.NearestVndPerUsd(claim.Key.Period.To.Year));
            ReportFinding[] slips = [.. FindUnitSlips(claim, before?.Value, beside?.Value, rate)];
            ReportFinding[] doubts =
            [
                // What slipped has jumped too: that is not said twice.
                .. claim.Findings, .. slips, .. findings.Where(finding => finding.Kind != FindingKind.Jump || slips.Length == 0).Select(finding => new ReportFinding(ReportFindingKind.Rule, claim.File, claim.Location, finding)),
                .. before is null && slips.Length == 0 && beside is { } other && IsJump(claim, other, rate, snapshot.Reference) ? [new(ReportFindingKind.YearJump, claim.File, claim.Location, claim.Value, other.Value, other.Key)] : (ReportFinding[])[],
                .. FindMergedProvince(claim, snapshot.Reference),
                .. FindOverlap(claim, periods[claim.Key with { Period = default }]),
            ];
            var state = findings.Any(finding => !finding.IsDoubt) ? ReviewLineState.Refused
                : doubts.Any(finding => finding.IsDoubt) ? ReviewLineState.Doubtful
                : before is null ? ReviewLineState.New : ReviewLineState.Changed;
            yield return CreateLine(claim, state, before, doubts);
        }
    }

    static bool IsSame(ReportedValue claim, Statement? stated) => stated is not null && stated.Value == claim.Value && stated.Qualifier == claim.Qualifier;

    static ReviewLine CreateLine(ReportedValue claim, ReviewLineState state, Statement? before, IEnumerable<ReportFinding> findings) =>
        new(state, claim.File, claim.Location, claim.Key, claim.Value, claim.Qualifier, before, claim.WrittenText, claim.SummedRowCount, [.. findings]);

    /// <summary>
    /// A thousand times too much, or a dollar for a đồng: a unit that was mistaken. Compared with what the figure says now, or with the year
    /// beside it.
    /// </summary>
    static IEnumerable<ReportFinding> FindUnitSlips(ReportedValue claim, Quantity? before, Quantity? near, decimal? rate)
    {
        if (!claim.Key.Measure.IsMoney || claim.Value.MinorUnits == 0)
            yield break;
        if ((before ?? near) is not { } compared || compared.ConvertTo(claim.Value.Unit, rate) is not { MinorUnits: > 0 } then)
            yield break;
        var ratio = (decimal)claim.Value.MinorUnits / then.MinorUnits;
        // A year differs from the one before; the same figure hardly from itself.
        var leeway = before is null ? 3m : 1.25m;
        foreach (var factor in (decimal[])[1_000_000, 1_000])
        {
            if (IsNear(ratio, factor, leeway) || IsNear(1 / ratio, factor, leeway))
            {
                yield return new(ReportFindingKind.Slip, claim.File, claim.Location, (int)factor, claim.Value, compared);
                yield break;
            }
        }

        if (rate is { } dong && (IsNear(ratio, dong, leeway) || IsNear(1 / ratio, dong, leeway)))
            yield return new(ReportFindingKind.SlipOfCurrency, claim.File, claim.Location, claim.Value, compared);
        else if (before is { } now && now.Unit != claim.Value.Unit)
            yield return new(ReportFindingKind.UnitChanges, claim.File, claim.Location, now, claim.Value);
    }

    /// <summary>
    /// Whether a new year is more than five times the year beside it, or less than a fifth. Of what is small nothing is said: a programme of
    /// a few thousand dollars that ends, or a second organisation that comes, is five times as much, and is no mistake. Nor of the money of a
    /// relief campaign, that is of its year.
    /// </summary>
    static bool IsJump(ReportedValue claim, AdjacentYearFigure near, decimal? rate, ReferenceData reference)
    {
        var (key, value) = (claim.Key, claim.Value);
        if (key.Measure == Measure.DisbursementRate || (key.Campaign is { } campaign && reference.FindCampaign(campaign)?.Kind == CampaignKind.Campaign)
            || near.Value.ConvertTo(value.Unit, rate) is not { MinorUnits: > 0 } other || value.MinorUnits <= 0)
            return false;
        var (less, more) = (Math.Min(value.MinorUnits, other.MinorUnits), Math.Max(value.MinorUnits, other.MinorUnits));
        return (Int128)less * EditRules.JumpFactor < more && !IsSmall(new(more, value.Unit), key.Province, rate);
    }

    /// <summary>Money of a province that one grant more or less multiplies, and counts that may be of a few.</summary>
    static bool IsSmall(Quantity larger, ProvinceCode? province, decimal? rate) => larger.Unit.IsMoney
        ? province is not null && larger.ConvertTo(Unit.Usd, rate) is { } dollars && dollars.WholeUnits < SmallAmountUsd
        : larger.WholeUnits < SmallCount;

    /// <summary>Dollars. Grants of a province are of some ten thousand each: below it a year may hold one.</summary>
    const int SmallAmountUsd = 50_000;

    const int SmallCount = 10;

    /// <summary>A unit that was merged has no figures of its own of any time after: its name may have meant its successor, or its year another.</summary>
    static IEnumerable<ReportFinding> FindMergedProvince(ReportedValue claim, ReferenceData reference)
    {
        if (claim.Key.Province is { } code && claim.Key.Period.From >= ProvinceCode.MergerDate && reference.FindProvince(code)?.Successor is { } successor && reference.PredecessorsOf(successor).Count > 1)
            yield return new(ReportFindingKind.ProvinceMerged, claim.File, claim.Location, code, claim.Key.Period, successor);
    }

    static bool IsNear(decimal ratio, decimal factor, decimal leeway) => ratio > factor / leeway && ratio < factor * leeway;

    /// <summary>
    /// The window that shares most days with this one, where one of the two must be a mistake: they are of about one length, as the reporting
    /// year and the calendar's; or both are parts of years and neither holds the other, as nine months and the second half. A half beside its
    /// year is a part of it, and several years hold theirs.
    /// </summary>
    static IEnumerable<ReportFinding> FindOverlap(ReportedValue claim, IEnumerable<Period> known)
    {
        var period = claim.Key.Period;
        var doubled = known.Take(MaxPeriods).Where(other => AreSamePeriodTwice(period, other)).ToList();
        if (doubled.Count > 0)
            yield return new(ReportFindingKind.Overlaps, claim.File, claim.Location, period, doubled.MaxBy(other => SharedDays(period, other)));
    }

    static bool AreSamePeriodTwice(Period one, Period other) =>
        one != other && !one.IsSingleDay && !other.IsSingleDay && SharedDays(one, other) > 0
        && (Math.Abs(LengthInDays(one) - LengthInDays(other)) < MaxDaysApart || (LengthInDays(one) <= DaysOfYear && LengthInDays(other) <= DaysOfYear && !ContainsPeriod(one, other) && !ContainsPeriod(other, one)));

    static bool ContainsPeriod(Period whole, Period part) => whole.From <= part.From && part.To <= whole.To;

    static int SharedDays(Period one, Period other) => Math.Min(one.To.DayNumber, other.To.DayNumber) - Math.Max(one.From.DayNumber, other.From.DayNumber) + 1;

    /// <summary>Windows that differ by less than a month are meant to be the same.</summary>
    const int MaxDaysApart = 28;

    const int DaysOfYear = 366;

    /// <summary>More windows of one figure nobody can tell apart, and each is compared with each.</summary>
    const int MaxPeriods = 500;

    static int LengthInDays(Period period) => period.To.DayNumber - period.From.DayNumber + 1;
}
