using System.Security.Claims;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.State;

namespace NgoDashboard.Access.Scope;

/// <summary>
/// The figures of one version that one key may read: for a province its own, those of the units merged into it, and the national ones.
/// Pages, files and answers for a province are made from this and get neither the state of the briefing nor its snapshot, so that the rule
/// is in one place (held by ProvinceReachTests). What is on air is public and not filtered. Source addresses inside this server are for the
/// desk only: other readers see the title of the source alone, because the address would be refused.
/// </summary>
/// <param name="versionOnAir">The version that the screens show, where it is not that of the state.</param>
public sealed class ReadableFigures(ClaimsPrincipal reader, BriefingState state, long? versionOnAir = null)
{
    readonly Snapshot snapshot = state.Snapshot;

    public ReferenceData Reference => snapshot.Reference;

    public long Version => state.Version;

    public DateTimeOffset TakenAt => state.TakenAt;

    public bool IsRehearsal => state.IsRehearsal;

    /// <summary>Older than <see cref="Version"/> for a desk behind held or covered screens.</summary>
    public long VersionOnAir => versionOnAir ?? state.Version;

    public IEnumerable<Figure> Figures => snapshot.Figures.Where(figure => CanRead(figure.Key)).Select(WithoutInternalUrls);

    public bool CanRead(FigureKey key) => reader.CanRead(key, snapshot.Reference);

    public Figure? FindFigure(FigureKey key) => CanRead(key) && snapshot.FindFigure(key) is { } figure ? WithoutInternalUrls(figure) : null;

    /// <summary>A national total may be read even if it is the sum of all provinces.</summary>
    public Total Total(FigureKey key) => CanRead(key) ? snapshot.GetTotal(key) : NgoDashboard.Figures.Cube.Total.Unpublished;

    /// <summary>"2 of 34", once every province is published: it reveals no more than a ranking on air.</summary>
    public (int Place, int Of)? RankOf(FigureKey key) => CanRead(key) ? ProvinceRanking.FindRank(snapshot, key) : null;

    /// <summary>Percentage of the national figure.</summary>
    public Share? ShareOfNation(FigureKey key) => CanRead(key) ? snapshot.ShareOfNation(key) : null;

    /// <summary>When the figure changed; null where it is not a recent change.</summary>
    public DateTimeOffset? ChangedAt(FigureKey key) => CanRead(key) ? state.ChangedAt(key) : null;

    /// <summary>The figures of an endpoint's request: the desk gets the newest version, all others what the screens show.</summary>
    public static ValueTask<ReadableFigures> BindAsync(HttpContext context)
    {
        var briefing = context.RequestServices.GetRequiredService<LiveBriefing>();
        var shown = briefing.Current;
        return ValueTask.FromResult(
            new ReadableFigures(context.User, context.User.Role == Roles.Desk ? briefing.Newest : shown, shown.Version));
    }

    /// <summary>What the screens of a province may show of its own, beside the scene that all screens show.</summary>
    public static ReadableFigures ForScreensOf(ProvinceCode province, BriefingState shown) => new(
        new(new ClaimsIdentity(
            [new(ClaimTypes.Role, Roles.Screen), new(ClaimsPrincipalExtensions.ProvinceClaim, province.ToString())], nameof(ForScreensOf))),
        shown);

    Figure WithoutInternalUrls(Figure figure) => reader.Role == Roles.Desk || !figure.Statements.Any(HasInternalUrl)
        ? figure
        : figure with { Statements = [.. figure.Statements.Select(WithoutInternalUrl)] };

    static Statement WithoutInternalUrl(Statement statement) =>
        HasInternalUrl(statement) ? statement with { Source = statement.Source with { Url = null } } : statement;

    static bool HasInternalUrl(Statement statement) => statement.Source.Url?.StartsWith('/') == true;
}
