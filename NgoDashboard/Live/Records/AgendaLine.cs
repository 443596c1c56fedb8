using System.Collections.Immutable;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Records;

/// <summary>The period for which a scene was on the screens without interruption.</summary>
/// <param name="Scene">Null for the meeting's card.</param>
/// <param name="To">Null while it is still on air.</param>
/// <param name="Version">The first version that showed it.</param>
public sealed record Airing(Scene? Scene, DateTimeOffset From, DateTimeOffset? To, long Version);

/// <summary>An agenda item with its times on air, or a scene that was shown outside the agenda.</summary>
/// <param name="AgendaItemId">Null for a scene outside the agenda.</param>
/// <param name="Scene">As planned, or as shown where it was not planned; null for the meeting's card.</param>
public sealed record AgendaLine(long? AgendaItemId, Scene? Scene, string Note, bool IsRemoved, ImmutableArray<Airing> Airings)
{
    internal static ImmutableArray<AgendaLine> ForMeeting(
        ImmutableArray<AgendaItemRecord> agenda, IReadOnlyList<ShownPicture> pictures, DateTimeOffset? endedAt)
    {
        var planned = agenda.Select(item => item.Id).ToHashSet();
        var airings = MergeIntoAirings(pictures, endedAt)
            .Select(entry => entry.Item is { } item && planned.Contains(item) ? entry : entry with { Item = null }).ToArray();
        return
        [
            .. agenda
                .Select(item => new AgendaLine(
                    item.Id,
                    Scene.FromEntry(new StageRecord(item.Scene, item.ParametersJson)),
                    item.Note,
                    item.IsRemoved,
                    [.. airings.Where(entry => entry.Item == item.Id).Select(entry => entry.Airing)]))
                .Where(line => !line.IsRemoved || !line.Airings.IsEmpty),
            .. airings.Where(entry => entry.Item is null).GroupBy(entry => entry.Airing.Scene)
                .Select(group => new AgendaLine(null, group.Key, "", IsRemoved: false, [.. group.Select(entry => entry.Airing)])),
        ];
    }

    /// <summary>Merges successive versions of the same scene, which differ in their figures only, into one airing.</summary>
    static List<(long? Item, Airing Airing)> MergeIntoAirings(IReadOnlyList<ShownPicture> pictures, DateTimeOffset? endedAt)
    {
        var airings = new List<(long? Item, Airing Airing)>();
        foreach (var picture in pictures)
        {
            if (airings is [.., var last])
            {
                if (last.Item == picture.AgendaItemId && last.Airing.Scene == picture.Scene)
                    continue;
                airings[^1] = (last.Item, last.Airing with { To = picture.ShownFrom });
            }

            airings.Add((Item: picture.AgendaItemId, new(picture.Scene, picture.ShownFrom, null, picture.Version)));
        }

        if (endedAt is not null && airings is [.., var open])
            airings[^1] = (open.Item, open.Airing with { To = endedAt });
        return airings;
    }
}
