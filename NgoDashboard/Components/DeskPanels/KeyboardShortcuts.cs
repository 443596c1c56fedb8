namespace NgoDashboard.Components.DeskPanels;

/// <summary>A key of the desk: what the page's script listens for, and how it is written on buttons and on the card.</summary>
/// <param name="Combinations">As in aria-keyshortcuts: several are separated by spaces.</param>
public sealed record KeyboardShortcut(string Combinations, string KeyLabel);

/// <summary>The keys of the desk, in one place. None is taken by browsers for what cannot be prevented.</summary>
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

    /// <summary>Those that the field itself listens for.</summary>
    public static readonly KeyboardShortcut Prepare = new("Enter", "⏎");
    public static readonly KeyboardShortcut TakeDirectly = new("Control+Enter", "Ctrl ⏎");
    public static readonly KeyboardShortcut PickResult = new("ArrowDown", "↑ ↓ ⏎");
    public static readonly KeyboardShortcut Move = new("Alt+ArrowDown", "Alt ↑ ↓");

    /// <summary>The card: each key with the text that says what it does.</summary>
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
