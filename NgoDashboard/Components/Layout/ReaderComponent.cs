using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Live.Inbox;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Layout;

/// <summary>
/// Base of the pages for officers of provinces: it follows what the screens show, and of that gives the page the figures that the signed-in
/// key may read and nothing else.
/// </summary>
public abstract class ReaderComponent : SavingComponent
{
    IDisposable? subscription;
    ProvinceInbox? ownInbox;

    [Inject] LiveBriefing LiveBriefing { get; set; } = null!;

    [Inject] Amendments Amendments { get; set; } = null!;

    [Inject] Proposals Proposals { get; set; } = null!;

    [Inject] SpeakingQueue SpeakingQueue { get; set; } = null!;

    [CascadingParameter] Task<AuthenticationState> SignedIn { get; set; } = null!;

    /// <summary>The signed-in key.</summary>
    protected ClaimsPrincipal Reader { get; private set; } = new();

    /// <summary>Updated before each rendering that a new version causes.</summary>
    protected ReadableFigures Readable { get; private set; } = null!;

    /// <summary>Only the province's own officer may submit; null for the desk, which may only look.</summary>
    protected ProvinceInbox? OwnInbox => ownInbox ??= Reader is { Role: Roles.Province, OwnProvince: { } own }
        ? new(own, Reader.ToOperator(), Amendments, Proposals, SpeakingQueue)
        : null;

    protected override void OnInitialized()
    {
        subscription = LiveBriefing.Subscribe(() => _ = InvokeAsync(Refresh)).Subscription;
        Readable = new(Reader, LiveBriefing.Current);
    }

    protected override async Task OnInitializedAsync()
    {
        Reader = (await SignedIn).User;
        Readable = new(Reader, LiveBriefing.Current);
    }

    protected override void Dispose(bool disposing)
    {
        subscription?.Dispose();
        base.Dispose(disposing);
    }

    void Refresh()
    {
        var shown = LiveBriefing.Current;
        if (shown.Version == Readable.Version)
            return;
        Readable = new(Reader, shown);
        StateHasChanged();
    }
}
