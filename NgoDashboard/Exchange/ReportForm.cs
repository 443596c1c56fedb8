using System.Globalization;
using NgoDashboard.Figures;
using NgoDashboard.Language;

namespace NgoDashboard.Exchange;

/// <summary>
/// A form for one province and one year, with what is known filled in: one figure in each row, so that what comes back is read without a
/// question.
/// </summary>
public static class ReportForm
{
    static readonly Measure[] Asked =
        [Measure.CommittedTotal, Measure.Committed, Measure.Disbursed, Measure.Organisations, Measure.Projects, Measure.NonProjects, Measure.Countries];

    static readonly Measure[] AskedBySector = [Measure.Committed, Measure.Disbursed];

    /// <param name="may">Whether the reader may see a figure.</param>
    public static byte[] Write(ProvinceCode province, int year, Snapshot snapshot, Func<FigureKey, bool> may)
    {
        var reference = snapshot.Reference;
        var whole = new FigureKey(Period.Year(year), province, null, null, Measure.Disbursed);
        FigureKey[] keys =
        [
            .. Asked.Select(measure => whole with { Measure = measure }),
            .. reference.Sectors.SelectMany(sector => AskedBySector.Select(measure => whole with { Sector = sector.Id, Measure = measure })),
        ];
        return SheetFile.Write(new SheetContent(
            string.Create(CultureInfo.InvariantCulture, $"{province.Code}-{year}"),
            [
                new(Words.Province["period"], 14), new(Words.Province["code-of"], 14), new(Words.Province["place-of"], 24), new(Words.Province["sector"], 34),
                new(Words.Province["figure"], 22), new(Words.Province["value"], 22), new(Words.Province["unit-of"], 12), new(Words.Province["qualifier"], 16),
                new(Words.Reports["note"], 40),
            ],
            keys.Select(key => Row(key, may(key) ? snapshot.Stated(key) : null, reference))));
    }

    static IReadOnlyList<object?> Row(FigureKey key, Statement? stated, Reference reference) =>
    [
        Names.Of(key.Period),
        key.Province!.Value.ToString(),
        Names.Of(key.Province.Value, reference),
        key.Sector is { } sector ? Names.Of(reference.Sector(sector)!) : null,
        Names.Of(key.Measure),
        stated?.Value.Whole,
        Names.Of(stated?.Value.Unit ?? (key.Measure.IsMoney ? Unit.Usd : Unit.Count)),
        Names.Of(stated?.Qualifier ?? Qualifier.Exact),
        null,
    ];
}
