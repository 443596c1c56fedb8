using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Access.Keys;

/// <summary>A key that is live, without its secret.</summary>
/// <param name="Province">Of the 34 basis; whose rows the key may see, or which bridge point it stands at.</param>
/// <param name="Label">What the journal calls its holder; a screen is called by its point's name.</param>
/// <param name="PointId">The bridge point whose screen it is.</param>
/// <param name="IsPointLink">Whether it is the key of the point's link, which can be told again; else it is a device's own.</param>
/// <param name="IssuedBy">The id of the key that issued it; null where the console did, or the server by itself.</param>
/// <param name="ApprovedBy">Of a desk's key: the id of the second person's key that approved it.</param>
public sealed record AccessKey(
    string Id, string Role, ProvinceCode? Province, string Label, DateTimeOffset IssuedAt, long? PointId = null, bool IsPointLink = false,
    string? IssuedBy = null, string? ApprovedBy = null);

/// <summary>What is refused before a key is issued.</summary>
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
            // An officer of today has today's province; its predecessors come with it.
            findings.Add(new(FindingKind.ProvinceNotCurrent, "province"));
        }

        return findings;
    }
}
