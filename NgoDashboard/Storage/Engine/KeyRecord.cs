using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Engine;

/// <summary>
/// An access key as it is stored: its SHA-256, because only the holder knows the key itself. The properties are SQL parameters by name.
/// </summary>
/// <param name="Point">The id of the bridge point whose screen uses the key; null for keys of the desk and of officers.</param>
/// <param name="Sealed">
/// The key itself, encrypted by data protection, so that a point's link can be shown again; null for other keys.
/// </param>
/// <param name="IssuedBy">The id of the key that issued it; null where it was issued on the console or by the server itself.</param>
/// <param name="ApprovedBy">
/// For a desk key: the id of the second operator's key that approved it. It then counts as a person of its own for four-eyes approvals.
/// </param>
public sealed record KeyRecord(
    string Id, string Role, string? Province, string Label, byte[] Hash, string IssuedAt, string? RevokedAt, long? Point,
    byte[]? Sealed = null, string? IssuedBy = null, string? ApprovedBy = null)
{
    public KeyRecord AsRevoked(DateTimeOffset at) => this with { RevokedAt = SqlMapping.FormatInstant(at), Sealed = null };
}
