using NgoDashboard.Figures.Edits;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.State;

namespace NgoDashboard.Live.Commands;

/// <summary>How a wish of the desk went.</summary>
public abstract record DeskResult;

/// <summary>It is stored as this version, and on air unless the screens are covered.</summary>
public sealed record Committed(BriefingState State) : DeskResult;

/// <summary>The disk refused: nothing is stored, no screen was touched, and the same may be asked again.</summary>
/// <param name="Problem">What happened and what to do, in the language of who asked.</param>
public sealed record NotStored(string Problem) : DeskResult;

/// <summary>
/// Nothing is stored and no screen was touched. <paramref name="Findings"/> has a list for each edit of the draft, in order, and
/// after them one for its scene, if it has one; where they are questions only, the same edits pass once they are accepted.
/// </summary>
public sealed record Rejected(IReadOnlyList<IReadOnlyList<Finding>> Findings) : DeskResult
{
    public bool IsStale => Findings.Any(list => list.Any(finding => finding.Kind == FindingKind.Stale));

    public bool HasOnlyQuestions => Findings.All(list => list.All(finding => finding.IsDoubt));
}

/// <summary>Nothing is stored: these doubts are told first, and a reason is asked for.</summary>
public sealed record NeedsReason(IReadOnlyList<Doubt> Doubts) : DeskResult;

/// <summary>Nothing is stored: a second person, at another desk, is asked.</summary>
public sealed record AwaitingApproval(PendingApproval Approval) : DeskResult;

/// <summary>There is nothing to do it to: no take to undo, no cover to lift, no such request.</summary>
public sealed record NoChange : DeskResult;

/// <summary>Whoever asked cannot be the second person too, nor can a key that comes from the same person.</summary>
public sealed record SamePerson : DeskResult;

/// <summary>The rule of two persons cannot begin: no two desk keys are live that belong to two persons.</summary>
public sealed record NoSecondPerson : DeskResult;
