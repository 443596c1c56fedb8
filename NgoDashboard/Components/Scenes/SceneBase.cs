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

    protected FigureKey Key(Measure measure, int? year = null, ProvinceCode? province = null) =>
        new(Period.Year(year ?? Year), province, null, null, measure);

    /// <summary>The national or a province's figures of a run of years; the year of the scene stands out.</summary>
    protected Series ByYear(Measure measure, int from, int to, ProvinceCode? province = null)
    {
        var totals = Enumerable.Range(from, to - from + 1)
            .Select(year => (Label: year.ToString(System.Globalization.CultureInfo.InvariantCulture), Key: Key(measure, year, province)))
            .Select(point => (point.Label, point.Key, Total: Snapshot.Total(point.Key)))
            .ToArray();
        return Series.Of(Now, totals, isNow: key => key.Period == Period.Year(Year));
    }

    /// <summary>The sectors of a place, the largest first, then those not published, then what the published ones leave of the whole.</summary>
    protected Series BySector(FigureKey whole, bool withUnpublished)
    {
        var totals = Snapshot.BySector(whole)
            .Select(row => (Label: Names.Short(row.Sector), Key: whole with { Sector = row.Sector.Id }, row.Total))
            .Where(row => withUnpublished || row.Total.Value is not null)
            .ToArray();
        var series = Series.Of(Now, totals, isNow: _ => false, largestFirst: true);
        return Snapshot.RemainderBySector(whole) is { Minor: > 0 } rest ? series.WithRest(rest) : series;
    }

    /// <summary>The latest year up to this one for which some sector is known: the overview shows it with its year.</summary>
    protected int? LatestYearWithSectors(Measure measure, ProvinceCode? province = null) =>
        Snapshot.Figures
            .Where(figure => figure.Adopted is not null && figure.Key.Sector is not null && figure.Key.Campaign is null
                             && figure.Key.Measure == measure && figure.Key.Province == province)
            .Select(figure => figure.Key.Period.WholeYear)
            .Where(year => year <= Year)
            .Max();
}
