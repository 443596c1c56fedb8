using Microsoft.AspNetCore.Components;
using NgoDashboard.Live;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;

namespace NgoDashboard.Components.Layout;

/// <summary>Base of the components that show what is being prepared: rendered again when a draft or a pending approval changes.</summary>
public abstract class DraftComponent : DeskComponent
{
    [Parameter, EditorRequired] public required Operator Actor { get; set; }

    [Inject] protected Drafts Drafts { get; private set; } = null!;

    [Inject] protected Approvals Approvals { get; private set; } = null!;

    protected Draft OwnDraft => Drafts.ForOperator(Actor);

    protected override void OnInitialized()
    {
        base.OnInitialized();
        RerenderOn(Drafts.Subscribe);
        RerenderOn(Approvals.Subscribe);
    }
}
