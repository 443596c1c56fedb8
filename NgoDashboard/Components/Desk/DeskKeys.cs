namespace NgoDashboard.Components.Desk;

/// <summary>A key of the desk: what the page's script listens for, and how it is written on buttons and on the card.</summary>
/// <param name="Combinations">As in aria-keyshortcuts: several are separated by spaces.</param>
public sealed record DeskKey(string Combinations, string Label);

/// <summary>The keys of the desk, in one place. None is taken by browsers for what cannot be prevented.</summary>
public static class DeskKeys
{
    public static readonly DeskKey Find = new("F2 /", "F2");
    public static readonly DeskKey Unplanned = new("F4", "F4");
    public static readonly DeskKey Agenda = new("F6", "F6");
    public static readonly DeskKey Hold = new("F8", "F8");
    public static readonly DeskKey Blank = new("Shift+F8", "⇧ F8");
    public static readonly DeskKey Take = new("F9", "F9");
    public static readonly DeskKey Confirm = new("F10", "F10");
    public static readonly DeskKey Undo = new("Control+Z", "Ctrl Z");
    public static readonly DeskKey Redo = new("Control+Y", "Ctrl Y");
    public static readonly DeskKey Previous = new("PageUp", "PgUp");
    public static readonly DeskKey Next = new("PageDown", "PgDn");
    public static readonly DeskKey Card = new("? F1", "?");

    /// <summary>Those that the field itself listens for.</summary>
    public static readonly DeskKey Prepare = new("Enter", "⏎");
    public static readonly DeskKey Direct = new("Control+Enter", "Ctrl ⏎");
    public static readonly DeskKey Pick = new("ArrowDown", "↑ ↓ ⏎");
    public static readonly DeskKey Move = new("Alt+ArrowDown", "Alt ↑ ↓");

    /// <summary>The card: each key with the text that says what it does.</summary>
    public static readonly IReadOnlyList<(DeskKey Key, string Text)> All =
    [
        (Find, "find"),
        (Pick, "pick"),
        (Prepare, "draft"),
        (Direct, "direct"),
        (Take, "take"),
        (Undo, "undo"),
        (Redo, "redo"),
        (Previous, "previous"),
        (Next, "next"),
        (Agenda, "list"),
        (Move, "move"),
        (Unplanned, "unplanned"),
        (Hold, "hold"),
        (Blank, "blank"),
        (Confirm, "confirm"),
        (Card, "card"),
    ];
}
