using NgoDashboard.Figures.Edits;

namespace NgoDashboard.Api.Http;

/// <summary>Checks the names of query parameters.</summary>
static class QueryParameters
{
    /// <summary>
    /// A finding for each unknown parameter: a misspelt filter would otherwise be ignored, and the response would look right.
    /// </summary>
    public static IEnumerable<Finding> FindUnknown(
        this IQueryCollection query, IReadOnlyCollection<string> known, StringComparer compared) =>
        query.Keys.Where(name => !known.Contains(name, compared)).Select(name => new Finding(FindingKind.UnknownField, name, name));
}
