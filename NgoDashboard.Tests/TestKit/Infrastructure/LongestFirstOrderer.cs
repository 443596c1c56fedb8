using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(NgoDashboard.Tests.TestKit.Infrastructure.LongestFirstOrderer))]

namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>Starts the longest collections first: started last, one of them would run alone at the end.</summary>
public sealed class LongestFirstOrderer : ITestCollectionOrderer
{
    static readonly string[] LongestCollections = ["ConnectedMeetingTests", "DeskPages.AgendaTests", "LayoutTests", "AccessibilityTests"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => GetRank(collection.TestCollectionDisplayName)).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    static int GetRank(string name) =>
        Array.FindIndex(LongestCollections, longest => name.Contains(longest, StringComparison.Ordinal)) is >= 0 and var place ? place
        : name.Contains("Browser.", StringComparison.Ordinal) ? LongestCollections.Length
        : LongestCollections.Length + 1;
}
