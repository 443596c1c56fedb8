using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Meeting.Inbox;

/// <summary>The states of an <see cref="Amendment"/>; the allowed changes are in <see cref="Amendment.CanBecome"/>.</summary>
public enum AmendmentState
{
    /// <summary>Waiting for the desk (chờ xử lý).</summary>
    [Code("open")] Open,

    /// <summary>The desk put it into a draft. The journal knows whether it is on air.</summary>
    [Code("accepted")] Accepted,

    /// <summary>The desk refused it and gave a reason.</summary>
    [Code("refused")] Refused,

    /// <summary>The province withdrew it.</summary>
    [Code("withdrawn")] Withdrawn,
}

/// <summary>A province's request to change one of its figures (đề nghị điều chỉnh).</summary>
/// <param name="Province">The requesting province, on the 34 basis; the figure may belong to a unit that was merged into it.</param>
public sealed record Amendment(
    long Id,
    ProvinceCode Province,
    string Actor,
    string KeyId,
    DateTimeOffset OccurredAt,
    FigureKey Key,
    Quantity Value,
    Qualifier Qualifier,
    string Reason)
{
    public const int MaxAnswerLength = 500;

    /// <summary>The published value at the time of the request; null if nothing was published.</summary>
    public Quantity? ValueWhenAsked { get; init; }

    public Qualifier? QualifierWhenAsked { get; init; }

    /// <summary>The figure's version at the time of the request; 0 if nothing was stated.</summary>
    public long ExpectedVersion { get; init; }

    public Attachment? Attachment { get; init; }

    public AmendmentState State { get; init; } = AmendmentState.Open;

    /// <summary>The desk's reason for a refusal.</summary>
    public string? Answer { get; init; }

    public string? AnsweredBy { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The newest version at the time of acceptance: only a later one can have put it on air.</summary>
    public long? AcceptedOverVersion { get; init; }

    /// <summary>The version that put it on air, according to the journal; null if none did, or if that one was undone.</summary>
    public long? AiredInVersion { get; init; }

    public bool IsOpen => State == AmendmentState.Open;

    /// <summary>Neither the desk nor the province has anything left to do.</summary>
    public bool IsClosed => State is AmendmentState.Refused or AmendmentState.Withdrawn || AiredInVersion is not null;

    /// <summary>The allowed changes of state. An amendment on air does not change: only an undo takes it off.</summary>
    public bool CanBecome(AmendmentState next) => (State, next) switch
    {
        (AmendmentState.Open, AmendmentState.Accepted or AmendmentState.Refused or AmendmentState.Withdrawn) => true,
        (AmendmentState.Accepted, AmendmentState.Open or AmendmentState.Refused) => AiredInVersion is null,
        (AmendmentState.Refused, AmendmentState.Open) => true,
        _ => false,
    };

    /// <summary>Whether the edit makes exactly the requested change.</summary>
    public bool IsMadeBy(Edit edit) =>
        edit is Restatement restated && restated.Key == Key && restated.Value == Value && restated.Qualifier == Qualifier;

    /// <summary>
    /// The version that put it on air: the first one after acceptance that gave the figure the requested value and was not undone.
    /// </summary>
    /// <param name="changes">The changes of its figure, oldest first.</param>
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

/// <summary>The file types that a province may attach.</summary>
public enum AttachmentKind
{
    [Code("pdf")] Pdf,
    [Code("png")] Png,
    [Code("jpeg")] Jpeg,
    [Code("xlsx")] Xlsx,
}

/// <summary>A file attached to an amendment.</summary>
/// <param name="StoredName">Its file name in the private folder; random, so that it reveals nothing of the content.</param>
/// <param name="OriginalName">The sender's file name, sanitized.</param>
public sealed record Attachment(string StoredName, string OriginalName, AttachmentKind Kind, long LengthBytes);
