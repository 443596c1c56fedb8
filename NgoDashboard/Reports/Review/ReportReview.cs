using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
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

    /// <summary>Whether all of it may be taken without asking the desk.</summary>
    /// <param name="isAccepted">Doubtful lines were accepted beforehand.</param>
    public bool CanBeTaken(bool isAccepted) =>
        !OpenQuestions.Any() && CountLines(ReviewLineState.Refused) == 0 && CountLines(ReviewLineState.AwaitingAnswer) == 0
        && !Findings.Any(finding => finding.IsFileError)
        && (isAccepted || (CountLines(ReviewLineState.Doubtful) == 0 && !Findings.Any(finding => finding.IsDoubt)));

    public int CountLines(ReviewLineState state) => Lines.Count(line => line.State == state);

    /// <summary>Questions without a valid answer.</summary>
    public IEnumerable<Question> OpenQuestions => Questions.Where(question => question.Answer is null);

    /// <param name="newestYear">The newest year that is offered where a table states no period.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static ReportReview Create(
        IReadOnlyList<ReportFile> files, Snapshot snapshot, IEnumerable<Alias> aliases, QuestionAnswers answers, int newestYear,
        CancellationToken cancellation = default)
    {
        var names = new NameLookup(snapshot.Reference, aliases);
        var log = new QuestionLog(answers, names, snapshot.Reference);
        var context = new ReadingContext(names, snapshot.Reference, log, newestYear, cancellation);
        var (claims, accounts) = (new List<ReportedValue>(), new List<SheetAccount>());
        foreach (var file in files)
        {
            log.Findings.AddRange(file.Findings);
            var hasTable = false;
            foreach (var sheet in file.Sheets)
            {
                var tables = new List<(ReportTable Table, TableReading Reading)>();
                foreach (var table in ReportTable.FindTables(file.FileName, sheet, context.Names, cancellation))
                {
                    cancellation.ThrowIfCancellationRequested();
                    tables.Add((table, TableReader.Read(table, context)));
                    claims.AddRange(tables[^1].Reading.Values);
                }

                hasTable |= tables.Count > 0;
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
        var lines = CompareWithFigures(stated, snapshot, cancellation)
            .Concat(log.Findings.Where(finding => finding.IsRefusal || finding.Kind == ReportFindingKind.Unanswered).Select(ToUnreadLine));
        return new([.. lines], [.. log.Questions], [.. log.Findings]) { Accounts = [.. accounts] };
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

    static IEnumerable<ReviewLine> CompareWithFigures(List<ReportedValue> claims, Snapshot snapshot, CancellationToken cancellation)
    {
        // The rules check the state after the import, so all new and changed values are passed together.
        ReportedValue[] changing = [.. claims.Where(claim => !IsSame(claim, snapshot.FindAdopted(claim.Key)))];
        var rules = EditRules.CheckEdits(
            snapshot, [.. changing.Select(claim => new Restatement(claim.Key, claim.Value, claim.Qualifier, null, "?"))]);
        var ruleFindings = changing.Zip(rules).ToDictionary(pair => pair.First.Key, pair => pair.Second);
        var adjacentYears = new AdjacentYears(snapshot, changing.ToDictionary(claim => claim.Key));
        // Overlapping periods may also come in one import.
        var periods = snapshot.Figures.Where(figure => figure.AdoptedStatement is not null).Select(figure => figure.Key)
            .Concat(changing.Select(claim => claim.Key))
            .ToLookup(key => key with { Period = default }, key => key.Period);
        foreach (var claim in claims)
        {
            cancellation.ThrowIfCancellationRequested();
            var before = snapshot.FindAdopted(claim.Key);
            if (!ruleFindings.TryGetValue(claim.Key, out var findings))
            {
                yield return CreateLine(claim, ReviewLineState.Unchanged, before, claim.Findings);
                continue;
            }

            var (adjacent, rate) = (adjacentYears.FindAdjacent(claim.Key), snapshot.Reference.NearestVndPerUsd(claim.Key.Period.To.Year));
            ReportFinding[] slips = [.. FindUnitSlips(claim, before?.Value, adjacent?.Value, rate)];
            ReportFinding[] doubts =
            [
                // A unit slip is also a jump, which is not reported as well.
                .. claim.Findings, .. slips,
                .. findings.Where(finding => finding.Kind != FindingKind.Jump || slips.Length == 0)
                    .Select(finding => new ReportFinding(ReportFindingKind.EditRule, claim.File, claim.Location, finding)),
                .. before is null && slips.Length == 0 && adjacent is { } other && IsJump(claim, other, rate, snapshot.Reference)
                    ? [new(ReportFindingKind.YearJump, claim.File, claim.Location, claim.Value, other.Value, other.Key)]
                    : (ReportFinding[])[],
                .. FindMergedProvince(claim, snapshot.Reference),
                .. FindOverlap(claim, periods[claim.Key with { Period = default }]),
            ];
            yield return CreateLine(claim, StateOf(before, findings, doubts), before, doubts);
        }
    }

    static ReviewLineState StateOf(Statement? before, IEnumerable<Finding> ruleFindings, IEnumerable<ReportFinding> doubts) =>
        ruleFindings.Any(finding => !finding.IsDoubt) ? ReviewLineState.Refused
        : doubts.Any(finding => finding.IsDoubt) ? ReviewLineState.Doubtful
        : before is null ? ReviewLineState.New : ReviewLineState.Changed;

    static bool IsSame(ReportedValue claim, Statement? stated) =>
        stated is not null && stated.Value == claim.Value && stated.Qualifier == claim.Qualifier;

    static ReviewLine CreateLine(ReportedValue claim, ReviewLineState state, Statement? before, IEnumerable<ReportFinding> findings) =>
        new(state, claim.File, claim.Location, claim.Key, claim.Value, claim.Qualifier, before, claim.WrittenText, claim.SummedRowCount,
            [.. findings]);

    /// <summary>
    /// Probable unit mistakes: a factor of 1,000 or 1,000,000, or the exchange rate. Compared with the figure's current value, or with the
    /// adjacent year.
    /// </summary>
    static IEnumerable<ReportFinding> FindUnitSlips(ReportedValue claim, Quantity? before, Quantity? near, decimal? rate)
    {
        if (!claim.Key.Measure.IsMoney || claim.Value.MinorUnits == 0)
            yield break;
        if ((before ?? near) is not { } compared || compared.ConvertTo(claim.Value.Unit, rate) is not { MinorUnits: > 0 } then)
            yield break;
        var ratio = (decimal)claim.Value.MinorUnits / then.MinorUnits;
        // A year differs more from the year before than a figure from its own correction.
        var leeway = before is null ? 3m : 1.25m;
        foreach (var factor in (decimal[])[1_000_000, 1_000])
        {
            if (IsNear(ratio, factor, leeway) || IsNear(1 / ratio, factor, leeway))
            {
                yield return new(ReportFindingKind.UnitMistaken, claim.File, claim.Location, (int)factor, claim.Value, compared);
                yield break;
            }
        }

        if (rate is { } dong && (IsNear(ratio, dong, leeway) || IsNear(1 / ratio, dong, leeway)))
            yield return new(ReportFindingKind.CurrencyMistaken, claim.File, claim.Location, claim.Value, compared);
        else if (before is { } now && now.Unit != claim.Value.Unit)
            yield return new(ReportFindingKind.UnitChanges, claim.File, claim.Location, now, claim.Value);
    }

    /// <summary>
    /// Whether a new annual value is more than five times that of the adjacent year, or less than a fifth
    /// (<see cref="EditRules.JumpFactor"/>). Small values are ignored: a programme of a few thousand dollars that ends, or a second
    /// organisation, makes that factor without a mistake. So is the money of a relief campaign, because it belongs to its year.
    /// </summary>
    static bool IsJump(ReportedValue claim, AdjacentYearFigure near, decimal? rate, ReferenceData reference)
    {
        var (key, value) = (claim.Key, claim.Value);
        if (key.Measure == Measure.DisbursementRate
            || (key.Campaign is { } campaign && reference.FindCampaign(campaign)?.Kind == CampaignKind.Campaign)
            || near.Value.ConvertTo(value.Unit, rate) is not { MinorUnits: > 0 } other || value.MinorUnits <= 0)
            return false;
        var (less, more) = (Math.Min(value.MinorUnits, other.MinorUnits), Math.Max(value.MinorUnits, other.MinorUnits));
        return (Int128)less * EditRules.JumpFactor < more && !IsSmall(new(more, value.Unit), key.Province, rate);
    }

    /// <summary>Whether the larger value is so small that one grant or one organisation more explains the jump.</summary>
    static bool IsSmall(Quantity larger, ProvinceCode? province, decimal? rate) => larger.Unit.IsMoney
        ? province is not null && larger.ConvertTo(Unit.Usd, rate) is { } dollars && dollars.WholeUnits < SmallAmountUsd
        : larger.WholeUnits < SmallCount;

    /// <summary>
    /// In US dollars. Grants of a province are some ten thousand dollars each, so a smaller annual sum may be a single grant.
    /// </summary>
    const int SmallAmountUsd = 50_000;

    const int SmallCount = 10;

    /// <summary>Flags figures of a merged province after the merger date: probably its successor was meant, or an earlier year.</summary>
    static IEnumerable<ReportFinding> FindMergedProvince(ReportedValue claim, ReferenceData reference)
    {
        if (claim.Key.Province is { } code && claim.Key.Period.From >= ProvinceCode.MergerDate
            && reference.FindProvince(code)?.Successor is { } successor && reference.PredecessorsOf(successor).Count > 1)
            yield return new(ReportFindingKind.ProvinceMerged, claim.File, claim.Location, code, claim.Key.Period, successor);
    }

    static bool IsNear(decimal ratio, decimal factor, decimal leeway) => ratio > factor / leeway && ratio < factor * leeway;

    /// <summary>
    /// The known period that shares most days with this one, if one of the two must be a mistake: they are about equally long, as the
    /// reporting year and the calendar year; or both are parts of years and neither contains the other, as nine months and the second half.
    /// A half-year is a part of its year, and a period of several years contains its years.
    /// </summary>
    static IEnumerable<ReportFinding> FindOverlap(ReportedValue claim, IEnumerable<Period> known)
    {
        var period = claim.Key.Period;
        var doubled = known.Take(MaxPeriods).Where(other => AreSamePeriodTwice(period, other)).ToList();
        if (doubled.Count > 0)
            yield return new(ReportFindingKind.Overlaps, claim.File, claim.Location, period,
                doubled.MaxBy(other => SharedDays(period, other)));
    }

    static bool AreSamePeriodTwice(Period one, Period other) =>
        one != other && !one.IsSingleDay && !other.IsSingleDay && SharedDays(one, other) > 0
        && (Math.Abs(LengthInDays(one) - LengthInDays(other)) < MaxDaysApart
            || (LengthInDays(one) <= DaysOfYear && LengthInDays(other) <= DaysOfYear && !ContainsPeriod(one, other)
                && !ContainsPeriod(other, one)));

    static bool ContainsPeriod(Period whole, Period part) => whole.From <= part.From && part.To <= whole.To;

    static int SharedDays(Period one, Period other) =>
        Math.Min(one.To.DayNumber, other.To.DayNumber) - Math.Max(one.From.DayNumber, other.From.DayNumber) + 1;

    /// <summary>In days. Periods whose lengths differ by less than a month are meant to be the same.</summary>
    const int MaxDaysApart = 28;

    const int DaysOfYear = 366;

    /// <summary>The number of a figure's periods is bounded, because each is compared with each.</summary>
    const int MaxPeriods = 500;

    static int LengthInDays(Period period) => period.To.DayNumber - period.From.DayNumber + 1;
}
