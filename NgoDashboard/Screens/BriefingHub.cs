using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Access;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Screens;

/// <summary>The message by which a screen learns what its page, the same for everybody, does not say.</summary>
/// <param name="Now">The server's clock, in milliseconds of the Unix epoch.</param>
/// <param name="Province">Whose screen it is, "34:20"; null for one of the whole country.</param>
/// <param name="Journal">Which journal is on air: a screen that shows another one takes what it is sent, whatever its version.</param>
public sealed record Hello(long Now, string? Province, BriefingIdentity Journal);

/// <summary>
/// The door of the screens. Server to client: first <c>Hello</c> (<see cref="Hello"/>); <c>Show</c> (<see cref="ShownFrame"/>), or to
/// those who come with <c>?changes=true</c> also <c>Change</c> (<see cref="ChangedFrame"/>); on a province's screens <c>Own</c>
/// (<see cref="OwnFrame"/>) before it; <c>Roll</c> (<see cref="RollText"/>); <c>Clock</c> (<see cref="ClockSet"/>). Client to server:
/// <c>Painted(version)</c>, or <c>Received(version)</c> where the frame is there and its charts or styles are not drawn. What happens
/// behind the door is <see cref="Delivery"/> and <see cref="RollCall"/>; who may stay, <see cref="Admission"/>.
/// </summary>
public sealed class BriefingHub(
    Admission admission, Delivery delivery, RollTelling telling, RollCall rollCall, Points points, Air air, TimeProvider time) : Hub
{
    public override async Task OnConnectedAsync()
    {
        // Before all that is reckoned by it.
        await Clients.Caller.SendAsync(
            "Hello", new Hello(time.GetUtcNow().ToUnixTimeMilliseconds(), Context.User?.OwnProvince?.ToString(), air.Current.Journal));
        admission.Enter(Context);
        rollCall.Join(Context.ConnectionId, Attendee());
        var language = Asked("lang") == Languages.English ? Languages.English : Languages.Vietnamese;
        telling.Open(Context.ConnectionId, language);
        await delivery.Open(Context, language, Context.User?.OwnProvince, takesChanges: Asked("changes") == "true");
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        delivery.Close(Context.ConnectionId);
        telling.Close(Context.ConnectionId);
        rollCall.Leave(Context.ConnectionId);
        admission.Leave(Context);
        return Task.CompletedTask;
    }

    public void Painted(long version)
    {
        rollCall.Painted(Context.ConnectionId, version);
        delivery.Painted(Context.ConnectionId, version);
    }

    public void Received(long version)
    {
        rollCall.Received(Context.ConnectionId, version);
        delivery.Received(Context.ConnectionId, version);
    }

    string? Asked(string name) => Context.GetHttpContext()?.Request.Query[name];

    Attendee Attendee()
    {
        var address = Context.GetHttpContext()?.Connection.RemoteIpAddress is { } remote ? ClientAddress.Plain(remote).ToString() : null;
        return points.Find(Context.User?.Point) is { } point
            ? new(point.Id, point.Name, point.Province?.ToString(), address)
            : new(null, Context.User?.Who ?? "", Context.User?.OwnProvince?.ToString(), address);
    }
}
