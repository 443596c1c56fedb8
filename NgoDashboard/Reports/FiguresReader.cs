using NgoDashboard.Figures;
using NgoDashboard.Language;

namespace NgoDashboard.Reports;

/// <summary>A table with one figure in each row, as this program writes them and as databases do: time, place, sector, measure, number, unit.</summary>
sealed class FiguresReader(ReportTable table, ReadingContext context) : TableReader(table, context)
{
    static readonly Dictionary<string, Measure> Measures = Spell(MeasureRules.All, measure => [measure.Word(), In(Languages.Vietnamese, measure), In(Languages.English, measure)]);

    readonly Dictionary<string, string> campaigns = context.Reference.Campaigns
        .SelectMany(campaign => ((string[])[campaign.Id, campaign.Name, campaign.NameEn]).Select(name => (Name: Folding.Fold(name), campaign.Id)))
        .DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => one.Id);

    protected override void ReadRows()
    {
        var value = Head.Find(Field.Value)!;
        foreach (var row in Table.Rows)
        {
            if (RowText.IsNumbering(row) || Head.IsRepeatedBy(row) || !IsOne(row, value))
                continue;
            var number = Number(value, row);
            if (number.IsBlank)
                continue;
            var (key, problem) = KeyOf(row, value);
            var (quantity, wrong) = key is null ? (null, null) : Amount(number, key.Value.Measure, value, row, WholeUnitOf(row));
            if ((problem ?? wrong) is { } told)
                Inquiry.Findings.Add(told);
            else if (quantity is { } known)
                Claims.Add(new(Table.File, key!.Value, known, QualifierOf(row) ?? number.Qualifier, Table.At(row, value.Column), row.At(value.Column)!.Value.Text, 0, []));
        }
    }

    /// <summary>What stands beside the figure from another source is no figure.</summary>
    bool IsOne(SheetRow row, ColumnHead value) =>
        row.At(value.Column) is not null && (!Head.Has(Field.Adopted) || Text(Field.Adopted, row).ToLowerInvariant() is "x" or "true" or "yes" or "1" or "có");

    (FigureKey? Key, ReportFinding? Problem) KeyOf(SheetRow row, ColumnHead value)
    {
        if (PeriodOf(row, null, out var unknown) is not { } period)
            return (null, unknown);
        var text = Text(Field.Measure, row);
        if (!Measures.TryGetValue(Folding.Fold(text), out var measure))
            return (null, Found(ReportFindingKind.MeasureUnknown, row, Head.Find(Field.Measure)!.Column, text));
        ProvinceCode? province = null;
        if (Text(Field.ProvinceCode, row) is { Length: > 0 } code)
        {
            if (!ProvinceCode.TryParse(code, out var written) || Reference.Province(written) is null)
                return (null, Found(ReportFindingKind.BareCode, row, Head.Find(Field.ProvinceCode)!.Column, code));
            province = written;
        }
        else if (Text(Field.Province, row) is { Length: > 0 } place && !KnownNames.IsNation(place))
        {
            var (found, problem) = Province(place, period, row, Head.Find(Field.Province)!.Column);
            if (problem is not null)
                return (null, problem);
            province = found;
        }

        string? sector = null;
        if (Text(Field.Sector, row) is { Length: > 0 } field)
        {
            var (found, problem) = Sector(field, row, Head.Find(Field.Sector)!.Column);
            if (problem is not null)
                return (null, problem);
            sector = found;
        }

        string? campaign = null;
        if (Text(Field.Campaign, row) is { Length: > 0 } name && !campaigns.TryGetValue(Folding.Fold(name), out campaign))
            return (null, Found(ReportFindingKind.CampaignUnknown, row, Head.Find(Field.Campaign)!.Column, name));
        return (new(period, province, sector, campaign, measure), null);
    }

    /// <summary>"USD" beside a single figure is a dollar, whatever stands in a title.</summary>
    MoneyUnit WholeUnitOf(SheetRow row) => UnitOf(row) is { Currency: not null, Scale: null } unit ? unit with { Scale = 1 } : UnitOf(row);

    Qualifier? QualifierOf(SheetRow row) => Text(Field.Qualifier, row) is { Length: > 0 } text && Qualifiers.TryGetValue(Folding.Fold(text), out var told) ? told : null;

    static readonly Dictionary<string, Qualifier> Qualifiers = Spell(
        Enum.GetValues<Qualifier>(),
        qualifier => [qualifier.Word(), Languages.In(Languages.Vietnamese, () => Language.Names.Of(qualifier)), Languages.In(Languages.English, () => Language.Names.Of(qualifier))]);

    static string In(string language, Measure measure) => Languages.In(language, () => Language.Names.Of(measure));

    static Dictionary<string, T> Spell<T>(IEnumerable<T> all, Func<T, string[]> names)
        where T : notnull =>
        all.SelectMany(one => names(one).Select(name => (Name: Folding.Fold(name), One: one))).DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => one.One);
}
