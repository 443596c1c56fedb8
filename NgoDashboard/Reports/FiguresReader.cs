using NgoDashboard.Figures;
using NgoDashboard.Language;

namespace NgoDashboard.Reports;

/// <summary>A table with one figure in each row, as this program writes them and as databases do: time, place, sector, measure, number, unit.</summary>
sealed class FiguresReader(ReportTable table, ReadingContext context) : TableReader(table, context)
{
    static readonly Dictionary<string, Qualifier> Qualifiers = Enum.GetValues<Qualifier>()
        .SelectMany(qualifier => ((string[])[qualifier.Word(), In(Languages.Vietnamese, qualifier), In(Languages.English, qualifier)]).Select(name => (Name: Folding.Fold(name), Qualifier: qualifier)))
        .DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => one.Qualifier);

    protected override void ReadRows()
    {
        var value = Head.Find(Field.Value)!;
        foreach (var row in RowsToRead())
        {
            if (RowText.IsNumbering(row) || Head.IsRepeatedBy(row) || row.At(value.Column) is null)
                continue;
            // What stands beside the figure from another source is no figure; nor is, in the table of a scene, what is added up.
            var isAside = Head.Has(Field.Adopted) && Text(Field.Adopted, row).ToLowerInvariant() is not ("x" or "true" or "yes" or "1" or "có");
            if (isAside && !Head.Has(Field.Told))
                continue;
            var number = Number(value, row);
            if (number.IsBlank)
                continue;
            var (key, problem) = KeyOf(row, value);
            var (quantity, wrong) = key is null ? (null, null) : Amount(number, key.Value.Measure, value, row, UnitOf(row));
            if ((problem ?? wrong) is { } told)
                Refuse(told, key?.Province);
            else if (quantity is { } known)
                Claims.Add(new(Table.File, key!.Value, known, QualifierOf(row) ?? number.Qualifier, Table.At(row, value.Column), row.At(value.Column)!.Value.Text, 0, []) { IsAside = isAside });
        }
    }

    (FigureKey? Key, ReportFinding? Problem) KeyOf(SheetRow row, ColumnHead value)
    {
        if (PeriodOf(row, null, out var unknown) is not { } period)
            return (null, unknown);
        var text = Text(Field.Measure, row);
        if (MeasureText.OfName(text) is not { } measure)
            return (null, Found(ReportFindingKind.MeasureUnknown, row, Head.Find(Field.Measure)!.Column, text));
        ProvinceCode? province = null;
        if (Text(Field.ProvinceCode, row) is { Length: > 0 } code)
        {
            if (!ProvinceCode.TryParse(code, out var written) || Reference.Province(written) is null)
                return (null, Found(ReportFindingKind.BareCode, row, Head.Find(Field.ProvinceCode)!.Column, code));
            province = written;
        }
        else if (!Head.Has(Field.Province) && !Head.Has(Field.ProvinceCode))
        {
            var (found, problem) = Owner(period, row);
            if (problem is not null)
                return (null, problem);
            province = found;
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

        var (campaign, unheard) = Campaign(Text(Field.Campaign, row), row);
        return unheard is null ? (new(period, province, sector, campaign, measure), null) : (null, unheard);
    }

    Qualifier? QualifierOf(SheetRow row) => Text(Field.Qualifier, row) is { Length: > 0 } text && Qualifiers.TryGetValue(Folding.Fold(text), out var told) ? told : null;

    static string In(string language, Qualifier qualifier) => Languages.In(language, () => Language.Names.Of(qualifier));
}
