using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Screens;

/// <summary>
/// The door of the screens. Server to client: <c>Show({ version, html })</c>. Client to server: <c>Painted(version)</c>. What happens
/// behind the door is <see cref="Delivery"/> and <see cref="RollCall"/>; who may stay, <see cref="Admission"/>.
/// </summary>
public sealed class BriefingHub(Admission admission, Delivery delivery, RollCall rollCall) : Hub
{
    public override async Task OnConnectedAsync()
    {
        admission.Enter(Context);
        rollCall.Join(Context.ConnectionId, Context.User?.Identity?.Name ?? "", Context.User?.FindFirstValue("province"));
        var language = Context.GetHttpContext()?.Request.Query["lang"].ToString() is Languages.English ? Languages.English : Languages.Vietnamese;
        await delivery.Open(Context.ConnectionId, language);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        delivery.Close(Context.ConnectionId);
        rollCall.Leave(Context.ConnectionId);
        admission.Leave(Context);
        return Task.CompletedTask;
    }

    public void Painted(long version)
    {
        rollCall.Painted(Context.ConnectionId, version);
        delivery.Painted(Context.ConnectionId, version);
    }
}
