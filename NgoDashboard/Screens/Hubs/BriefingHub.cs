using System.Text.Json.Serialization;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Language;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Live.State;
using NgoDashboard.Screens.Frames;
using NgoDashboard.Screens.Sending;

namespace NgoDashboard.Screens.Hubs;

/// <summary>The message by which a screen learns what its page, the same for everybody, does not say.</summary>
/// <param name="ServerTimeMs">The server's clock, in milliseconds of the Unix epoch.</param>
/// <param name="Province">Whose screen it is, "34:20"; null for one of the whole country.</param>
/// <param name="Journal">Which journal is on air: a screen that shows another one takes what it is sent, whatever its version.</param>
public sealed record Hello([property: JsonPropertyName("now")] long ServerTimeMs, string? Province, BriefingIdentity Journal);

/// <summary>
/// The door of the screens. Server to client: first <c>Hello</c> (<see cref="Hello"/>); <c>Show</c> (<see cref="FrameMessage"/>), or to
/// those who come with <c>?changes=true</c> also <c>Change</c> (<see cref="FrameChangeMessage"/>); on a province's screens <c>Own</c>
/// (<see cref="ProvinceStripMessage"/>) before it; <c>Roll</c> (<see cref="RollCallBadgeMessage"/>); <c>Clock</c> (<see cref="ClockMessage"/>). Client to server:
/// <c>Painted(version)</c>, or <c>Received(version)</c> where the frame is there and its charts or styles are not drawn. What happens
/// behind the door is <see cref="FrameDelivery"/> and <see cref="ConnectedScreens"/>; who may stay, <see cref="RevokedConnections"/>.
/// </summary>
public sealed class BriefingHub(
    RevokedConnections admission, FrameDelivery delivery, RollCallBadgeSender telling, ConnectedScreens rollCall, Points points, LiveBriefing air, TimeProvider time) : Hub
{
    public override async Task OnConnectedAsync()
    {
        // Before all that is reckoned by it.
        await Clients.Caller.SendAsync(
            "Hello", new Hello(time.GetUtcNow().ToUnixTimeMilliseconds(), Context.User?.OwnProvince?.ToString(), air.Current.Journal));
        admission.AddConnection(Context);
        rollCall.Join(Context.ConnectionId, CreateAttendee());
        var language = QueryValue("lang") == Languages.English ? Languages.English : Languages.Vietnamese;
        telling.AddConnection(Context.ConnectionId, language);
        await delivery.OpenConnection(Context, language, Context.User?.OwnProvince, takesChanges: QueryValue("changes") == "true");
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        delivery.CloseConnection(Context.ConnectionId);
        telling.RemoveConnection(Context.ConnectionId);
        rollCall.Leave(Context.ConnectionId);
        admission.RemoveConnection(Context);
        return Task.CompletedTask;
    }

    public void Painted(long version)
    {
        rollCall.AcknowledgePainted(Context.ConnectionId, version);
        delivery.AcknowledgePainted(Context.ConnectionId, version);
    }

    public void Received(long version)
    {
        rollCall.AcknowledgeReceived(Context.ConnectionId, version);
        delivery.AcknowledgeReceived(Context.ConnectionId, version);
    }

    string? QueryValue(string name) => Context.GetHttpContext()?.Request.Query[name];

    ScreenOwner CreateAttendee()
    {
        var address = Context.GetHttpContext()?.Connection.RemoteIpAddress is { } remote ? ClientAddress.Normalize(remote).ToString() : null;
        return points.FindById(Context.User?.PointId) is { } point
            ? new(point.Id, point.Name, point.Province?.ToString(), address)
            : new(null, Context.User?.KeyLabel ?? "", Context.User?.OwnProvince?.ToString(), address);
    }
}
