using System.Collections.Immutable;
using NgoDashboard.Figures;

namespace NgoDashboard.Reports;

/// <summary>Of each figure one claim: said twice alike it is said once; said otherwise the desk is asked which.</summary>
static class SeveralValues
{
    public static List<Claim> Chosen(List<Claim> claims, Inquiry inquiry)
    {
        var chosen = new List<Claim>();
        foreach (var group in claims.GroupBy(claim => claim.Key))
        {
            Claim[] different = [.. Different(group)];
            if ((different.Length == 1 ? different[0] : Asked(different, inquiry)) is { } one)
                chosen.Add(one);
        }

        return chosen;
    }

    /// <summary>
    /// Equal values are one, said twice: in two files, on two sheets, in a table that repeats its figures. Not so in two rows of one table of
    /// totals, nor in two lists of grants: those may be parts, and what they count may be others, so each stands for itself.
    /// </summary>
    static IEnumerable<Claim> Different(IEnumerable<Claim> claims) => claims
        .GroupBy(claim => (claim.Value, claim.Qualifier, Within: Within(claim)))
        .SelectMany(equal => equal.DistinctBy(Line).Index().Select(one => (Claim: one.Item, Nth: equal.Key.Within is null ? 0 : one.Index)))
        .DistinctBy(one => (one.Claim.Value, one.Claim.Qualifier, one.Nth))
        .Select(one => one.Claim);

    /// <summary>Within what equal values are several: all lists, or one table of totals; null: nothing.</summary>
    static string? Within(Claim claim) => claim.Rows > 0 ? "" : claim.TotalsAt is { } line ? $"{claim.File}|{claim.Where.Sheet}|{line}" : null;

    static (string, string, int) Line(Claim claim) => (claim.File, claim.Where.Sheet, claim.Where.Line);

    /// <summary>Lists, or rows of one table of totals, in one currency; what two tables state of one figure is no part of it.</summary>
    static bool AreParts(Claim[] claims) => claims[0].Key.Measure.IsAdditive
        && Array.TrueForAll(claims, claim => claim.Value.Unit == claims[0].Value.Unit && Within(claim) is { } within && within == Within(claims[0]));

    /// <returns>Null as long as nothing is answered, and where it is left out.</returns>
    static Claim? Asked(Claim[] claims, Inquiry inquiry)
    {
        var (first, key) = (claims[0], claims[0].Key.ToText());
        var values = claims.DistinctBy(Choice).ToDictionary(Choice);
        // A list that is sent again with a row more looks as its second part would: that it is added up must be chosen, and stands behind the values.
        if (AreParts(claims))
            values.Add(Question.AddUp, Whole(claims));
        var answer = inquiry.Ask(
            QuestionKind.Value, $"value|{key}", first.File, first.Where, key, () => [.. claims.Select(Choice), .. AreParts(claims) ? [Question.AddUp] : (string[])[], Question.LeaveOut],
            values: values.ToImmutableDictionary(one => one.Key, one => Told(one.Value, isSum: one.Key == Question.AddUp)));
        if (answer is not null && values.TryGetValue(answer, out var told))
            return told;
        inquiry.Tell(answer == Question.LeaveOut ? ReportFindingKind.LeftOut : ReportFindingKind.Unanswered, first.File, first.Where, first.Received);
        return null;
    }

    static string Choice(Claim claim) => $"{claim.File}|{claim.Where}";

    static ToldValue Told(Claim claim, bool isSum) => new(claim.Value, claim.Qualifier, isSum ? null : claim.File, claim.Where, claim.Rows);

    static Claim Whole(Claim[] parts) => parts[0] with
    {
        Value = parts[0].Value with { Minor = Math.Min(Quantity.Limit, parts.Sum(part => part.Value.Minor)) },
        Rows = parts.Sum(part => Math.Max(1, part.Rows)),
        Findings = [.. parts.SelectMany(part => part.Findings)],
    };
}
