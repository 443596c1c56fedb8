namespace NgoDashboard.Screens.Connections;

/// <summary>Decides from a series of probes whether the server has stopped accepting connections. Not thread-safe.</summary>
sealed class AcceptLivenessCheck(TimeProvider time)
{
    /// <summary>Running time without an answered probe.</summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(20);

    /// <summary>A longer gap between two probes is not counted, because then the process was suspended.</summary>
    static readonly TimeSpan MaxRoundGap = TimeSpan.FromSeconds(10);

    long lastProbeAt = time.GetTimestamp();
    TimeSpan unansweredFor;

    /// <param name="isFull">All connections are in use: then probes are refused although accepting works.</param>
    /// <returns>Whether accepting is dead.</returns>
    public bool RecordProbe(bool isAnswered, bool isFull)
    {
        var sinceLastProbe = time.GetElapsedTime(lastProbeAt);
        lastProbeAt = time.GetTimestamp();
        if (isAnswered || isFull)
            unansweredFor = TimeSpan.Zero;
        else if (sinceLastProbe <= MaxRoundGap)
            unansweredFor += sinceLastProbe;
        return unansweredFor >= DeadAfter;
    }
}
