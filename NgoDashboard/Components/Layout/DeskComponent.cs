using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Layout;

/// <summary>Base of the desk's components: they work on the newest version, even while the screens are held or blanked.</summary>
public abstract class DeskComponent : LiveComponent
{
    protected override BriefingState ReadState() => LiveBriefing.Newest;
}
