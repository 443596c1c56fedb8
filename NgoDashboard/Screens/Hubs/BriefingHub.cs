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

/// <summary>The first hub message: what the page, which is the same for all screens, does not contain.</summary>
/// <param name="ServerTimeMs">The server's clock, in milliseconds since the Unix epoch.</param>
/// <param name="Province">The province of the screen, "34:20"; null for one of the whole country.</param>
/// <param name="Journal">The journal on air: a screen that shows another one accepts the next frame whatever its version.</param>
public sealed record Hello([property: JsonPropertyName("now")] long ServerTimeMs, string? Province, BriefingIdentity Journal);

/// <summary>
/// The hub of the screens. Server to client: first <c>Hello</c> (<see cref="Hello"/>); <c>Show</c> (<see cref="FrameMessage"/>), or for
/// clients that connect with <c>?changes=true</c> also <c>Change</c> (<see cref="FrameChangeMessage"/>); on a province's screens before it
/// <c>Own</c> (<see cref="ProvinceStripMessage"/>); <c>Roll</c> (<see cref="RollCallBadgeMessage"/>); <c>Clock</c>
/// (<see cref="ClockMessage"/>). Client to server: <c>Painted(version)</c>, or <c>Received(version)</c> where the frame arrived but its
/// charts or styles are not drawn.
/// </summary>
public sealed class BriefingHub(
    RevokedConnections revokedConnections,
    FrameDelivery delivery,
    RollCallBadgeSender badgeSender,
    ConnectedScreens connectedScreens,
    Points points,
    LiveBriefing briefing,
    TimeProvider time) : Hub
{
    public override async Task OnConnectedAsync()
    {
        // First, because the screen needs the server's clock for everything that follows.
        await Clients.Caller.SendAsync(
            "Hello", new Hello(time.GetUtcNow().ToUnixTimeMilliseconds(), Context.User?.OwnProvince?.ToString(), briefing.Current.Journal));
        revokedConnections.AddConnection(Context);
        connectedScreens.Join(Context.ConnectionId, CreateScreenOwner());
        var language = DisplayLanguage.FromCode(QueryValue("lang"));
        badgeSender.AddConnection(Context.ConnectionId, language);
        await delivery.OpenConnection(Context, language, Context.User?.OwnProvince, takesChanges: QueryValue("changes") == "true");
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        delivery.CloseConnection(Context.ConnectionId);
        badgeSender.RemoveConnection(Context.ConnectionId);
        connectedScreens.Leave(Context.ConnectionId);
        revokedConnections.RemoveConnection(Context);
        return Task.CompletedTask;
    }

    public void Painted(long version)
    {
        connectedScreens.AcknowledgePainted(Context.ConnectionId, version);
        delivery.AcknowledgePainted(Context.ConnectionId, version);
    }

    public void Received(long version)
    {
        connectedScreens.AcknowledgeReceived(Context.ConnectionId, version);
        delivery.AcknowledgeReceived(Context.ConnectionId, version);
    }

    string? QueryValue(string name) => Context.GetHttpContext()?.Request.Query[name];

    ScreenOwner CreateScreenOwner()
    {
        var address = Context.GetHttpContext()?.Connection.RemoteIpAddress is { } remote
            ? ClientAddress.Normalize(remote).ToString()
            : null;
        return points.FindById(Context.User?.PointId) is { } point
            ? new(point.Id, point.Name, point.Province?.ToString(), address)
            : new(null, Context.User?.KeyLabel ?? "", Context.User?.OwnProvince?.ToString(), address);
    }
}
