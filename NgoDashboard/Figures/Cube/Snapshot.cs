using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.Cube;

/// <summary>
/// All figures of one version, with their reference data. Immutable, so that a page reads consistent figures from it on any
/// thread, for as long as it likes.
/// </summary>
public sealed class Snapshot
{
    readonly ImmutableDictionary<FigureKey, Figure> figures;

    Snapshot(ReferenceData reference, ImmutableDictionary<FigureKey, Figure> figures, long lastStatement, TotalsCache known) =>
        (Reference, this.figures, LastStatementId, TotalsCache) = (reference, figures, lastStatement, known);

    public ReferenceData Reference { get; }

    /// <summary>The highest statement id assigned so far; the next one is one more.</summary>
    public long LastStatementId { get; }

    // Cached as a list: iterating the immutable tree costs many times more, and every page iterates.
    public IReadOnlyList<Figure> Figures => field ??= [.. figures.Values];

    public int Count => figures.Count;

    internal TotalsCache TotalsCache { get; }

    /// <param name="lastStatement">The highest id of removed statements too, so that no id is assigned twice.</param>
    public static Snapshot Create(ReferenceData reference, IEnumerable<Figure> figures, long lastStatement = 0)
    {
        var all = figures.ToImmutableDictionary(figure => figure.Key);
        var ids = all.Values.SelectMany(figure => figure.Statements).Select(statement => statement.Id);
        return new(reference, all, ids.Append(lastStatement).Max(), new());
    }

    public Figure? FindFigure(FigureKey key) => figures.GetValueOrDefault(key);

    /// <summary>The adopted statement at exactly this key; nothing is summed.</summary>
    public Statement? FindAdopted(FigureKey key) => figures.TryGetValue(key, out var figure) ? figure.AdoptedStatement : null;

    public bool TryFindFigure(FigureKey key, [NotNullWhen(true)] out Figure? figure) => figures.TryGetValue(key, out figure);

    /// <summary>A copy in which these figures replace those with the same keys.</summary>
    public Snapshot WithFigures(IEnumerable<Figure> changed)
    {
        var next = figures.ToBuilder();
        var (last, keys) = (LastStatementId, new List<FigureKey>());
        foreach (var figure in changed)
        {
            keys.Add(figure.Key);
            next[figure.Key] = figure;
            last = figure.Statements.Aggregate(last, (highest, statement) => Math.Max(highest, statement.Id));
        }

        return new(Reference, next.ToImmutable(), last, TotalsCache.CopyWithoutAffected(keys));
    }

    /// <summary>
    /// The same figures with other reference data. No total is taken over: each may depend on a rate or on the list of sectors.
    /// </summary>
    public Snapshot WithReference(ReferenceData reference) => new(reference, figures, LastStatementId, new());
}
