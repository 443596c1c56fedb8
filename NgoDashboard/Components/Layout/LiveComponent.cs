using Microsoft.AspNetCore.Components;
using NgoDashboard.Components.Localization;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Layout;

/// <summary>Base of the components that follow the briefing for as long as the page is open.</summary>
public abstract class LiveComponent : LocalizedComponent, IDisposable
{
    IDisposable? subscription;
    bool isRefreshing;

    [Inject] protected LiveBriefing LiveBriefing { get; set; } = null!;

    /// <summary>Updated before each rendering that a new version causes.</summary>
    protected BriefingState Briefing { get; private set; } = null!;

    /// <summary>The state that this component follows: by default what the screens show.</summary>
    protected virtual BriefingState ReadState() => LiveBriefing.Current;

    protected override void OnInitialized()
    {
        subscription = LiveBriefing.Subscribe(() => _ = InvokeAsync(Refresh)).Subscription;
        Briefing = ReadState();
    }

    /// <summary>Updates what else depends on the version, before the component is rendered again.</summary>
    protected virtual Task OnBriefingChanged() => Task.CompletedTask;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => subscription?.Dispose();

    async Task Refresh()
    {
        // One update at a time, so that a slow update to an older version cannot overwrite a newer one. The update that is running picks up
        // the newest version.
        if (isRefreshing)
            return;
        isRefreshing = true;
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
            isRefreshing = false;
        }
    }
}
