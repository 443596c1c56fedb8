using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Meeting.Inbox;

/// <summary>A file as a browser uploads it.</summary>
public sealed record Upload(string Name, ReadOnlyMemory<byte> Content)
{
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>Its type, once the content has been checked; null before.</summary>
    public AttachmentKind? Kind { get; init; }
}

/// <summary>Validates a province's requests. Pure.</summary>
public static class AmendmentRules
{
    /// <summary>Open requests of one province: the desk could not read more.</summary>
    public const int MaxOpen = 200;

    /// <summary>All attachments of one province together.</summary>
    public const long MaxAttachedBytes = 500L * 1024 * 1024;

    /// <param name="existing">All requests of the province so far.</param>
    public static IReadOnlyList<Finding> Check(
        Snapshot snapshot, ProvinceCode province, Restatement restatement, IReadOnlyList<Amendment> existing, Upload? upload)
    {
        if (!IsOwnFigure(snapshot.Reference, province, restatement.Key))
            return [new(FindingKind.NotOwnFigure, "province")];
        var findings = new List<Finding>(EditRules.CheckEdits(snapshot, [restatement with { IsAccepted = true }])[0]);
        if (snapshot.FindAdopted(restatement.Key) is { } stated
            && (stated.Value, stated.Qualifier) == (restatement.Value, restatement.Qualifier))
            findings.Add(new(FindingKind.SameAsStated, "value", stated.Value));
        if (existing.Count(amendment => !amendment.IsClosed) >= MaxOpen)
            findings.Add(new(FindingKind.TooManyOpen, "", MaxOpen));
        if (upload?.Content.Length > Upload.MaxBytes)
            findings.Add(new(FindingKind.AttachmentTooLarge, "attachment", Upload.MaxBytes / 1024 / 1024));
        else if (upload is not null
            && existing.Sum(amendment => amendment.Attachment?.LengthBytes ?? 0) + upload.Content.Length > MaxAttachedBytes)
            findings.Add(new(FindingKind.AttachmentsFull, "attachment", (int)(MaxAttachedBytes / 1024 / 1024)));
        return findings;
    }

    /// <summary>Whether the figure belongs to the province or to a unit that was merged into it.</summary>
    public static bool IsOwnFigure(ReferenceData reference, ProvinceCode province, FigureKey key) =>
        key.Province is { } owner && (owner == province || reference.FindProvince(owner)?.Successor == province);
}
