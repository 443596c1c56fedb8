using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Reports.Places;

/// <summary>How a report calls something; equal if the <see cref="NameKey"/> is.</summary>
public readonly record struct AliasKey
{
    public AliasKey(AliasKind kind, string written) => (Kind, FoldedName) = (kind, TextFolding.Fold(written));

    public AliasKind Kind { get; }

    /// <summary>As it is stored.</summary>
    public string FoldedName { get; }

    NameKey Name => NameKey.FromFolded(FoldedName);

    public bool Equals(AliasKey other) => Kind == other.Kind && Name == other.Name;

    public override int GetHashCode() => HashCode.Combine(Kind, Name);
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
    [Code("province")] Province,
    [Code("sector")] Sector,
    [Code("measure")] Measure,

    /// <summary>A column of a layout: its caption, the layout and the office.</summary>
    [Code("column")] Column,

    /// <summary>The name of a donor: the organisation that is meant, or that it is none.</summary>
    [Code("organisation")] Organisation,
}
