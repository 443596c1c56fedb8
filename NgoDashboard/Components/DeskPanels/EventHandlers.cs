using Microsoft.AspNetCore.Components;

namespace NgoDashboard.Components.DeskPanels;

/// <summary>The user chose a number in a preview.</summary>
public sealed class FigureChosenEventArgs : EventArgs
{
    /// <summary>The figure's key as text, see <see cref="Figures.Cube.FigureKey.ToKeyString"/>.</summary>
    public string Figure { get; set; } = "";
}

/// <summary>Custom events of desk.js and live-chart.js. Blazor finds this class by its name.</summary>
[EventHandler("onfigurechosen", typeof(FigureChosenEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
public static class EventHandlers;
