using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Readers;

namespace NgoDashboard.Reports.Review;

/// <summary>Of each figure one claim: said twice alike it is said once; said otherwise the desk is asked which.</summary>
static class DuplicateValues
{
    public static List<ReportedValue> ResolveDuplicates(List<ReportedValue> claims, QuestionLog inquiry)
    {
        var chosen = new List<ReportedValue>();
        foreach (var group in claims.GroupBy(claim => claim.Key))
        {
            ReportedValue[] different = [.. FindDifferent(group)];
            if ((different.Length == 1 ? different[0] : AskForValue(different, inquiry)) is { } one)
                chosen.Add(one);
        }

        return chosen;
    }

    /// <summary>
    /// Equal values are one, said twice: in two files, on two sheets, in a table that repeats its figures. Not so in two rows of one table of
    /// totals, nor in two lists of grants: those may be parts, and what they count may be others, so each stands for itself.
    /// </summary>
    static IEnumerable<ReportedValue> FindDifferent(IEnumerable<ReportedValue> claims) => claims
        .GroupBy(claim => (claim.Value, claim.Qualifier, Within: DuplicateScope(claim)))
        .SelectMany(equal => equal.DistinctBy(RowIdentity).Index().Select(one => (Claim: one.Item, Nth: equal.Key.Within is null ? 0 : one.Index)))
        .DistinctBy(one => (one.Claim.Value, one.Claim.Qualifier, one.Nth))
        .Select(one => one.Claim);

    /// <summary>Within what equal values are several: all lists, or one table of totals; null: nothing.</summary>
    static string? DuplicateScope(ReportedValue claim) => claim.SummedRowCount > 0 ? "" : claim.TotalsHeaderRow is { } line ? $"{claim.File}|{claim.Location.SheetName}|{line}" : null;

    static (string, string, int) RowIdentity(ReportedValue claim) => (claim.File, claim.Location.SheetName, claim.Location.RowNumber);

    /// <summary>Lists, or rows of one table of totals, in one currency; what two tables state of one figure is no part of it.</summary>
    static bool AreParts(ReportedValue[] claims) => claims[0].Key.Measure.IsAdditive
        && Array.TrueForAll(claims, claim => claim.Value.Unit == claims[0].Value.Unit && DuplicateScope(claim) is { } within && within == DuplicateScope(claims[0]));

    /// <returns>Null as long as nothing is answered, and where it is left out.</returns>
    static ReportedValue? AskForValue(ReportedValue[] claims, QuestionLog inquiry)
    {
        var (first, key) = (claims[0], claims[0].Key.ToKeyString());
        var values = claims.DistinctBy(ToChoice).ToDictionary(ToChoice);
        // A list that is sent again with a row more looks as its second part would: that it is added up must be chosen, and stands behind the values.
        if (AreParts(claims))
            values.Add(Question.AddUpAnswer, SumOfParts(claims));
        var answer = inquiry.Ask(
            QuestionKind.Value, $"value|{key}", first.File, first.Location, key, () => [.. claims.Select(ToChoice), .. AreParts(claims) ? [Question.AddUpAnswer] : (string[])[], Question.LeaveOutAnswer],
            values: values.ToImmutableDictionary(one => one.Key, one => ToCandidate(one.Value, isSum: one.Key == Question.AddUpAnswer)));
        if (answer is not null && values.TryGetValue(answer, out var told))
            return told;
        inquiry.AddFinding(answer == Question.LeaveOutAnswer ? ReportFindingKind.LeftOut : ReportFindingKind.Unanswered, first.File, first.Location, first.WrittenText);
        return null;
    }

    static string ToChoice(ReportedValue claim) => $"{claim.File}|{claim.Location}";

    static CandidateValue ToCandidate(ReportedValue claim, bool isSum) => new(claim.Value, claim.Qualifier, isSum ? null : claim.File, claim.Location, claim.SummedRowCount);

    static ReportedValue SumOfParts(ReportedValue[] parts) => parts[0] with
    {
        Value = parts[0].Value with { MinorUnits = Math.Min(Quantity.MaxMinorUnits, parts.Sum(part => part.Value.MinorUnits)) },
        SummedRowCount = parts.Sum(part => Math.Max(1, part.SummedRowCount)),
        Findings = [.. parts.SelectMany(part => part.Findings)],
    };
}
