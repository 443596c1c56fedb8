using Microsoft.AspNetCore.Components;
using NgoDashboard.Live.Attendance;

namespace NgoDashboard.Components.Layout;

/// <summary>A part of the desk that follows the roll: drawn anew at most twice a second, and only when the roll is another.</summary>
public abstract class RollCallComponent : ComponentBase, IDisposable
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
        var now = RollCallView.Current;
        if (ReferenceEquals(now, RollCall))
            return;
        RollCall = now;
        StateHasChanged();
    }
}
