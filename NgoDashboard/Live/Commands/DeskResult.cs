using NgoDashboard.Figures.Edits;
using NgoDashboard.Language;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Live.Commands;

/// <summary>The result of a <see cref="DeskCommand"/>. Only <see cref="Committed"/> has stored anything.</summary>
public abstract record DeskResult;

/// <summary>Stored as this version, and on air unless the screens are held or covered.</summary>
public sealed record Committed(BriefingState State) : DeskResult;

/// <summary>The write failed: the same command may be submitted again.</summary>
public sealed record NotStored(StorageException Failure) : DeskResult
{
    /// <summary>What happened and what to do.</summary>
    public string ToSentence(DisplayLanguage language) => Failure.ToSentence(language);
}

/// <summary>
/// The draft is invalid. <paramref name="Findings"/> has one list per edit of the draft, in order, and then one for its scene, if it has
/// one. Where all findings are questions, the same edits pass once they are accepted.
/// </summary>
public sealed record Rejected(IReadOnlyList<IReadOnlyList<Finding>> Findings) : DeskResult
{
    public bool IsStale => Findings.Any(list => list.Any(finding => finding.Kind is FindingKind.Stale or FindingKind.ReferenceStale));

    public bool HasOnlyQuestions => Findings.All(list => list.All(finding => finding.IsDoubt));
}

/// <summary>The draft has doubts that the operator must see first; it passes with a reason for overriding them.</summary>
public sealed record NeedsReason(IReadOnlyList<Doubt> Doubts) : DeskResult;

/// <summary>Waits for approval by a second person at another desk.</summary>
public sealed record AwaitingApproval(PendingApproval Approval) : DeskResult;

/// <summary>The command would change nothing: no take to undo, no cover to lift, another version than expected, no such approval.</summary>
public sealed record NoChange : DeskResult;

/// <summary>The operator who submitted the command cannot approve it, nor can a key that belongs to the same person.</summary>
public sealed record SamePerson : DeskResult;

/// <summary>Approval cannot be required, because the live desk keys do not belong to two persons.</summary>
public sealed record NoSecondPerson : DeskResult;
