using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Access.Keys;

/// <summary>A live key, without its secret.</summary>
/// <param name="Province">On the 34 basis: the province whose rows the key may read, or of the screen's bridge point.</param>
/// <param name="Label">The holder's name in the journal; for a screen, the name of its point.</param>
/// <param name="PointId">The bridge point of a screen's key.</param>
/// <param name="IsPointLink">Whether it is the key of the point's link, whose secret can be shown again, and not a device's own.</param>
/// <param name="IssuedBy">The id of the key that issued it; null if the console or the server did.</param>
/// <param name="ApprovedBy">For a desk key: the id of the second person's key that approved it.</param>
public sealed record AccessKey(
    string Id, string Role, ProvinceCode? Province, string Label, DateTimeOffset IssuedAt, long? PointId = null, bool IsPointLink = false,
    string? IssuedBy = null, string? ApprovedBy = null);

/// <summary>Validates a key before it is issued.</summary>
public static class KeyRules
{
    public const int MaxLabelLength = 100;

    public static IReadOnlyList<Finding> Check(string role, string? province, string label, ReferenceData reference)
    {
        var findings = new List<Finding>();
        if (!Roles.All.Contains(role))
            findings.Add(new(FindingKind.UnknownRole, "role", role));
        if (string.IsNullOrWhiteSpace(label))
            findings.Add(new(FindingKind.FieldMissing, "label", "label"));
        else if (label.Length > MaxLabelLength)
            findings.Add(new(FindingKind.TextTooLong, "label", "label", MaxLabelLength));
        else if (!TextSanitizer.IsDisplayable(label))
            findings.Add(new(FindingKind.ControlCharacter, "label", "label"));

        if (province is null)
        {
            if (role == Roles.Province)
                findings.Add(new(FindingKind.ProvinceMissing, "province"));
        }
        else if (role == Roles.Desk)
        {
            findings.Add(new(FindingKind.NoProvinceForDesk, "province"));
        }
        else if (!ProvinceCode.TryParse(province, out var code) || reference.FindProvince(code) is null)
        {
            findings.Add(new(FindingKind.UnknownProvince, "province", province));
        }
        else if (!code.IsCurrent)
        {
            // Keys are for current provinces; the figures of their predecessors are included.
            findings.Add(new(FindingKind.ProvinceNotCurrent, "province"));
        }

        return findings;
    }
}
