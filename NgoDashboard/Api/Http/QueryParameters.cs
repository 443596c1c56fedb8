using NgoDashboard.Figures.Edits;

namespace NgoDashboard.Api.Http;

/// <summary>The parameters of an address.</summary>
static class QueryParameters
{
    /// <summary>Each that is none of these: misspelt, it would be passed over, and the answer would look right.</summary>
    public static IEnumerable<Finding> FindUnknown(this IQueryCollection query, IReadOnlyCollection<string> known, StringComparer compared) =>
        query.Keys.Where(name => !known.Contains(name, compared)).Select(name => new Finding(FindingKind.UnknownField, name, name));
}
