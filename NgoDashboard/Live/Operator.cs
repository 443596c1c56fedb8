namespace NgoDashboard.Live;

/// <summary>Whoever sits at a desk: the access key, and the name that the journal calls its holder by.</summary>
/// <param name="KeyId">Two people with the same key are one operator: they share a draft, and cannot confirm each other.</param>
public sealed record Operator(string KeyId, string Name);
