using System.Security.Claims;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Access.Scope;

/// <summary>
/// The figures that one key may read: for a province its own, those of the units merged into it, and the national ones. Pages, files
/// and answers for a province are made from this and not from the snapshot, so that the rule is in one place. What is on air is public
/// and not filtered. Source addresses inside this server are for the desk only: other readers see the title of the source alone, because
/// the address would be refused.
/// </summary>
public sealed class ReadableFigures(ClaimsPrincipal reader, Snapshot snapshot)
{
    public ReferenceData Reference => snapshot.Reference;

    public IEnumerable<Figure> Figures => snapshot.Figures.Where(figure => CanRead(figure.Key)).Select(WithoutInternalUrls);

    public bool CanRead(FigureKey key) => reader.CanRead(key, snapshot.Reference);

    public Figure? FindFigure(FigureKey key) => CanRead(key) && snapshot.FindFigure(key) is { } figure ? WithoutInternalUrls(figure) : null;

    /// <summary>A national total may be read even if it is the sum of all provinces.</summary>
    public Total Total(FigureKey key) => CanRead(key) ? snapshot.GetTotal(key) : NgoDashboard.Figures.Cube.Total.Unpublished;

    /// <summary>"2 of 34", once every province is published: it reveals no more than a ranking on air.</summary>
    public (int Place, int Of)? RankOf(FigureKey key) => CanRead(key) ? ProvinceRanking.FindRank(snapshot, key) : null;

    /// <summary>Percentage of the national figure.</summary>
    public Share? ShareOfNation(FigureKey key) => CanRead(key) ? snapshot.ShareOfNation(key) : null;

    Figure WithoutInternalUrls(Figure figure) => reader.Role == Roles.Desk || !figure.Statements.Any(HasInternalUrl)
        ? figure
        : figure with { Statements = [.. figure.Statements.Select(WithoutInternalUrl)] };

    static Statement WithoutInternalUrl(Statement statement) =>
        HasInternalUrl(statement) ? statement with { Source = statement.Source with { Url = null } } : statement;

    static bool HasInternalUrl(Statement statement) => statement.Source.Url?.StartsWith('/') == true;
}
