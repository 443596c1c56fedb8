using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Access;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Screens;

/// <summary>
/// The door of the screens. Server to client: first <c>Here({ now, province })</c>, then <c>Show({ version, html })</c>, on a
/// province's screens <c>Own({ version, html })</c> before it, and <c>Roll({ text })</c>. Client to server: <c>Painted(version)</c>.
/// What happens behind the door is <see cref="Delivery"/> and <see cref="RollCall"/>; who may stay, <see cref="Admission"/>.
/// </summary>
public sealed class BriefingHub(Admission admission, Delivery delivery, RollTelling telling, RollCall rollCall, Points points, TimeProvider time) : Hub
{
    public override async Task OnConnectedAsync()
    {
        // First of all: the page is the same for everybody, and knows neither what time it is nor whose screen it is on.
        await Clients.Caller.SendAsync("Here", new { Now = time.GetUtcNow().ToUnixTimeMilliseconds(), Province = Context.User?.OwnProvince?.ToString() });
        admission.Enter(Context);
        rollCall.Join(Context.ConnectionId, Attendee());
        var language = Context.GetHttpContext()?.Request.Query["lang"].ToString() is Languages.English ? Languages.English : Languages.Vietnamese;
        telling.Open(Context.ConnectionId, language);
        await delivery.Open(Context.ConnectionId, language, Context.User?.OwnProvince);
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

    Attendee Attendee()
    {
        var address = Context.GetHttpContext()?.Connection.RemoteIpAddress?.ToString();
        return points.Find(Context.User?.Point) is { } point
            ? new(point.Id, point.Name, point.Province?.ToString(), address)
            : new(null, Context.User?.Who ?? "", Context.User?.OwnProvince?.ToString(), address);
    }
}
