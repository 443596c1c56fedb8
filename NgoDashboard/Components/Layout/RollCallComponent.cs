using Microsoft.AspNetCore.Components;
using NgoDashboard.Components.Localization;
using NgoDashboard.Live.Attendance;

namespace NgoDashboard.Components.Layout;

/// <summary>
/// Base of the components that show the roll call: rendered again at most twice a second, and only if the roll call has changed.
/// </summary>
public abstract class RollCallComponent : LocalizedComponent, IDisposable
{
    IDisposable? subscription;

    [Inject] RollCallView RollCallView { get; set; } = null!;

    protected RollCall RollCall { get; private set; } = null!;

    protected override void OnInitialized()
    {
        subscription = RollCallView.Subscribe(() => _ = InvokeAsync(RefreshRollCall));
        RollCall = RollCallView.Current;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => subscription?.Dispose();

    void RefreshRollCall()
    {
        var current = RollCallView.Current;
        if (ReferenceEquals(current, RollCall))
            return;
        RollCall = current;
        StateHasChanged();
    }
}
