using Microsoft.AspNetCore.Components;

namespace NgoDashboard.Components.DeskPanels;

/// <summary>The user chose a number in a preview.</summary>
/// <param name="Figure">The figure's key as text, see FigureKey.ToKeyString.</param>
public sealed class FigureChosenEventArgs : EventArgs
{
    public string Figure { get; set; } = "";
}

/// <summary>Custom events of desk.js and live-chart.js. Blazor finds this class by its name.</summary>
[EventHandler("onfigurechosen", typeof(FigureChosenEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
public static class EventHandlers;
