using System.Security.Claims;
using NgoDashboard.Figures;

namespace NgoDashboard.Access;

/// <summary>
/// The figures as one key may see them: a province those of its own, with those of the units that it was merged from, and the
/// national ones; nothing else. Pages, files and answers for a province are made from this and not from the snapshot, so that none
/// of them decides for itself. What is on air is told to the whole country, and is no part of it. An address inside this server is the
/// desk's: whoever else reads a figure that came from a report is told the title of its source, and no address that stays shut.
/// </summary>
public sealed class Sight(ClaimsPrincipal reader, Snapshot snapshot)
{
    public Reference Reference => snapshot.Reference;

    public IEnumerable<Figure> Figures => snapshot.Figures.Where(figure => May(figure.Key)).Select(Told);

    public bool May(FigureKey key) => reader.MaySee(key, snapshot.Reference);

    public Figure? Find(FigureKey key) => May(key) && snapshot.Find(key) is { } figure ? Told(figure) : null;

    /// <summary>A national total is the country's, also where it is added up from all provinces.</summary>
    public Total Total(FigureKey key) => May(key) ? snapshot.Total(key) : NgoDashboard.Figures.Total.Unpublished;

    /// <summary>"2 of 34", where every province is published: it tells nothing that a ranking on air does not.</summary>
    public (int Place, int Of)? Place(FigureKey key) => May(key) ? Ranking.PlaceOf(snapshot, key) : null;

    /// <summary>Percent of the national figure.</summary>
    public Share? ShareOfNation(FigureKey key) => May(key) ? snapshot.ShareOfNation(key) : null;

    Figure Told(Figure figure) => reader.Role == Roles.Desk || !figure.Statements.Any(IsFromWithin)
        ? figure
        : figure with { Statements = [.. figure.Statements.Select(one => IsFromWithin(one) ? one with { Source = one.Source with { Url = null } } : one)] };

    static bool IsFromWithin(Statement statement) => statement.Source.Url?.StartsWith('/') == true;
}
