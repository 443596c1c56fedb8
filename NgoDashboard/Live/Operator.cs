using NgoDashboard.Language;

namespace NgoDashboard.Live;

/// <summary>The holder of an access key who acts: an operator at a desk, or an officer of a province.</summary>
/// <param name="KeyId">Two people with the same key are one operator: they share a draft, and cannot approve each other's commands.</param>
/// <param name="Name">The name in the journal.</param>
public sealed record Operator(string KeyId, string Name)
{
    /// <summary>
    /// The person who starts the server; issues desk keys and has none. Compared by reference, so that no key can pass for it, whatever its
    /// id and label.
    /// </summary>
    public static Operator Console { get; } = new("", DisplayLanguage.Vietnamese.Words.Desk["console"]);

    internal bool IsConsole => ReferenceEquals(this, Console);
}
