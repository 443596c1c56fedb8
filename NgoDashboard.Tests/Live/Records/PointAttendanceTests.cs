using System.Collections.Immutable;
using NgoDashboard.Live.Records;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Tests.Live.Records;

/// <summary>A meeting from 9:00 to 11:00 with two pictures: version 5 from its opening, version 6 from 10:00.</summary>
public class PointAttendanceTests
{
    static readonly DateTimeOffset Nine = new(2024, 4, 12, 9, 0, 0, TimeSpan.FromHours(7));

    [Theory]
    // From and to in minutes from the opening, and what counts of it.
    [InlineData(10, 20, 10, 20)]
    [InlineData(-30, 20, 0, 20)]
    [InlineData(-30, -10, 0, 0)]
    [InlineData(110, 150, 110, 120)]
    [InlineData(130, 150, 130, 130)]
    public void Stay_ThatReachesBeyondTheMeeting_CountsWithinItAlone(int joined, int left, int from, int to)
    {
        var point = Assert.Single(Attend(Stay(joined, left)));

        Assert.Equal((Nine.AddMinutes(from), Nine.AddMinutes(to)), (point.FirstSeen, point.LastSeen));
        Assert.Equal(TimeSpan.FromMinutes(to - from), point.TimePresent);
    }

    [Fact]
    public void Stays_ThatOverlapOrFollow_AreCountedOnceAndGapsAreTheInterruptions()
    {
        var point = Assert.Single(Attend(Stay(0, 30), Stay(10, 20), Stay(30, 40), Stay(50, 60)));

        Assert.Equal((TimeSpan.FromMinutes(50), 1), (point.TimePresent, point.GapCount));
    }

    [Theory]
    // Both painted version 5 and left: just before version 6 was on the screens, and with it.
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void Stay_ThatEndsWithANewPicture_IsBehind(int left, bool isUpToDate) =>
        Assert.Equal(isUpToDate, Assert.Single(Attend(Stay(0, left))).IsUpToDate);

    static ImmutableArray<PointAttendance> Attend(params AttendanceRecord[] stays)
    {
        ShownPicture[] pictures = [new(5, Nine, null, null), new(6, Nine.AddMinutes(60), null, null)];
        return PointAttendance.ForMeeting(stays, pictures, Nine, Nine.AddMinutes(120), isOver: true);
    }

    static AttendanceRecord Stay(int joined, int left) => new(
        $"{joined}", "Hội trường", "34:20", Nine.AddMinutes(joined), Nine.AddMinutes(left), Nine.AddMinutes(left), 5, 5, PointId: 1);
}
