using Microsoft.AspNetCore.Components;

namespace NgoDashboard.Components.DeskPanels;

/// <summary>A number of a preview was pointed at.</summary>
/// <param name="Figure">Its place in the cube, as text.</param>
public sealed class FigureChosenEventArgs : EventArgs
{
    public string Figure { get; set; } = "";
}

/// <summary>Events of our own script, by the names that markup uses: Blazor finds them by the name of this class.</summary>
[EventHandler("onfigurechosen", typeof(FigureChosenEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
public static class EventHandlers;
