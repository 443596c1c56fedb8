using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>A version that the screens showed, from its time to that of the next.</summary>
/// <param name="Scene">Null for the meeting's card.</param>
sealed record Shown(long Version, DateTimeOffset From, Scene? Scene, long? Item)
{
    /// <summary>What the screens showed of a meeting, in order. Held or covered they keep what they have, whatever is taken behind it.</summary>
    public static IReadOnlyList<Shown> Of(PastMeeting past)
    {
        var shown = new List<Shown>();
        var (newest, cover) = (past.Before?.Newest, past.Before?.Cover);
        foreach (var entry in past.Entries)
        {
            newest = entry.Stage ?? newest ?? throw new StorageException("The journal holds no scene: its first entry is damaged.");
            var isCovering = entry.Kind is EntryKind.Hold or EntryKind.Blank or EntryKind.Release;
            if (isCovering)
                cover = entry.Kind;
            if (isCovering || cover is not (EntryKind.Hold or EntryKind.Blank))
                shown.Add(Picture(entry.Version, entry.At, newest, cover));
            else if (shown.Count == 0 && past.Before is { } before)
                shown.Add(Picture(before.Version, entry.At, before.Shown, cover));
        }

        return shown;
    }

    /// <summary>What the screens showed when that version came.</summary>
    public static Shown? At(IReadOnlyList<Shown> shown, long version) => shown.LastOrDefault(picture => picture.Version <= version);

    public static Shown? At(IReadOnlyList<Shown> shown, DateTimeOffset time) => shown.LastOrDefault(picture => picture.From <= time);

    static Shown Picture(long version, DateTimeOffset from, StageEntry stage, EntryKind? cover) =>
        cover == EntryKind.Blank ? new(version, from, null, null) : new(version, from, Scene.Of(stage), stage.Item);
}
