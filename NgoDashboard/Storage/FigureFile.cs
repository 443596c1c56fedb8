using NgoDashboard.Figures;

namespace NgoDashboard.Storage;

/// <summary>The published figures from the data folder: one line is one statement.</summary>
/// <param name="knowsAll">False where the reference has problems of its own: a name that it lacks is only their echo then.</param>
sealed class FigureFile(Reference reference, bool knowsAll)
{
    public IReadOnlyList<Figure> Read(string folder, DataProblems problems)
    {
        var file = new DataFile(
            folder, "figures.csv", problems, "province", "sector", "campaign", "from", "to", "measure", "value", "unit", "qualifier", "status",
            "as_of", "adopted", "publisher", "source_title", "source_url", "source_date", "note");
        var statements = new List<(FigureKey Key, Statement Statement)>();
        var adopted = new Dictionary<FigureKey, int>();
        foreach (var line in file.Lines())
        {
            var key = Key(line);
            var statement = Statement(line, statements.Count + 1);
            if (!line.IsSound)
                continue;
            if (statement.Adopted && !adopted.TryAdd(key, line.Number))
                line.Wrong("adopted", $"line {adopted[key]} is adopted for the same figure already");
            statements.Add((key, statement));
        }

        return [.. statements.GroupBy(one => one.Key).Select(group => new Figure(group.Key, [.. group.Select(one => one.Statement)]))];
    }

    FigureKey Key(DataLine line)
    {
        var (from, to) = (line.Day("from"), line.Day("to"));
        if (line.IsSound && to < from)
            line.Wrong("to", $"the period ends on {line.Optional("to")}, before it starts on {line.Optional("from")}");
        var province = Province(line);
        var sector = Known(line, "sector", id => reference.Sector(id) is not null);
        var campaign = Known(line, "campaign", id => reference.Campaign(id) is not null);
        var measure = line.Word<Measure>("measure", Wire.TryRead);
        return line.IsSound ? new(new Period(from, to), province, sector, campaign, measure) : default;
    }

    ProvinceCode? Province(DataLine line)
    {
        if (Known(line, "province", text => ProvinceCode.TryParse(text, out var code) && reference.Province(code) is not null) is not { } known)
            return null;
        return ProvinceCode.TryParse(known, out var province) ? province : null;
    }

    string? Known(DataLine line, string column, Predicate<string> isKnown)
    {
        var text = line.Optional(column);
        if (text is not null && knowsAll && !isKnown(text))
            line.Wrong(column, $"'{text}' is unknown");
        return text;
    }

    static Statement Statement(DataLine line, long id) => new(
        id,
        Value(line),
        line.Word<Qualifier>("qualifier", Wire.TryRead),
        line.Word<Status>("status", Wire.TryRead),
        line.Day("as_of"),
        new Source(line.Text("publisher"), line.Text("source_title"), Address(line), line.Optional("source_date")),
        line.Optional("note"),
        Adopted: line.YesOrNo("adopted", "yes", "no"),
        ByDesk: false,
        Version: 1);

    static Quantity Value(DataLine line)
    {
        var hasUnit = Wire.TryRead(line.Optional("unit"), out Unit unit);
        if (!hasUnit)
            line.Wrong("unit", $"'{line.Optional("unit")}' is unknown");
        else if (Wire.TryRead(line.Optional("measure"), out Measure measure) && !measure.Fits(unit))
            line.Wrong("unit", $"{unit.Word()} does not fit {measure.Word()}");
        if (line.Decimal("value") is not { } whole || !hasUnit)
            return default;
        if (Quantity.Of(whole, unit) is { } value)
            return value;
        var isTooLarge = Quantity.Of(Math.Truncate(whole), unit) is null;
        line.Wrong("value", $"'{line.Optional("value")}' is {(isTooLarge ? "too large" : $"finer than {unit.Word()} is held")}");
        return default;
    }

    // It becomes a link on the desk's page: nothing but a web address may.
    static string? Address(DataLine line)
    {
        var text = line.Optional("source_url");
        if (text is not null && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            line.Wrong("source_url", $"'{text}' is not a web address");
        return text;
    }
}
