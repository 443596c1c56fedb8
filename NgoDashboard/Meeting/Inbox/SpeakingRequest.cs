using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Meeting.Inbox;

public enum SpeakingRequestState
{
    Waiting,
    Speaking,
    Done,

    /// <summary>The desk has passed over it.</summary>
    Dropped,

    Withdrawn,
}

/// <summary>A province that asks to speak (xin phát biểu).</summary>
/// <param name="Subject">Of what; may be empty.</param>
public sealed record SpeakingRequest(long Id, ProvinceCode Province, string Actor, string KeyId, DateTimeOffset OccurredAt, string Subject)
{
    public const int MaxSubjectLength = 200;

    public SpeakingRequestState State { get; init; }

    public bool IsOpen => State is SpeakingRequestState.Waiting or SpeakingRequestState.Speaking;

    public bool CanBecome(SpeakingRequestState next) => (State, next) is (SpeakingRequestState.Waiting, SpeakingRequestState.Speaking or SpeakingRequestState.Dropped or SpeakingRequestState.Withdrawn)
        or (SpeakingRequestState.Speaking, SpeakingRequestState.Done or SpeakingRequestState.Dropped or SpeakingRequestState.Waiting);
}
