using Microsoft.AspNetCore.Components;
using NgoDashboard.Components.Charts;
using NgoDashboard.Components.Scenes.Data;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Scenes;

/// <summary>What every scene is given, and the rows that several of them draw.</summary>
public abstract class SceneBase : ComponentBase
{
    [Parameter, EditorRequired] public required BriefingState Briefing { get; set; }

    protected Snapshot Snapshot => Briefing.Snapshot;

    protected ReferenceData Reference => Briefing.Snapshot.Reference;

    protected int Year => Briefing.Scene.Year;

    [CascadingParameter] public PreviewContext? Preview { get; set; }

    /// <summary>Of the scene's year and sector where nothing else is said.</summary>
    protected FigureKey KeyFor(Measure measure, int? year = null, ProvinceCode? province = null) =>
        new(Period.ForYear(year ?? Year), province, Briefing.Scene.Sector, null, measure);

    /// <summary>When that figure changed, or one of a predecessor that it may be added up from.</summary>
    protected DateTimeOffset? ChangedAt(FigureKey key) =>
        key.Province is { } province
            ? Reference.PredecessorsOf(province).Select(old => old.Code).Append(province).Select(code => Briefing.ChangedAt(key with { Province = code })).Max()
            : Briefing.ChangedAt(key);

    /// <summary>The national or a province's figures of a run of years; the year of the scene stands out.</summary>
    protected Series SeriesByYear(Measure measure, int from, int to, ProvinceCode? province = null, MoneyScale? scale = null)
    {
        var totals = Enumerable.Range(from, to - from + 1)
            .Select(year => (Label: year.ToString(System.Globalization.CultureInfo.InvariantCulture), Key: KeyFor(measure, year, province)))
            .Select(point => (point.Label, point.Key, Total: Snapshot.GetTotal(point.Key)))
            .ToArray();
        return Series.FromTotals(Briefing, totals, isInFocus: key => key.Period == Period.ForYear(Year), scale: scale);
    }

    /// <summary>The sectors of a place, the largest first, then those not published, then what the published ones leave of the whole.</summary>
    protected Series SeriesBySector(FigureKey whole, bool withUnpublished) => SeriesBySector(whole, withUnpublished, null);

    /// <summary>In a given unit and in the order of reading out, for charts that are compared row by row.</summary>
    protected Series SeriesBySector(FigureKey whole, bool withUnpublished, MoneyScale? scale)
    {
        var totals = Snapshot.TotalsBySector(whole)
            .Select(row => (Label: DisplayNames.ShortForSector(row.Sector), Key: whole with { Sector = row.Sector.Id }, row.Total))
            .Where(row => withUnpublished || row.Total.Value is not null)
            .ToArray();
        var series = Series.FromTotals(Briefing, totals, isInFocus: key => scale is not null && key.Period == Period.ForYear(Year), largestFirst: scale is null, scale);
        return Snapshot.RemainderBySector(whole) is { MinorUnits: > 0 } rest ? series.WithRemainder(rest) : series;
    }

    /// <summary>"hạng 2/34".</summary>
    protected string? RankText(FigureKey key) =>
        ProvinceRanking.FindRank(Snapshot, key) is var (place, of) ? Words.Stage["rank", place, of] : null;

    /// <summary>The latest year up to this one for which some sector is known: the overview shows it with its year.</summary>
    protected int? LatestYearWithSectors(Measure measure, ProvinceCode? province = null) =>
        Snapshot.Figures
            .Where(figure => figure.AdoptedStatement is not null && figure.Key.Sector is not null && figure.Key.Campaign is null
                             && figure.Key.Measure == measure && figure.Key.Province == province)
            .Select(figure => figure.Key.Period.WholeYear)
            .Where(year => year <= Year)
            .Max();
}
