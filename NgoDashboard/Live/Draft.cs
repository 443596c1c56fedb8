using System.Collections.Immutable;
using NgoDashboard.Figures;

namespace NgoDashboard.Live;

/// <summary>What is prepared to go on air at once: figures, a scene, or both.</summary>
public sealed record Draft(ImmutableArray<Edit> Edits, Scene? Scene)
{
    public static Draft Of(params ReadOnlySpan<Edit> edits) => new([.. edits], null);

    public static Draft Of(Scene scene) => new([], scene);
}

/// <summary>How a take went.</summary>
public abstract record Outcome;

/// <summary>It is stored and on air as this version.</summary>
public sealed record Taken(OnAir Now) : Outcome;

/// <summary>The disk refused: nothing is stored, no screen was touched, and the same draft may be taken again.</summary>
public sealed record NotStored(string Problem) : Outcome;

/// <summary>
/// Nothing is stored and no screen was touched. <paramref name="Findings"/> has a list for each edit of the draft, in order; where
/// they are questions only, the same edits pass once they are accepted.
/// </summary>
public sealed record NotTaken(IReadOnlyList<IReadOnlyList<Finding>> Findings) : Outcome
{
    public bool IsStale => Findings.Any(list => list.Any(finding => finding.Kind == FindingKind.Stale));

    public bool IsQuestion => Findings.All(list => list.All(finding => finding.IsQuestion));
}
