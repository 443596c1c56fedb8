using System.Security.Claims;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Access.Scope;

/// <summary>
/// The figures as one key may see them: a province those of its own, with those of the units that it was merged from, and the
/// national ones; nothing else. Pages, files and answers for a province are made from this and not from the snapshot, so that none
/// of them decides for itself. What is on air is told to the whole country, and is no part of it. An address inside this server is the
/// desk's: whoever else reads a figure that came from a report is told the title of its source, and no address that stays shut.
/// </summary>
public sealed class ReadableFigures(ClaimsPrincipal reader, Snapshot snapshot)
{
    public ReferenceData Reference => snapshot.Reference;

    public IEnumerable<Figure> Figures => snapshot.Figures.Where(figure => CanRead(figure.Key)).Select(WithoutInternalUrls);

    public bool CanRead(FigureKey key) => reader.CanRead(key, snapshot.Reference);

    public Figure? FindFigure(FigureKey key) => CanRead(key) && snapshot.FindFigure(key) is { } figure ? WithoutInternalUrls(figure) : null;

    /// <summary>A national total is the country's, also where it is added up from all provinces.</summary>
    public Total Total(FigureKey key) => CanRead(key) ? snapshot.GetTotal(key) : NgoDashboard.Figures.Cube.Total.Unpublished;

    /// <summary>"2 of 34", where every province is published: it tells nothing that a ranking on air does not.</summary>
    public (int Place, int Of)? RankOf(FigureKey key) => CanRead(key) ? ProvinceRanking.FindRank(snapshot, key) : null;

    /// <summary>Percent of the national figure.</summary>
    public Share? ShareOfNation(FigureKey key) => CanRead(key) ? snapshot.ShareOfNation(key) : null;

    Figure WithoutInternalUrls(Figure figure) => reader.Role == Roles.Desk || !figure.Statements.Any(HasInternalUrl)
        ? figure
        : figure with { Statements = [.. figure.Statements.Select(one => HasInternalUrl(one) ? one with { Source = one.Source with { Url = null } } : one)] };

    static bool HasInternalUrl(Statement statement) => statement.Source.Url?.StartsWith('/') == true;
}
