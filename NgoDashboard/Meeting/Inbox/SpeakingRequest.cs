using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Meeting.Inbox;

/// <summary>The states of a <see cref="SpeakingRequest"/>.</summary>
public enum SpeakingRequestState
{
    [Code("waiting")] Waiting,
    [Code("speaking")] Speaking,
    [Code("done")] Done,

    /// <summary>The desk passed over it.</summary>
    [Code("dropped")] Skipped,
    [Code("withdrawn")] Withdrawn,
}

/// <summary>A province's request to speak (xin phát biểu).</summary>
/// <param name="Subject">What the province wants to speak about; may be empty.</param>
public sealed record SpeakingRequest(long Id, ProvinceCode Province, string Actor, string KeyId, DateTimeOffset OccurredAt, string Subject)
{
    public const int MaxSubjectLength = 200;

    public SpeakingRequestState State { get; init; } = SpeakingRequestState.Waiting;

    public bool IsOpen => State is SpeakingRequestState.Waiting or SpeakingRequestState.Speaking;

    /// <summary>The allowed changes of state.</summary>
    public bool CanBecome(SpeakingRequestState next) => State switch
    {
        SpeakingRequestState.Waiting =>
            next is SpeakingRequestState.Speaking or SpeakingRequestState.Skipped or SpeakingRequestState.Withdrawn,
        SpeakingRequestState.Speaking =>
            next is SpeakingRequestState.Done or SpeakingRequestState.Skipped or SpeakingRequestState.Waiting,
        _ => false,
    };
}
