using System.Collections.Immutable;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Figures.ReferenceEdits;

/// <summary>The figures of an item that is merged into another, moved to that item. Pure.</summary>
static class MergedFigures
{
    /// <summary>In the order of periods and measures.</summary>
    public static IEnumerable<MergeConflict> FindConflicts(Snapshot snapshot, ItemMerger merger) =>
        from pair in PairsOf(snapshot, merger)
        let remaining = pair.Target?.AdoptedStatement
        let merged = pair.Source.AdoptedStatement
        where remaining is not null && merged is not null
            && (remaining.Value, remaining.Qualifier) != (merged.Value, merged.Qualifier)
        select new MergeConflict(pair.TargetKey, remaining, merged);

    /// <param name="reason">Of each changed figure, for the journal.</param>
    public static (ImmutableArray<Figure> Figures, ImmutableArray<FigureChange> Changes) Move(
        Snapshot snapshot, ItemMerger merger, long version, string reason)
    {
        var figures = ImmutableArray.CreateBuilder<Figure>();
        var changes = ImmutableArray.CreateBuilder<FigureChange>();
        foreach (var (source, targetKey, target) in PairsOf(snapshot, merger))
        {
            var emptied = new Figure(source.Key, []) { EmptiedInVersion = version };
            var joined = Join(source, target ?? new(targetKey, []), merger, version);
            figures.AddRange(emptied, joined);
            changes.Add(new(source.Key, source.AdoptedStatement, null, reason));
            changes.Add(new(targetKey, target?.AdoptedStatement, joined.AdoptedStatement, reason));
        }

        return (figures.ToImmutable(), changes.ToImmutable());
    }

    static Figure Join(Figure source, Figure target, ItemMerger merger, long version)
    {
        // Without a choice, because both values are the same: the statement stays that the screens show already.
        var adopted = merger.Adopted.TryGetValue(target.Key, out var chosen)
            ? chosen
            : (target.AdoptedStatement ?? source.AdoptedStatement)?.Id;
        return target with
        {
            EmptiedInVersion = 0,
            Statements =
            [
                .. target.Statements.Select(statement => statement.IsAdopted == (statement.Id == adopted)
                    ? statement
                    : statement with { IsAdopted = statement.Id == adopted, Version = version }),
                .. source.Statements.Select(statement => statement with { IsAdopted = statement.Id == adopted, Version = version }),
            ],
        };
    }

    static IEnumerable<(Figure Source, FigureKey TargetKey, Figure? Target)> PairsOf(Snapshot snapshot, ItemMerger merger) =>
        snapshot.Figures
            .Where(figure => !figure.Statements.IsEmpty && IdOf(figure.Key, merger.Kind) == merger.MergedId)
            .OrderBy(figure => figure.Key.Period).ThenBy(figure => figure.Key.ToKeyString(), StringComparer.Ordinal)
            .Select(figure => (figure, WithId(figure.Key, merger), snapshot.FindFigure(WithId(figure.Key, merger))));

    static FigureKey WithId(FigureKey key, ItemMerger merger) =>
        merger.Kind == ItemKind.Sector ? key with { Sector = merger.IntoId } : key with { Campaign = merger.IntoId };

    public static string? IdOf(FigureKey key, ItemKind kind) => kind == ItemKind.Sector ? key.Sector : key.Campaign;
}
