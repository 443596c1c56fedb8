using Microsoft.AspNetCore.Components;
using NgoDashboard.Components.Charts;
using NgoDashboard.Components.Localization;
using NgoDashboard.Components.Scenes.Data;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Language;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.Scenes;

/// <summary>Base of the scenes: the briefing that each is given, and the series that several of them draw.</summary>
public abstract class SceneBase : LocalizedComponent
{
    [Parameter, EditorRequired] public required BriefingState Briefing { get; set; }

    protected Snapshot Snapshot => Briefing.Snapshot;

    protected ReferenceData Reference => Briefing.Snapshot.Reference;

    protected int Year => Briefing.Scene.Year;

    [CascadingParameter] public PreviewContext? Preview { get; set; }

    /// <summary>Of the scene's year and sector unless given.</summary>
    protected FigureKey KeyFor(Measure measure, int? year = null, ProvinceCode? province = null) =>
        new(Period.ForYear(year ?? Year), province, Briefing.Scene.Sector, null, measure);

    /// <summary>When the figure changed last, or one of the predecessors that it may be summed from.</summary>
    protected DateTimeOffset? ChangedAt(FigureKey key) =>
        key.Province is { } province
            ? Reference.PredecessorsOf(province).Select(predecessor => predecessor.Code).Append(province)
                .Select(code => Briefing.ChangedAt(key with { Province = code })).Max()
            : Briefing.ChangedAt(key);

    /// <summary>National or provincial figures of consecutive years; the scene's year is in focus.</summary>
    protected Series SeriesByYear(Measure measure, int from, int to, ProvinceCode? province = null, MoneyScale? scale = null)
    {
        var totals = Enumerable.Range(from, to - from + 1)
            .Select(year => (Label: year.ToString(System.Globalization.CultureInfo.InvariantCulture), Key: KeyFor(measure, year, province)))
            .Select(point => (point.Label, point.Key, Total: Snapshot.GetTotal(point.Key)))
            .ToArray();
        return Series.FromTotals(
            Reference, Briefing.ChangedAt, totals, key => key.Period == Period.ForYear(Year), Language, scale: scale);
    }

    /// <summary>The sectors of a place: the largest first, then the unpublished ones, then the remainder of the whole.</summary>
    protected Series SeriesBySector(FigureKey whole, bool withUnpublished) => SeriesBySector(whole, withUnpublished, null);

    /// <summary>In a given unit and in the order of the reference data, for charts that are compared row by row.</summary>
    protected Series SeriesBySector(FigureKey whole, bool withUnpublished, MoneyScale? scale)
    {
        var totals = Snapshot.TotalsBySector(whole)
            .Select(row => (Label: DisplayNames.ShortForSector(row.Sector), Key: whole with { Sector = row.Sector.Id }, row.Total))
            .Where(row => withUnpublished || row.Total.Value is not null)
            .ToArray();
        var series = Series.FromTotals(
            Reference,
            Briefing.ChangedAt,
            totals,
            key => scale is not null && key.Period == Period.ForYear(Year),
            Language,
            largestFirst: scale is null,
            scale);
        return Snapshot.RemainderBySector(whole) is { MinorUnits: > 0 } rest ? series.WithRemainder(rest) : series;
    }

    /// <summary>"hạng 2/34".</summary>
    protected string? RankText(FigureKey key) =>
        ProvinceRanking.FindRank(Snapshot, key) is var (place, of) ? Words.Stage["rank", place, of] : null;

    /// <summary>The latest year up to the scene's year for which some sector is published; null if there is none.</summary>
    protected int? LatestYearWithSectors(Measure measure, ProvinceCode? province = null) =>
        Snapshot.Figures
            .Where(figure => figure.AdoptedStatement is not null && figure.Key.Sector is not null && figure.Key.Campaign is null
                             && figure.Key.Measure == measure && figure.Key.Province == province)
            .Select(figure => figure.Key.Period.WholeYear)
            .Where(year => year <= Year)
            .Max();
}
