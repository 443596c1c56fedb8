using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Access;

namespace NgoDashboard.Live.Commands;

/// <summary>What an operator wants done to what is on air.</summary>
public abstract record DeskCommand
{
    /// <summary>Whether the meeting's second person is asked. What protects the screens never waits for anybody.</summary>
    internal virtual bool IsSubjectToApproval => true;

    /// <summary>The same wish as it was meant when it was asked: what comes in between does not change what is confirmed.</summary>
    internal virtual DeskCommand PinTo(BriefingState newest) => this;
}

/// <param name="ExpectedVersion">Nothing is done where another version has become the newest. Null: whichever is the newest.</param>
public sealed record TakeCommand(Draft Draft, long? ExpectedVersion = null) : DeskCommand;

/// <summary>The last take back, as a new version: nothing is deleted.</summary>
/// <param name="Version">The take that is meant: nothing is done where it is no longer the last. Null: whichever is the last.</param>
public sealed record UndoCommand(long? Version = null) : DeskCommand
{
    internal override DeskCommand PinTo(BriefingState newest) => new UndoCommand(Version ?? newest.UndoHistory.UndoableVersion);
}

/// <summary>What was undone last, on air again.</summary>
/// <param name="Version">The undo that is meant, as with <see cref="UndoCommand"/>.</param>
public sealed record RedoCommand(long? Version = null) : DeskCommand
{
    internal override DeskCommand PinTo(BriefingState newest) => new RedoCommand(Version ?? newest.UndoHistory.RedoableVersion);
}

public sealed record CoverCommand(Cover Cover) : DeskCommand
{
    internal override bool IsSubjectToApproval => false;
}

/// <summary>These corrections no longer stand on the screens; in the record they do, for good.</summary>
public sealed record DismissCorrectionsCommand(ImmutableArray<FigureKey> Corrections) : DeskCommand
{
    internal override bool IsSubjectToApproval => false;
}

/// <summary>Another name, day or rule for the meeting that is held.</summary>
public sealed record ChangeMeetingCommand(string Name, DateOnly HeldOn, bool RequiresApproval) : DeskCommand;

/// <summary>The next meeting begins: with no corrections and no changes of its own, and an agenda to be made.</summary>
public sealed record OpenMeetingCommand(string Name, DateOnly HeldOn) : DeskCommand;

/// <summary>
/// A desk's key is issued: it stands in the journal, because it decides who counts as the second person. It waits for nobody: where the
/// second person is lost, another must be found.
/// </summary>
/// <param name="Key">As the keyring has prepared it; the secret stays with whoever asked.</param>
public sealed record IssueKeyCommand(KeyRecord Key) : DeskCommand
{
    internal override bool IsSubjectToApproval => false;
}

/// <summary>A desk's key is revoked. It waits for nobody: a key that was lost must be worth nothing at once.</summary>
public sealed record RevokeKeyCommand(string KeyId) : DeskCommand
{
    internal override bool IsSubjectToApproval => false;
}

/// <summary>A second person says that the key, which another has issued, belongs to a person of its own.</summary>
public sealed record ApproveKeyCommand(string KeyId) : DeskCommand
{
    internal override bool IsSubjectToApproval => false;
}

/// <summary>A wish that waits for its second person.</summary>
public sealed record PendingApproval(long Id, Operator RequestedBy, DeskCommand Command, DateTimeOffset RequestedAt);
