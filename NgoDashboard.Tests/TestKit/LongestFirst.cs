using NgoDashboard.Tests.TestKit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace NgoDashboard.Tests.TestKit;

/// <summary>Whole meetings begin first: one that began last would be waited for by a machine with nothing else to do.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    static readonly string[] Meetings = ["Browser.MeetingTests", "Browser.AgendaTests", "Browser.LayoutTests", "Browser.AccessibilityTests"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Place(collection.TestCollectionDisplayName)).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    static int Place(string name) =>
        Array.FindIndex(Meetings, meeting => name.Contains(meeting, StringComparison.Ordinal)) is >= 0 and var place ? place
        : name.Contains("Browser.", StringComparison.Ordinal) ? Meetings.Length
        : Meetings.Length + 1;
}
