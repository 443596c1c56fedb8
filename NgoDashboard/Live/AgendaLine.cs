using System.Collections.Immutable;
using NgoDashboard.Storage;

namespace NgoDashboard.Live;

/// <summary>A scene on the screens, from its coming to its going.</summary>
/// <param name="Scene">Null for the meeting's card.</param>
/// <param name="To">Null while it is still there.</param>
/// <param name="Version">The version that it came with.</param>
public sealed record Airing(Scene? Scene, DateTimeOffset From, DateTimeOffset? To, long Version);

/// <summary>An item of the agenda with its times on air, or what was shown beside the agenda.</summary>
/// <param name="Item">Null for what was not planned.</param>
/// <param name="Scene">As it was planned, or as it was shown; null for the meeting's card.</param>
public sealed record AgendaLine(long? Item, Scene? Scene, string Note, bool IsRemoved, ImmutableArray<Airing> Airings)
{
    internal static ImmutableArray<AgendaLine> Of(ImmutableArray<PlannedItem> agenda, IReadOnlyList<Shown> shown, DateTimeOffset? endedAt)
    {
        var planned = agenda.Select(item => item.Id).ToHashSet();
        var airings = Aired(shown, endedAt)
            .Select(one => one.Item is { } item && planned.Contains(item) ? one : one with { Item = null }).ToArray();
        return
        [
            .. agenda
                .Select(item => new AgendaLine(
                    item.Id, Scene.Of(item.Stage), item.Note, item.IsRemoved, [.. airings.Where(one => one.Item == item.Id).Select(one => one.Airing)]))
                .Where(line => !line.IsRemoved || !line.Airings.IsEmpty),
            .. airings.Where(one => one.Item is null).GroupBy(one => one.Airing.Scene)
                .Select(group => new AgendaLine(null, group.Key, "", IsRemoved: false, [.. group.Select(one => one.Airing)])),
        ];
    }

    /// <summary>Versions that changed the figures only are one airing of their scene.</summary>
    static List<(long? Item, Airing Airing)> Aired(IReadOnlyList<Shown> shown, DateTimeOffset? endedAt)
    {
        var airings = new List<(long? Item, Airing Airing)>();
        foreach (var picture in shown)
        {
            if (airings is [.., var last])
            {
                if (last.Item == picture.Item && last.Airing.Scene == picture.Scene)
                    continue;
                airings[^1] = (last.Item, last.Airing with { To = picture.From });
            }

            airings.Add((picture.Item, new(picture.Scene, picture.From, null, picture.Version)));
        }

        if (endedAt is not null && airings is [.., var open])
            airings[^1] = (open.Item, open.Airing with { To = endedAt });
        return airings;
    }
}
