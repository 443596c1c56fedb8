namespace NgoDashboard.Components.DeskPanels;

/// <summary>A keyboard shortcut: the combinations that desk.js listens for, and the label on buttons and on the shortcut card.</summary>
/// <param name="Combinations">As in aria-keyshortcuts: alternatives are separated by spaces.</param>
public sealed record KeyboardShortcut(string Combinations, string KeyLabel);

/// <summary>All shortcuts of the desk. None is a key that browsers reserve and do not let a page override.</summary>
public static class KeyboardShortcuts
{
    public static readonly KeyboardShortcut FindFigure = new("F2 /", "F2");
    public static readonly KeyboardShortcut UnplannedScene = new("F4", "F4");
    public static readonly KeyboardShortcut FocusAgenda = new("F6", "F6");
    public static readonly KeyboardShortcut Hold = new("F8", "F8");
    public static readonly KeyboardShortcut Blank = new("Shift+F8", "⇧ F8");
    public static readonly KeyboardShortcut Take = new("F9", "F9");
    public static readonly KeyboardShortcut Confirm = new("F10", "F10");
    public static readonly KeyboardShortcut Undo = new("Control+Z", "Ctrl Z");
    public static readonly KeyboardShortcut Redo = new("Control+Y", "Ctrl Y");
    public static readonly KeyboardShortcut Previous = new("PageUp", "PgUp");
    public static readonly KeyboardShortcut Next = new("PageDown", "PgDn");
    public static readonly KeyboardShortcut ShowCard = new("? F1", "?");

    /// <summary>Handled by the input field or the list itself, not by desk.js.</summary>
    public static readonly KeyboardShortcut Prepare = new("Enter", "⏎");
    public static readonly KeyboardShortcut TakeDirectly = new("Control+Enter", "Ctrl ⏎");
    public static readonly KeyboardShortcut PickResult = new("ArrowDown", "↑ ↓ ⏎");
    public static readonly KeyboardShortcut Move = new("Alt+ArrowDown", "Alt ↑ ↓");

    /// <summary>The shortcut card: each shortcut with the resource key of its description.</summary>
    public static readonly IReadOnlyList<(KeyboardShortcut Key, string Text)> All =
    [
        (FindFigure, "find"),
        (PickResult, "pick"),
        (Prepare, "draft"),
        (TakeDirectly, "direct"),
        (Take, "take"),
        (Undo, "undo"),
        (Redo, "redo"),
        (Previous, "previous"),
        (Next, "next"),
        (FocusAgenda, "list"),
        (Move, "move"),
        (UnplannedScene, "unplanned"),
        (Hold, "hold"),
        (Blank, "blank"),
        (Confirm, "confirm"),
        (ShowCard, "card"),
    ];
}
