using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;

namespace NgoDashboard.Reports.Review;

/// <summary>Compares reported values with the figures: what is new, changed, unchanged, doubtful or refused.</summary>
static class FigureComparison
{
    public static IEnumerable<ReviewLine> Compare(List<ReportedValue> claims, Snapshot snapshot, CancellationToken cancellation)
    {
        // The rules check the state after the import, so all new and changed values are passed together.
        ReportedValue[] changing = [.. claims.Where(claim => !IsSame(claim, snapshot.FindAdopted(claim.Key)))];
        var rules = EditRules.CheckEdits(
            snapshot, [.. changing.Select(claim => new Restatement(claim.Key, claim.Value, claim.Qualifier, null, "?"))]);
        var ruleFindings = changing.Zip(rules).ToDictionary(pair => pair.First.Key, pair => pair.Second);
        var adjacentYears = new AdjacentYears(snapshot, changing.ToDictionary(claim => claim.Key));
        var (range, reference) = (new PlausibleRange(snapshot), snapshot.Reference);
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
            ReportFinding[] slips = [.. ValueChecks.FindUnitSlips(claim, before?.Value, adjacent?.Value, rate)];
            ReportFinding[] doubts =
            [
                // A unit slip is also a jump, which is not reported as well.
                .. claim.Findings, .. slips,
                .. findings.Where(finding => finding.Kind != FindingKind.Jump || slips.Length == 0)
                    .Select(finding => new ReportFinding(ReportFindingKind.EditRule, claim.File, claim.Location, finding)),
                .. before is null && slips.Length == 0 && adjacent is { } other && ValueChecks.IsJump(claim, other, rate, reference)
                    ? [new(ReportFindingKind.YearJump, claim.File, claim.Location, claim.Value, other.Value, other.Key)]
                    : (ReportFinding[])[],
                .. ValueChecks.FindMergedProvince(claim, snapshot.Reference),
                .. ValueChecks.FindImplausible(claim, before, adjacent, slips.Length > 0, range),
                .. PeriodOverlap.Find(claim, periods[claim.Key with { Period = default }]),
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
}
