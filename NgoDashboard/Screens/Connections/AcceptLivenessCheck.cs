namespace NgoDashboard.Screens.Connections;

/// <summary>Decides from one question after another whether accepting connections is dead.</summary>
sealed class AcceptLivenessCheck(TimeProvider time)
{
    /// <summary>Of running time, in which no question was answered.</summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(20);

    /// <summary>Between two rounds at most: whatever is longer, the process was suspended, and was not running.</summary>
    static readonly TimeSpan MaxRoundGap = TimeSpan.FromSeconds(10);

    long askedAt = time.GetTimestamp();
    TimeSpan silent;

    /// <param name="isFull">As many connections as may be: then nobody is answered, and nothing is dead.</param>
    /// <returns>Whether it is dead.</returns>
    public bool RecordProbe(bool isAnswered, bool isFull)
    {
        var round = time.GetElapsedTime(askedAt);
        askedAt = time.GetTimestamp();
        if (isAnswered || isFull)
            silent = TimeSpan.Zero;
        else if (round <= MaxRoundGap)
            silent += round;
        return silent >= DeadAfter;
    }
}
