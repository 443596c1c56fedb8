using System.Collections.Immutable;
using NgoDashboard.Figures;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>What an operator wants done to what is on air.</summary>
public abstract record Wish
{
    /// <summary>Whether the meeting's second person is asked. What protects the screens never waits for anybody.</summary>
    internal virtual bool NeedsSecond => true;

    /// <summary>The same wish as it was meant when it was asked: what comes in between does not change what is confirmed.</summary>
    internal virtual Wish AskedOf(OnAir newest) => this;
}

/// <param name="Over">Nothing is done where another version has become the newest. Null: whichever is the newest.</param>
public sealed record TakeWish(Draft Draft, long? Over = null) : Wish;

/// <summary>The last take back, as a new version: nothing is deleted.</summary>
/// <param name="Version">The take that is meant: nothing is done where it is no longer the last. Null: whichever is the last.</param>
public sealed record UndoWish(long? Version = null) : Wish
{
    internal override Wish AskedOf(OnAir newest) => new UndoWish(Version ?? newest.Steps.Undoable);
}

/// <summary>What was undone last, on air again.</summary>
/// <param name="Version">The undo that is meant, as with <see cref="UndoWish"/>.</param>
public sealed record RedoWish(long? Version = null) : Wish
{
    internal override Wish AskedOf(OnAir newest) => new RedoWish(Version ?? newest.Steps.Redoable);
}

public sealed record CoverWish(Cover Cover) : Wish
{
    internal override bool NeedsSecond => false;
}

/// <summary>These corrections no longer stand on the screens; in the record they do, for good.</summary>
public sealed record DismissWish(ImmutableArray<FigureKey> Corrections) : Wish
{
    internal override bool NeedsSecond => false;
}

/// <summary>Another name, day or rule for the meeting that is held.</summary>
public sealed record MeetingWish(string Name, DateOnly HeldOn, bool NeedsTwo) : Wish;

/// <summary>The next meeting begins: with no corrections and no changes of its own, and an agenda to be made.</summary>
public sealed record OpenWish(string Name, DateOnly HeldOn) : Wish;

/// <summary>
/// A desk's key is issued: it stands in the journal, because it decides who counts as the second person. It waits for nobody: where the
/// second person is lost, another must be found.
/// </summary>
/// <param name="Key">As the keyring has prepared it; the secret stays with whoever asked.</param>
public sealed record IssueKeyCommand(StoredKey Key) : Wish
{
    internal override bool NeedsSecond => false;
}

/// <summary>A desk's key is revoked. It waits for nobody: a key that was lost must be worth nothing at once.</summary>
public sealed record RevokeKeyCommand(string KeyId) : Wish
{
    internal override bool NeedsSecond => false;
}

/// <summary>A second person says that the key, which another has issued, belongs to a person of its own.</summary>
public sealed record ApproveKeyCommand(string KeyId) : Wish
{
    internal override bool NeedsSecond => false;
}

/// <summary>A wish that waits for its second person.</summary>
public sealed record Request(long Id, Operator By, Wish Wish, DateTimeOffset At);
