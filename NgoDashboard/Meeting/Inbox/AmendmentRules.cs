using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Meeting.Inbox;

/// <summary>A file as it comes from a browser.</summary>
public sealed record Upload(string Name, ReadOnlyMemory<byte> Content)
{
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>What it is, where it was opened to know that.</summary>
    public AttachmentKind? Kind { get; init; }
}

/// <summary>What a province may not ask. Pure.</summary>
public static class AmendmentRules
{
    /// <summary>Of one province at once: more is a flood, and no desk reads it.</summary>
    public const int MaxOpen = 200;

    /// <summary>Of one province in all.</summary>
    public const long MaxAttachedBytes = 500L * 1024 * 1024;

    /// <param name="existing">All that the province has asked so far.</param>
    public static IReadOnlyList<Finding> Check(Snapshot snapshot, ProvinceCode province, Restatement restatement, IReadOnlyList<Amendment> existing, Upload? upload)
    {
        if (!IsOwnFigure(snapshot.Reference, province, restatement.Key))
            return [new(FindingKind.NotOwnFigure, "province")];
        var findings = new List<Finding>(EditRules.CheckEdits(snapshot, [restatement with { IsAccepted = true }])[0]);
        if (snapshot.FindAdopted(restatement.Key) is { } stated && (stated.Value, stated.Qualifier) == (restatement.Value, restatement.Qualifier))
            findings.Add(new(FindingKind.SameAsStated, "value", stated.Value));
        if (existing.Count(one => !one.IsClosed) >= MaxOpen)
            findings.Add(new(FindingKind.TooManyOpen, "", MaxOpen));
        if (upload?.Content.Length > Upload.MaxBytes)
            findings.Add(new(FindingKind.AttachmentTooLarge, "attachment", Upload.MaxBytes / 1024 / 1024));
        else if (upload is not null && existing.Sum(one => one.Attachment?.LengthBytes ?? 0) + upload.Content.Length > MaxAttachedBytes)
            findings.Add(new(FindingKind.AttachmentsFull, "attachment", (int)(MaxAttachedBytes / 1024 / 1024)));
        return findings;
    }

    /// <summary>The province's figure, or that of a unit that was merged into it.</summary>
    public static bool IsOwnFigure(ReferenceData reference, ProvinceCode province, FigureKey key) =>
        key.Province is { } of && (of == province || reference.FindProvince(of)?.Successor == province);
}
