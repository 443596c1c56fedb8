using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readings;

namespace NgoDashboard.Reports.Review;

/// <summary>
/// Reduces the reported values to one for each figure: equal values are taken once, and between different values the desk chooses.
/// </summary>
static class DuplicateValues
{
    public static List<ReportedValue> ResolveDuplicates(List<ReportedValue> claims, QuestionLog inquiry)
    {
        var chosen = new List<ReportedValue>();
        foreach (var group in claims.GroupBy(claim => claim.Key))
        {
            ReportedValue[] different = [.. FindDifferent(group)];
            if ((different.Length == 1 ? different[0] : AskForValue(different, inquiry)) is { } value)
                chosen.Add(value);
        }

        return chosen;
    }

    /// <summary>
    /// Equal values are one value that is repeated in another file, on another sheet or in another table. But rows of one totals table, and
    /// two lists of grants, may be parts that happen to be equal, so each of those is kept.
    /// </summary>
    static IEnumerable<ReportedValue> FindDifferent(IEnumerable<ReportedValue> claims) => claims
        .GroupBy(claim => (claim.Value, claim.Qualifier, Within: DuplicateScope(claim)))
        .SelectMany(equal => equal.DistinctBy(RowIdentity).Index()
            .Select(entry => (Claim: entry.Item, Nth: equal.Key.Within is null ? 0 : entry.Index)))
        .DistinctBy(entry => (entry.Claim.Value, entry.Claim.Qualifier, entry.Nth))
        .Select(entry => entry.Claim);

    /// <summary>
    /// The scope within which equal values are distinct: all lists of grants together, or one totals table. Null if equal values are the
    /// same.
    /// </summary>
    static string? DuplicateScope(ReportedValue claim) =>
        claim.SummedRowCount > 0 ? "" : claim.TotalsHeaderRow is { } line ? $"{claim.File}|{claim.Location.SheetName}|{line}" : null;

    static (string, string, int) RowIdentity(ReportedValue claim) => (claim.File, claim.Location.SheetName, claim.Location.RowNumber);

    /// <summary>
    /// Whether the values may be added up: additive, in one currency, and all of them lists of grants or all rows of one totals table.
    /// Values of different tables are alternatives.
    /// </summary>
    static bool AreParts(ReportedValue[] claims) => claims[0].Key.Measure.IsAdditive
        && Array.TrueForAll(
            claims, claim => claim.Value.Unit == claims[0].Value.Unit && DuplicateScope(claim) is { } within
                && within == DuplicateScope(claims[0]));

    /// <returns>Null if the question is open, or answered with "leave out".</returns>
    static ReportedValue? AskForValue(ReportedValue[] claims, QuestionLog inquiry)
    {
        var (first, key) = (claims[0], claims[0].Key.ToKeyString());
        var values = claims.DistinctBy(ToChoice).ToDictionary(ToChoice);
        // Adding up must be chosen and stands last among the values, because a list that was sent again with one more row looks like a
        // second part.
        if (AreParts(claims))
            values.Add(Question.AddUpAnswer, SumOfParts(claims));
        var answer = inquiry.Ask(
            QuestionKind.Value, $"value|{key}", first.File, first.Location, key,
            () => [.. claims.Select(ToChoice), .. AreParts(claims) ? [Question.AddUpAnswer] : (string[])[], Question.LeaveOutAnswer],
            values: values.ToImmutableDictionary(
                entry => entry.Key, entry => ToCandidate(entry.Value, isSum: entry.Key == Question.AddUpAnswer)));
        if (answer is not null && values.TryGetValue(answer, out var chosen))
            return chosen;
        inquiry.AddFinding(
            answer == Question.LeaveOutAnswer ? ReportFindingKind.LeftOut : ReportFindingKind.Unanswered, first.File, first.Location,
            first.WrittenText);
        return null;
    }

    static string ToChoice(ReportedValue claim) => $"{claim.File}|{claim.Location}";

    static CandidateValue ToCandidate(ReportedValue claim, bool isSum) =>
        new(claim.Value, claim.Qualifier, isSum ? null : claim.File, claim.Location, claim.SummedRowCount);

    static ReportedValue SumOfParts(ReportedValue[] parts) => parts[0] with
    {
        Value = parts[0].Value with { MinorUnits = Math.Min(Quantity.MaxMinorUnits, parts.Sum(part => part.Value.MinorUnits)) },
        SummedRowCount = parts.Sum(part => Math.Max(1, part.SummedRowCount)),
        Findings = [.. parts.SelectMany(part => part.Findings)],
    };
}
