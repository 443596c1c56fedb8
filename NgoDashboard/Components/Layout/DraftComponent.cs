using Microsoft.AspNetCore.Components;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;

namespace NgoDashboard.Components.Layout;

/// <summary>A part of the desk that shows what is being prepared: it follows the drafts and the requests too.</summary>
public abstract class DraftComponent : DeskComponent
{
    IDisposable? drafts;
    IDisposable? requests;

    [Parameter, EditorRequired] public required Operator Actor { get; set; }

    [Inject] protected Drafts Drafts { get; private set; } = null!;

    [Inject] protected Approvals Approvals { get; private set; } = null!;

    protected Draft OwnDraft => Drafts.ForOperator(Actor);

    protected override void OnInitialized()
    {
        base.OnInitialized();
        drafts = Drafts.Subscribe(() => _ = InvokeAsync(StateHasChanged));
        requests = Approvals.Subscribe(() => _ = InvokeAsync(StateHasChanged));
    }

    protected override void Dispose(bool disposing)
    {
        drafts?.Dispose();
        requests?.Dispose();
        base.Dispose(disposing);
    }
}
