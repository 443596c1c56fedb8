using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Storage.Reference;

/// <summary>Reads figures.csv of the data folder: each line is one statement.</summary>
/// <param name="knowsAll">
/// False if the reference files have problems: unknown names are then not reported, because they may only be a consequence of those.
/// </param>
sealed class FigureFileReader(ReferenceData reference, bool knowsAll)
{
    public IReadOnlyList<Figure> ReadFigures(string folder, DataProblems problems)
    {
        var file = new DataFile(
            folder, "figures.csv", problems, "province", "sector", "campaign", "from", "to", "measure", "value", "unit", "qualifier",
            "status", "as_of", "adopted", "publisher", "source_title", "source_url", "source_date", "note");
        var statements = new List<(FigureKey Key, Statement Statement)>();
        var adopted = new Dictionary<FigureKey, int>();
        foreach (var line in file.ReadLines())
        {
            var key = ReadKey(line);
            var statement = ReadStatement(line, statements.Count + 1);
            if (!line.IsValid)
                continue;
            if (statement.IsAdopted && !adopted.TryAdd(key, line.LineNumber))
                line.AddProblem("adopted", DataFault.AdoptedTwice, adopted[key]);
            statements.Add((key, statement));
        }

        return [.. statements.GroupBy(item => item.Key).Select(group => new Figure(group.Key, [.. group.Select(item => item.Statement)]))];
    }

    FigureKey ReadKey(DataLine line)
    {
        var (from, to) = (line.GetDate("from"), line.GetDate("to"));
        if (line.IsValid && to < from)
            line.AddProblem("to", DataFault.PeriodReversed, line.GetOptional("to"), line.GetOptional("from"));
        var province = ReadProvince(line);
        var sector = ReadKnownName(line, "sector", id => reference.FindSector(id) is not null);
        var campaign = ReadKnownName(line, "campaign", id => reference.FindCampaign(id) is not null);
        var measure = line.GetCode<Measure>("measure");
        return line.IsValid ? new(new Period(from, to), province, sector, campaign, measure) : default;
    }

    ProvinceCode? ReadProvince(DataLine line)
    {
        var text = ReadKnownName(
            line, "province", name => ProvinceCode.TryParse(name, out var code) && reference.FindProvince(code) is not null);
        if (text is null)
            return null;
        return ProvinceCode.TryParse(text, out var province) ? province : null;
    }

    string? ReadKnownName(DataLine line, string column, Predicate<string> isKnown)
    {
        var text = line.GetOptional(column);
        if (text is not null && knowsAll && !isKnown(text))
            line.AddProblem(column, DataFault.Unknown, text);
        return text;
    }

    static Statement ReadStatement(DataLine line, long id) => new(
        id,
        ReadValue(line),
        line.GetCode<Qualifier>("qualifier"),
        line.GetCode<Status>("status"),
        line.GetDate("as_of"),
        new Source(line.GetRequired("publisher"), line.GetRequired("source_title"), ReadWebAddress(line), line.GetOptional("source_date")),
        line.GetOptional("note"),
        IsAdopted: line.GetFlag("adopted", "yes", "no"),
        IsFromDesk: false,
        Version: 1);

    static Quantity ReadValue(DataLine line)
    {
        var hasUnit = EnumCodes.TryParse(line.GetOptional("unit"), out Unit unit);
        if (!hasUnit)
            line.AddProblem("unit", DataFault.Unknown, line.GetOptional("unit"));
        else if (EnumCodes.TryParse(line.GetOptional("measure"), out Measure measure) && !measure.AllowsUnit(unit))
            line.AddProblem("unit", DataFault.UnitMisfit, unit.ToCode(), measure.ToCode());
        if (line.GetDecimal("value") is not { } whole || !hasUnit)
            return default;
        if (Quantity.FromWholeUnits(whole, unit) is { } value)
            return value;
        var isTooLarge = Quantity.FromWholeUnits(Math.Truncate(whole), unit) is null;
        line.AddProblem("value", isTooLarge ? DataFault.TooLarge : DataFault.TooFine, line.GetOptional("value"), unit.ToCode());
        return default;
    }

    // Only http and https, because the address becomes a link on the desk's page and "javascript:" would run there.
    static string? ReadWebAddress(DataLine line)
    {
        var text = line.GetOptional("source_url");
        if (text is not null && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            line.AddProblem("source_url", DataFault.NotAWebAddress, text);
        return text;
    }
}
