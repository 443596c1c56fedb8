using NgoDashboard.Live.Scenes;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Live.Records;

/// <summary>A version that the screens showed, until the next one.</summary>
/// <param name="Scene">Null for the meeting's card.</param>
sealed record ShownPicture(long Version, DateTimeOffset ShownFrom, Scene? Scene, long? AgendaItemId)
{
    /// <summary>What the screens showed during a meeting, in order. Versions taken while they were held or covered are left out.</summary>
    public static IReadOnlyList<ShownPicture> FromMeeting(PastMeetingRecord past)
    {
        var shown = new List<ShownPicture>();
        var (newest, cover) = (past.ScreensBefore?.NewestStage, past.ScreensBefore?.Cover);
        foreach (var entry in past.Entries)
        {
            newest = entry.Stage ?? newest ?? throw new StorageException("The journal holds no scene: its first entry is damaged.");
            var isCovering = entry.Kind is EntryKind.Hold or EntryKind.Blank or EntryKind.Release;
            if (isCovering)
                cover = entry.Kind;
            if (isCovering || cover is not (EntryKind.Hold or EntryKind.Blank))
                shown.Add(CreatePicture(entry.Version, entry.OccurredAt, newest, cover));
            else if (shown.Count == 0 && past.ScreensBefore is { } before)
                shown.Add(CreatePicture(before.Version, entry.OccurredAt, before.ShownStage, cover));
        }

        return shown;
    }

    /// <summary>What the screens showed when that version was taken.</summary>
    public static ShownPicture? PictureAt(IReadOnlyList<ShownPicture> pictures, long version) =>
        pictures.LastOrDefault(picture => picture.Version <= version);

    public static ShownPicture? PictureAt(IReadOnlyList<ShownPicture> pictures, DateTimeOffset time) =>
        pictures.LastOrDefault(picture => picture.ShownFrom <= time);

    static ShownPicture CreatePicture(long version, DateTimeOffset from, StageRecord stage, EntryKind? cover) =>
        cover == EntryKind.Blank ? new(version, from, null, null) : new(version, from, Scene.FromEntry(stage), stage.AgendaItemId);
}
