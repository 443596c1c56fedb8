using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Live.State;

/// <summary>
/// Which journal is on air. Only versions of the same identity can be compared: a screen that is told another one takes what it is sent,
/// also where its version is lower.
/// </summary>
public sealed record BriefingIdentity(string Id, long Generation)
{
    /// <summary>Of a state that comes from no journal.</summary>
    public static BriefingIdentity None { get; } = new("", 0);

    internal static BriefingIdentity From(JournalIdentity journal) => new(journal.Id, journal.Generation);

    /// <summary>As it stands in frames and on the page: "ID/GENERATION".</summary>
    public override string ToString() => $"{Id}/{Generation}";
}
