using NgoDashboard.Figures.Text;

namespace NgoDashboard.Reports.Places;

/// <summary>How a report calls something. Names that differ only by case, diacritics or Unicode normalisation are equal.</summary>
public readonly record struct AliasKey
{
    public AliasKey(AliasKind kind, string written) => (Kind, FoldedName) = (kind, TextFolding.Fold(written));

    public AliasKind Kind { get; }

    public string FoldedName { get; }
}

/// <summary>
/// A name that the desk has assigned once and that is remembered for later reports: what an office calls a province, a sector or a measure.
/// </summary>
/// <param name="Target">A province's code ("63:20"), a sector's id, a measure's code, or <see cref="LeftOutTarget"/>.</param>
public readonly record struct Alias(AliasKey Key, string Target)
{
    /// <summary>The name means none of them: rows that bear it are left out.</summary>
    public const string LeftOutTarget = "-";
}

public enum AliasKind
{
    Province,
    Sector,
    Measure,
}
