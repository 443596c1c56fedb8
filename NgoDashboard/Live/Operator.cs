using NgoDashboard.Language;

namespace NgoDashboard.Live;

/// <summary>Whoever sits at a desk: the access key, and the name that the journal calls its holder by.</summary>
/// <param name="KeyId">Two people with the same key are one operator: they share a draft, and cannot confirm each other.</param>
public sealed record Operator(string KeyId, string Name)
{
    /// <summary>
    /// Whoever starts the server: issues desk keys and holds none. Known by being this very object, so that no key, however it is
    /// called, passes for it.
    /// </summary>
    public static Operator Console { get; } = new("", Languages.RunInLanguage(Languages.Vietnamese, () => Words.Desk["console"]));

    internal bool IsConsole => ReferenceEquals(this, Console);
}
