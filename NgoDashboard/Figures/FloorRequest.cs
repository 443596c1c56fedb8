namespace NgoDashboard.Figures;

public enum FloorState
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
public sealed record FloorRequest(long Id, ProvinceCode Province, string Who, string KeyId, DateTimeOffset At, string Subject)
{
    public const int LongestSubject = 200;

    public FloorState State { get; init; }

    public bool IsOpen => State is FloorState.Waiting or FloorState.Speaking;

    public bool May(FloorState next) => (State, next) is (FloorState.Waiting, FloorState.Speaking or FloorState.Dropped or FloorState.Withdrawn)
        or (FloorState.Speaking, FloorState.Done or FloorState.Dropped or FloorState.Waiting);
}
