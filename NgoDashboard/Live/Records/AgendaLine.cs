using System.Collections.Immutable;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Live.Records;

/// <summary>A scene on the screens, from its coming to its going.</summary>
/// <param name="Scene">Null for the meeting's card.</param>
/// <param name="To">Null while it is still there.</param>
/// <param name="Version">The version that it came with.</param>
public sealed record Airing(Scene? Scene, DateTimeOffset From, DateTimeOffset? To, long Version);

/// <summary>An item of the agenda with its times on air, or what was shown beside the agenda.</summary>
/// <param name="AgendaItemId">Null for what was not planned.</param>
/// <param name="Scene">As it was planned, or as it was shown; null for the meeting's card.</param>
public sealed record AgendaLine(long? AgendaItemId, Scene? Scene, string Note, bool IsRemoved, ImmutableArray<Airing> Airings)
{
    internal static ImmutableArray<AgendaLine> ForMeeting(ImmutableArray<AgendaItemRecord> agenda, IReadOnlyList<ShownPicture> pictures, DateTimeOffset? endedAt)
    {
        var planned = agenda.Select(item => item.Id).ToHashSet();
        var airings = MergeIntoAirings(pictures, endedAt)
            .Select(one => one.Item is { } item && planned.Contains(item) ? one : one with { Item = null }).ToArray();
        return
        [
            .. agenda
                .Select(item => new AgendaLine(
                    item.Id, Scene.FromEntry(new StageRecord(item.Scene, item.ParametersJson)), item.Note, item.IsRemoved, [.. airings.Where(one => one.Item == item.Id).Select(one => one.Airing)]))
                .Where(line => !line.IsRemoved || !line.Airings.IsEmpty),
            .. airings.Where(one => one.Item is null).GroupBy(one => one.Airing.Scene)
                .Select(group => new AgendaLine(null, group.Key, "", IsRemoved: false, [.. group.Select(one => one.Airing)])),
        ];
    }

    /// <summary>Versions that changed the figures only are one airing of their scene.</summary>
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
