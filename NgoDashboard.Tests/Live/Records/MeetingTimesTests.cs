using NgoDashboard.Live.Records;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Tests.Live.Records;

/// <summary>From when to when a meeting lasted, also where a clock was ahead for a while.</summary>
public class MeetingTimesTests
{
    static readonly DateTimeOffset Now = new(2024, 4, 12, 9, 0, 0, TimeSpan.FromHours(7));

    [Theory]
    // All in minutes from now: the times of the versions, the opening of the next meeting, and the meeting's start and end.
    [InlineData(new[] { -60, -30 }, null, -60, 0)]
    [InlineData(new[] { -60, -30 }, -10, -60, -10)]
    [InlineData(new[] { -60, -30 }, 0, -60, 0)]
    // The next meeting was opened by a clock that was ahead.
    [InlineData(new[] { -60, -30 }, 10, -60, 0)]
    [InlineData(new[] { 0, 5 }, 10, 0, 0)]
    // This one was.
    [InlineData(new[] { 30, -20, -15 }, -10, -20, -10)]
    [InlineData(new[] { 30, 40 }, null, 0, 0)]
    // All of it was, and nothing better is known.
    [InlineData(new[] { 5, 10 }, 20, 5, 20)]
    public void StartAndEnd_OfAMeeting_AreThePlausibleTimesOfItsVersions(int[] versions, int? ended, int from, int until)
    {
        var entries = versions.Select((at, i) => new JournalEntryRecord(5 + i, Now.AddMinutes(at), "Bàn điều hành", EntryKind.Take));
        var past = new PastMeetingRecord(null, ended is { } minutes ? Now.AddMinutes(minutes) : null, [.. entries], []);

        Assert.Equal((Now.AddMinutes(from), Now.AddMinutes(until)), MeetingRecord.StartAndEnd(past, Now));
    }
}
