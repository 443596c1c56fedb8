using Microsoft.AspNetCore.Components;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Layout;

/// <summary>A part of a page that follows what is on air for as long as the page is open.</summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    IDisposable? subscription;
    bool isRenewing;

    [Inject] protected LiveBriefing LiveBriefing { get; set; } = null!;

    /// <summary>Renewed before every rendering that a notice causes.</summary>
    protected BriefingState Briefing { get; private set; } = null!;

    /// <summary>The state that this part follows: what the screens show.</summary>
    protected virtual BriefingState ReadState() => LiveBriefing.Current;

    protected override void OnInitialized()
    {
        subscription = LiveBriefing.Subscribe(() => _ = InvokeAsync(Renew)).Subscription;
        Briefing = ReadState();
    }

    /// <summary>What else depends on the version, before the page is drawn anew.</summary>
    protected virtual Task OnBriefingChanged() => Task.CompletedTask;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => subscription?.Dispose();

    async Task Renew()
    {
        // One after another: an older version that takes longer must not end up over a newer one. Whoever is at it looks again.
        if (isRenewing)
            return;
        isRenewing = true;
        try
        {
            while (ReadState().Version != Briefing.Version)
            {
                Briefing = ReadState();
                await OnBriefingChanged();
                StateHasChanged();
            }
        }
        finally
        {
            isRenewing = false;
        }
    }
}
