using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(NgoDashboard.Tests.TestKit.Infrastructure.LongestFirstOrderer))]

namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>Whole meetings begin first: one that began last would be waited for by a machine with nothing else to do.</summary>
public sealed class LongestFirstOrderer : ITestCollectionOrderer
{
    static readonly string[] LongestCollections = ["ConnectedMeetingTests", "DeskPages.AgendaTests", "LayoutTests", "AccessibilityTests"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => GetRank(collection.TestCollectionDisplayName)).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    static int GetRank(string name) =>
        Array.FindIndex(LongestCollections, meeting => name.Contains(meeting, StringComparison.Ordinal)) is >= 0 and var place ? place
        : name.Contains("Browser.", StringComparison.Ordinal) ? LongestCollections.Length
        : LongestCollections.Length + 1;
}
