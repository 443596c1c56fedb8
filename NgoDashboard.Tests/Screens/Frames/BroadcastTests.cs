using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Screens.Frames;
using NgoDashboard.Tests.TestKit.Clients;

namespace NgoDashboard.Tests.Screens.Frames;

/// <summary>Which message a screen gets for a version, and that each message is created once.</summary>
public sealed class BroadcastTests
{
    [Fact]
    public void Message_ForAllWhoShowTheSame_IsOneObject()
    {
        var broadcast = Series(3);

        Assert.Same(broadcast.WholeFrame, broadcast.WholeFrame);
        Assert.Same(broadcast.DifferenceFrom(2), broadcast.DifferenceFrom(2));
        Assert.NotSame(broadcast.DifferenceFrom(2), broadcast.DifferenceFrom(1));
    }

    [Fact]
    public void Message_AfterAVersionThatIsStillKnown_IsTheShorterDifference()
    {
        var broadcast = Series(5);

        foreach (var from in (long[])[1, 2, 3, 4])
        {
            var (target, argument) = HubMessages.ParseInvocation(broadcast.DifferenceFrom(from));
            Assert.Equal(("Change", 5, from), (target, argument.GetProperty("version").GetInt64(), argument.GetProperty("from").GetInt64()));
            var steps = argument.GetProperty("steps").GetRawText();
            Assert.False(argument.TryGetProperty("change", out _));
            Assert.Equal(Content(5), HubMessages.ApplyDifference(Content(from), steps, argument.GetProperty("sum").GetUInt32()));
        }
    }

    [Fact]
    public void Message_WhoseDifferenceIsShorterWhenPacked_HasItPacked()
    {
        var cells = string.Concat(Enumerable.Range(0, 40).Select(i => $"<td>một trăm {i}</td>"));
        var broadcast = new Broadcast(new(2, Content(2) + cells + cells), new Broadcast(new(1, Content(1) + cells)));

        var argument = HubMessages.ParseInvocation(broadcast.DifferenceFrom(1)).Argument;

        var steps = TestKit.Clients.ReceivedFrame.Gunzip(argument.GetProperty("change").GetBytesFromBase64());
        Assert.Equal(Content(2) + cells + cells, HubMessages.ApplyDifference(Content(1) + cells, steps, argument.GetProperty("sum").GetUInt32()));
        Assert.False(argument.TryGetProperty("steps", out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(77)]
    public void Message_AfterAVersionThatIsNotKnown_IsTheWhole(long from)
    {
        var broadcast = Series(6);

        Assert.Same(broadcast.WholeFrame, broadcast.DifferenceFrom(from));
    }

    [Fact]
    public void Message_WhereTheDifferenceIsNotShorter_IsTheWhole()
    {
        var broadcast = new Broadcast(new(2, "<p>Một trang khác</p>"), Series(1));

        Assert.Same(broadcast.WholeFrame, broadcast.DifferenceFrom(1));
    }

    [Fact]
    public void Message_OfAVersion_TellsWithinWhichTimeItIsAcknowledged()
    {
        var broadcast = new Broadcast(new(2, Content(2)), Series(1), new AckDelay(85, 170));

        foreach (var message in (SerializedHubMessage[])[broadcast.WholeFrame, broadcast.DifferenceFrom(1)])
        {
            var argument = HubMessages.ParseInvocation(message).Argument;
            Assert.Equal((85, 170), (argument.GetProperty("wait").GetInt32(), argument.GetProperty("spread").GetInt32()));
        }
    }

    static Broadcast Series(int count) => Enumerable.Range(1, count).Aggregate((Broadcast?)null, (before, version) => new(new(version, Content(version)), before))!;

    static string Content(long version) =>
        $"<p>bản {version}</p>" + string.Concat(Enumerable.Range(0, 50).Select(i => $"<td>Số liệu của dòng {i * 37 % 91}</td>"));
}
