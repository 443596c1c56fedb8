using System.Security.Claims;
using NgoDashboard.Access;
using NgoDashboard.Access.Scope;
using NgoDashboard.Components.Shared;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Export.SceneFiles;

/// <summary>Which scenes a request selects.</summary>
public enum SceneSelectionKind
{
    /// <summary>What the screens show. Every key may request it, and only the desk may request more.</summary>
    OnAir,

    /// <summary>The whole agenda in its order, with the newest figures.</summary>
    Agenda,

    /// <summary>One item of the agenda.</summary>
    Item,

    /// <summary>Any scene that could go on air, by the parameters that the API takes.</summary>
    Scene,
}

/// <summary>The scenes selected for a page or a file, each as the screens would show it now.</summary>
public sealed record SceneSelection(SceneSelectionKind SelectionKind, IReadOnlyList<BriefingState> BriefingStates)
{
    public const string AgendaParameter = PageUrls.AgendaParameter, ItemParameter = PageUrls.ItemParameter, SceneParameter = "scene";

    /// <summary>All query parameters that select scenes.</summary>
    public static readonly IReadOnlyList<string> Parameters = [AgendaParameter, ItemParameter, SceneParameter, .. SceneParameters.All];

    /// <summary>Tells these pictures from others of the same version, because an agenda can change without a new version.</summary>
    public string CacheKey
    {
        get
        {
            var pictures = BriefingStates.Select(state => $"{state.Version} {state.Cover} {state.AgendaItemId} {state.Scene}");
            return $"{SelectionKind} {string.Join('\n', pictures)}";
        }
    }

    /// <summary>
    /// Only the desk may select scenes, because it works behind held or blanked screens. Check this before anything is looked up, so that a
    /// refusal does not reveal whether an agenda item exists.
    /// </summary>
    public static bool IsAllowedFor(ClaimsPrincipal user, IQueryCollection query) =>
        user.Role == Roles.Desk || !query.Keys.Any(key => Parameters.Contains(key, StringComparer.OrdinalIgnoreCase));
}
