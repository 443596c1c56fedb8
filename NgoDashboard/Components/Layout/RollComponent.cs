using Microsoft.AspNetCore.Components;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Layout;

/// <summary>A part of the desk that follows the roll: drawn anew at most twice a second, and only when the roll is another.</summary>
public abstract class RollComponent : ComponentBase, IDisposable
{
    IDisposable? subscription;

    [Inject] RollBook Book { get; set; } = null!;

    protected Roll Roll { get; private set; } = null!;

    protected override void OnInitialized()
    {
        subscription = Book.Subscribe(() => _ = InvokeAsync(Look));
        Roll = Book.Now;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => subscription?.Dispose();

    void Look()
    {
        var now = Book.Now;
        if (ReferenceEquals(now, Roll))
            return;
        Roll = now;
        StateHasChanged();
    }
}
