using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Live.State;

/// <summary>
/// The identity of a journal. Only versions of the same identity can be compared: on another identity a screen accepts the next frame even
/// where its version is lower.
/// </summary>
/// <param name="Generation">Raised by every restore of a backup.</param>
public sealed record BriefingIdentity(string Id, long Generation)
{
    /// <summary>For states that come from no journal.</summary>
    public static BriefingIdentity None { get; } = new("", 0);

    internal static BriefingIdentity From(JournalIdentity journal) => new(journal.Id, journal.Generation);

    /// <summary>"ID/GENERATION", as in frames and on the screen's page.</summary>
    public override string ToString() => $"{Id}/{Generation}";
}
