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
            var different = Different([.. group]);
            if ((different.Length == 1 ? different[0] : Asked(different, inquiry)) is { } one)
                chosen.Add(one);
        }

        return chosen;
    }

    static Claim[] Different(Claim[] claims) => AreParts(claims) ? claims : [.. claims.DistinctBy(claim => (claim.Value, claim.Qualifier))];

    /// <summary>Parts of a list on several sheets may be equal and are still parts.</summary>
    static bool AreParts(Claim[] claims) => claims[0].Key.Measure.IsAdditive && Array.TrueForAll(claims, claim => claim.Rows > 0 && claim.Value.Unit == claims[0].Value.Unit);

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
        Rows = parts.Sum(part => part.Rows),
        Findings = [.. parts.SelectMany(part => part.Findings)],
    };
}
