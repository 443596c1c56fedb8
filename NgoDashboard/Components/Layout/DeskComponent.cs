using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Layout;

/// <summary>A part of the desk: it works on the newest version, also while the screens are held or covered.</summary>
public abstract class DeskComponent : SavingComponent
{
    protected override BriefingState ReadState() => LiveBriefing.Newest;
}
