using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.ReferenceEdits;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Live.Commands;

/// <summary>A command of an operator, executed by <see cref="Desk"/>.</summary>
public abstract record DeskCommand
{
    /// <summary>Whether it waits for a second person where the meeting requires approval. What protects the screens never waits.</summary>
    internal virtual bool IsSubjectToApproval => true;

    /// <summary>
    /// The command with the version fixed that it refers to when submitted, so that versions in between do not change what is approved.
    /// </summary>
    internal virtual DeskCommand PinTo(BriefingState newest) => this;
}

/// <param name="ExpectedVersion">The result is <see cref="NoChange"/> where the newest version is another one. Null: any version.</param>
public sealed record TakeCommand(Draft Draft, long? ExpectedVersion = null) : DeskCommand;

/// <summary>Reverts the last take, as a new version: nothing is deleted.</summary>
/// <param name="Version">The take to undo: <see cref="NoChange"/> where it is no longer the last. Null: the last, whichever it is.</param>
public sealed record UndoCommand(long? Version = null) : DeskCommand
{
    internal override DeskCommand PinTo(BriefingState newest) => new UndoCommand(Version ?? newest.UndoHistory.UndoableVersion);
}

/// <summary>Puts the last undone take on air again.</summary>
/// <param name="Version">The undo to revert, as with <see cref="UndoCommand"/>.</param>
public sealed record RedoCommand(long? Version = null) : DeskCommand
{
    internal override DeskCommand PinTo(BriefingState newest) => new RedoCommand(Version ?? newest.UndoHistory.RedoableVersion);
}

/// <summary>Changes an exchange rate, a sector or a campaign.</summary>
/// <param name="OverrideReason">Why it is taken despite its doubts; null where no reason was given.</param>
public sealed record ChangeReferenceCommand(ReferenceEdit Edit, string? OverrideReason = null) : DeskCommand
{
    internal override DeskCommand PinTo(BriefingState newest) =>
        this with { Edit = Edit with { ExpectedVersion = Edit.ExpectedVersion ?? newest.Version } };
}

public sealed record CoverCommand(Cover Cover) : DeskCommand
{
    internal override bool IsSubjectToApproval => false;
}

/// <summary>Removes these corrections from the screens; the record keeps them.</summary>
public sealed record DismissCorrectionsCommand(ImmutableArray<FigureKey> Corrections) : DeskCommand
{
    internal override bool IsSubjectToApproval => false;
}

/// <summary>Changes the name, the day or the approval rule of the current meeting.</summary>
public sealed record ChangeMeetingCommand(string Name, DateOnly HeldOn, bool RequiresApproval) : DeskCommand;

/// <summary>Opens the next meeting, with an empty agenda and without corrections or changes.</summary>
public sealed record OpenMeetingCommand(string Name, DateOnly HeldOn) : DeskCommand;

/// <summary>
/// Issues a desk key. In the journal, because it decides who counts as the second person; without approval, because a meeting that has
/// lost its second person must be able to get another.
/// </summary>
/// <param name="Key">As prepared by the keyring, without the secret.</param>
public sealed record IssueKeyCommand(KeyRecord Key) : DeskCommand
{
    internal override bool IsSubjectToApproval => false;
}

/// <summary>Revokes a desk key. Without approval, because a lost key must stop working immediately.</summary>
public sealed record RevokeKeyCommand(string KeyId) : DeskCommand
{
    internal override bool IsSubjectToApproval => false;
}

/// <summary>A second person confirms that a key issued by another operator belongs to a different person.</summary>
public sealed record ApproveKeyCommand(string KeyId) : DeskCommand
{
    internal override bool IsSubjectToApproval => false;
}

/// <summary>A command awaiting approval by a second person.</summary>
public sealed record PendingApproval(long Id, Operator RequestedBy, DeskCommand Command, DateTimeOffset RequestedAt);
