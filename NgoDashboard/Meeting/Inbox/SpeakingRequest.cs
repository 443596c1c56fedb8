using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Meeting.Inbox;

/// <summary>The states of a <see cref="SpeakingRequest"/>.</summary>
public enum SpeakingRequestState
{
    Waiting,
    Speaking,
    Done,

    /// <summary>The desk passed over it.</summary>
    Dropped,

    Withdrawn,
}

/// <summary>A province's request to speak (xin phát biểu).</summary>
/// <param name="Subject">What the province wants to speak about; may be empty.</param>
public sealed record SpeakingRequest(long Id, ProvinceCode Province, string Actor, string KeyId, DateTimeOffset OccurredAt, string Subject)
{
    public const int MaxSubjectLength = 200;

    public SpeakingRequestState State { get; init; }

    public bool IsOpen => State is SpeakingRequestState.Waiting or SpeakingRequestState.Speaking;

    /// <summary>The allowed changes of state.</summary>
    public bool CanBecome(SpeakingRequestState next) => State switch
    {
        SpeakingRequestState.Waiting =>
            next is SpeakingRequestState.Speaking or SpeakingRequestState.Dropped or SpeakingRequestState.Withdrawn,
        SpeakingRequestState.Speaking =>
            next is SpeakingRequestState.Done or SpeakingRequestState.Dropped or SpeakingRequestState.Waiting,
        _ => false,
    };
}
