using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.Cube;

/// <summary>
/// All figures as they stand at one version, with what they refer to. Immutable: a page that holds one reads one truth, on any
/// thread, for as long as it likes.
/// </summary>
public sealed class Snapshot
{
    readonly ImmutableDictionary<FigureKey, Figure> figures;

    Snapshot(ReferenceData reference, ImmutableDictionary<FigureKey, Figure> figures, long lastStatement, TotalsCache known) =>
        (Reference, this.figures, LastStatementId, TotalsCache) = (reference, figures, lastStatement, known);

    public ReferenceData Reference { get; }

    /// <summary>The highest statement id given so far.</summary>
    public long LastStatementId { get; }

    // A walk over the tree costs many times one over a list, and every page walks.
    public IReadOnlyList<Figure> Figures => field ??= [.. figures.Values];

    public int Count => figures.Count;

    internal TotalsCache TotalsCache { get; }

    /// <param name="lastStatement">Where ids were given to statements that are no more: they are not given again.</param>
    public static Snapshot Create(ReferenceData reference, IEnumerable<Figure> figures, long lastStatement = 0)
    {
        var all = figures.ToImmutableDictionary(figure => figure.Key);
        return new(reference, all, all.Values.SelectMany(figure => figure.Statements).Select(statement => statement.Id).Append(lastStatement).Max(), new());
    }

    public Figure? FindFigure(FigureKey key) => figures.GetValueOrDefault(key);

    /// <summary>The adopted statement at exactly this place; nothing is summed.</summary>
    public Statement? FindAdopted(FigureKey key) => figures.TryGetValue(key, out var figure) ? figure.AdoptedStatement : null;

    public bool TryFindFigure(FigureKey key, [NotNullWhen(true)] out Figure? figure) => figures.TryGetValue(key, out figure);

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
}
