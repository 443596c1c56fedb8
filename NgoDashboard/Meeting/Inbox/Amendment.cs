using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Meeting.Inbox;

public enum AmendmentState
{
    /// <summary>Waits for the desk (chờ xử lý).</summary>
    Open,

    /// <summary>The desk has put it into a draft; whether it is on air, the journal says.</summary>
    Accepted,

    /// <summary>The desk has said no, and why.</summary>
    Refused,

    /// <summary>The province has taken it back.</summary>
    Withdrawn,
}

/// <summary>A province's request that one of its figures be changed (đề nghị điều chỉnh).</summary>
/// <param name="Province">Who asks, of the 34 basis; the figure may be of a unit that was merged into it.</param>
public sealed record Amendment(
    long Id, ProvinceCode Province, string Actor, string KeyId, DateTimeOffset OccurredAt, FigureKey Key, Quantity Value, Qualifier Qualifier, string Reason)
{
    public const int MaxAnswerLength = 500;

    /// <summary>What was published when it was asked; null where nothing was.</summary>
    public Quantity? ValueWhenAsked { get; init; }

    public Qualifier? QualifierWhenAsked { get; init; }

    /// <summary>The figure's version when it was asked; 0 where there was none.</summary>
    public long ExpectedVersion { get; init; }

    public Attachment? Attachment { get; init; }

    public AmendmentState State { get; init; }

    /// <summary>The desk's sentence, where it has refused.</summary>
    public string? Answer { get; init; }

    public string? AnsweredBy { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The newest version when it was accepted: only a later one can be it.</summary>
    public long? AcceptedOverVersion { get; init; }

    /// <summary>The version that put it on air, as the journal tells it; null where none has, or that one was taken back.</summary>
    public long? AiredInVersion { get; init; }

    public bool IsOpen => State == AmendmentState.Open;

    /// <summary>Nobody has to do anything about it any more.</summary>
    public bool IsClosed => State is AmendmentState.Refused or AmendmentState.Withdrawn || AiredInVersion is not null;

    /// <summary>The ways that it may go; what is on air is for an undo to take back.</summary>
    public bool CanBecome(AmendmentState next) => (State, next) switch
    {
        (AmendmentState.Open, AmendmentState.Accepted or AmendmentState.Refused or AmendmentState.Withdrawn) => true,
        (AmendmentState.Accepted, AmendmentState.Open or AmendmentState.Refused) => AiredInVersion is null,
        (AmendmentState.Refused, AmendmentState.Open) => true,
        _ => false,
    };

    /// <summary>Whether that edit is what was asked for.</summary>
    public bool IsMadeBy(Edit edit) => edit is Restatement restated && restated.Key == Key && restated.Value == Value && restated.Qualifier == Qualifier;

    /// <summary>
    /// The version that has put it on air: the first after it was accepted that made the figure what was asked for, and was not taken
    /// back.
    /// </summary>
    /// <param name="changes">Of its figure, the oldest first.</param>
    public long? FindAiringVersion(IEnumerable<FigureChangeRecord> changes)
    {
        long? aired = null;
        foreach (var change in changes.Where(change => State == AmendmentState.Accepted && change.Version > AcceptedOverVersion))
        {
            if (aired is not null && change.UndoesVersion == aired)
                aired = null;
            else if (change.After == Value && change.QualifierAfter == Qualifier)
                aired ??= change.Version;
        }

        return aired;
    }
}

/// <summary>What kinds of files a province may send along.</summary>
public enum AttachmentKind
{
    Pdf,
    Png,
    Jpeg,
    Xlsx,
}

/// <param name="StoredName">Its name in the private folder; says nothing of what it is.</param>
/// <param name="OriginalName">As the sender called it, cleaned.</param>
public sealed record Attachment(string StoredName, string OriginalName, AttachmentKind Kind, long LengthBytes);
