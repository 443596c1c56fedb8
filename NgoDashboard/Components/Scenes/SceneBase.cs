using Microsoft.AspNetCore.Components;
using NgoDashboard.Components.Charts;
using NgoDashboard.Figures;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Scenes;

/// <summary>What every scene is given, and the rows that several of them draw.</summary>
public abstract class SceneBase : ComponentBase
{
    [Parameter, EditorRequired] public required OnAir Now { get; set; }

    protected Snapshot Snapshot => Now.Snapshot;

    protected Reference Reference => Now.Snapshot.Reference;

    protected int Year => Now.Scene.Year;

    [CascadingParameter] public Preview? Preview { get; set; }

    /// <summary>Of the scene's year and sector where nothing else is said.</summary>
    protected FigureKey Key(Measure measure, int? year = null, ProvinceCode? province = null) =>
        new(Period.Year(year ?? Year), province, Now.Scene.Sector, null, measure);

    /// <summary>When that figure changed, or one of a predecessor that it may be added up from.</summary>
    protected DateTimeOffset? Changed(FigureKey key) =>
        key.Province is { } province
            ? Reference.Predecessors(province).Select(old => old.Code).Append(province).Select(code => Now.ChangedAt(key with { Province = code })).Max()
            : Now.ChangedAt(key);

    /// <summary>The national or a province's figures of a run of years; the year of the scene stands out.</summary>
    protected Series ByYear(Measure measure, int from, int to, ProvinceCode? province = null, MoneyScale? scale = null)
    {
        var totals = Enumerable.Range(from, to - from + 1)
            .Select(year => (Label: year.ToString(System.Globalization.CultureInfo.InvariantCulture), Key: Key(measure, year, province)))
            .Select(point => (point.Label, point.Key, Total: Snapshot.Total(point.Key)))
            .ToArray();
        return Series.Of(Now, totals, isNow: key => key.Period == Period.Year(Year), scale: scale);
    }

    /// <summary>The sectors of a place, the largest first, then those not published, then what the published ones leave of the whole.</summary>
    protected Series BySector(FigureKey whole, bool withUnpublished) => BySector(whole, withUnpublished, null);

    /// <summary>In a given unit and in the order of reading out, for charts that are compared row by row.</summary>
    protected Series BySector(FigureKey whole, bool withUnpublished, MoneyScale? scale)
    {
        var totals = Snapshot.BySector(whole)
            .Select(row => (Label: Names.Short(row.Sector), Key: whole with { Sector = row.Sector.Id }, row.Total))
            .Where(row => withUnpublished || row.Total.Value is not null)
            .ToArray();
        var series = Series.Of(Now, totals, isNow: key => scale is not null && key.Period == Period.Year(Year), largestFirst: scale is null, scale);
        return Snapshot.RemainderBySector(whole) is { Minor: > 0 } rest ? series.WithRest(rest) : series;
    }

    /// <summary>"hạng 2/34".</summary>
    protected string? Place(FigureKey key) =>
        Ranking.PlaceOf(Snapshot, key) is var (place, of) ? Words.Stage["rank", place, of] : null;

    /// <summary>The latest year up to this one for which some sector is known: the overview shows it with its year.</summary>
    protected int? LatestYearWithSectors(Measure measure, ProvinceCode? province = null) =>
        Snapshot.Figures
            .Where(figure => figure.Adopted is not null && figure.Key.Sector is not null && figure.Key.Campaign is null
                             && figure.Key.Measure == measure && figure.Key.Province == province)
            .Select(figure => figure.Key.Period.WholeYear)
            .Where(year => year <= Year)
            .Max();
}
