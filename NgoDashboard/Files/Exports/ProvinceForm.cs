using System.Globalization;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.Workbooks;
using NgoDashboard.Language;

namespace NgoDashboard.Files.Exports;

/// <summary>
/// A form for one province and one year, filled in with the known figures, one in each row, so that the returned form is read without a
/// question.
/// </summary>
public static class ProvinceForm
{
    static readonly Measure[] AskedMeasures =
        [Measure.CommittedTotal, Measure.Committed, Measure.Disbursed, Measure.Organisations, Measure.Projects, Measure.NonProjects,
            Measure.Countries];

    static readonly Measure[] AskedSectorMeasures = [Measure.Committed, Measure.Disbursed];

    /// <param name="findStated">What is published for a figure, as far as the reader may see it.</param>
    public static byte[] WriteWorkbook(
        ProvinceCode province, int year, ReferenceData reference, Func<FigureKey, Statement?> findStated, DisplayLanguage language)
    {
        var whole = new FigureKey(Period.ForYear(year), province, null, null, Measure.Disbursed);
        FigureKey[] keys =
        [
            .. AskedMeasures.Select(measure => whole with { Measure = measure }),
            .. reference.Sectors.SelectMany(
                sector => AskedSectorMeasures.Select(measure => whole with { Sector = sector.Id, Measure = measure })),
        ];
        return WorkbookWriter.Write(new SheetContent(
            string.Create(CultureInfo.InvariantCulture, $"{province.Code}-{year}"),
            [
                new(language.Words.Province["period"], 14),
                new(language.Words.Province["code-of"], 14),
                new(language.Words.Province["place-of"], 24),
                new(language.Words.Province["sector"], 34),
                new(language.Words.Province["figure"], 22),
                new(language.Words.Province["value"], 22),
                new(language.Words.Province["unit-of"], 12),
                new(language.Words.Province["qualifier"], 16),
                new(language.Words.Reports["note"], 40),
            ],
            keys.Select(key => CreateRow(key, findStated(key), reference, language))));
    }

    static IReadOnlyList<object?> CreateRow(FigureKey key, Statement? stated, ReferenceData reference, DisplayLanguage language) =>
    [
        language.DisplayNames.ForPeriod(key.Period),
        key.Province!.Value.ToString(),
        language.DisplayNames.ForProvince(key.Province.Value, reference),
        key.Sector is { } sector ? language.DisplayNames.ForSector(reference.FindSector(sector)!) : null,
        language.DisplayNames.ForMeasure(key.Measure),
        stated?.Value.WholeUnits,
        language.DisplayNames.ForUnit(stated?.Value.Unit ?? (key.Measure.IsMoney ? Unit.Usd : Unit.Count)),
        language.DisplayNames.ForQualifier(stated?.Qualifier ?? Qualifier.Exact),
        null,
    ];
}
