using NgoDashboard.Figures;

namespace NgoDashboard.Live;

/// <summary>A file as it comes from a browser.</summary>
public sealed record Upload(string Name, ReadOnlyMemory<byte> Content)
{
    public const int Longest = 10 * 1024 * 1024;

    /// <summary>What it is, where it was opened to know that.</summary>
    public AttachmentKind? Kind { get; init; }
}

/// <summary>What a province may not ask. Pure.</summary>
public static class AmendmentRules
{
    /// <summary>Of one province at once: more is a flood, and no desk reads it.</summary>
    public const int MostOpen = 200;

    /// <summary>Of one province in all.</summary>
    public const long MostAttached = 500L * 1024 * 1024;

    /// <param name="own">All that the province has asked so far.</param>
    public static IReadOnlyList<Finding> Check(Snapshot snapshot, ProvinceCode province, Restatement wish, IReadOnlyList<Amendment> own, Upload? upload)
    {
        if (!IsOwn(snapshot.Reference, province, wish.Key))
            return [new(FindingKind.NotOwnFigure, "province")];
        var findings = new List<Finding>(EditRules.Check(snapshot, [wish with { IsAccepted = true }])[0]);
        if (snapshot.Stated(wish.Key) is { } stated && (stated.Value, stated.Qualifier) == (wish.Value, wish.Qualifier))
            findings.Add(new(FindingKind.SameAsStated, "value", stated.Value));
        if (own.Count(one => !one.IsClosed) >= MostOpen)
            findings.Add(new(FindingKind.TooManyOpen, "", MostOpen));
        if (upload?.Content.Length > Upload.Longest)
            findings.Add(new(FindingKind.AttachmentTooLarge, "attachment", Upload.Longest / 1024 / 1024));
        else if (upload is not null && own.Sum(one => one.Attachment?.Length ?? 0) + upload.Content.Length > MostAttached)
            findings.Add(new(FindingKind.AttachmentsFull, "attachment", (int)(MostAttached / 1024 / 1024)));
        return findings;
    }

    /// <summary>The province's figure, or that of a unit that was merged into it.</summary>
    public static bool IsOwn(Reference reference, ProvinceCode province, FigureKey key) =>
        key.Province is { } of && (of == province || reference.Province(of)?.Successor == province);
}
