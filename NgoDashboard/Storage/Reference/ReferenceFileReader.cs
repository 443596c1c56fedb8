using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Storage.Reference;

/// <summary>Reads provinces, sectors, campaigns and exchange rates from the data folder.</summary>
static class ReferenceFileReader
{
    /// <returns>The valid lines; of lines with the same key the first. The others are reported.</returns>
    public static ReferenceData ReadReference(string folder, DataProblems problems) => new(
        ReadProvinces(
            new(folder, "provinces.csv", problems, "basis", "code", "name", "name_en", "region", "type", "successor", "shape", "aliases")),
        ReadSectors(new(folder, "sectors.csv", problems, "id", "name", "name_en", "short", "short_en", "aliases")),
        ReadCampaigns(new(folder, "campaigns.csv", problems, "id", "kind", "name", "name_en")),
        ReadRates(new(folder, "exchange_rates.csv", problems, "year", "vnd_per_usd", "source", "certainty")));

    static Province[] ReadProvinces(DataFile file)
    {
        var provinces = new UniqueRows<ProvinceCode, Province>("code");
        var names = new Dictionary<int, AliasCheck>();
        var successors = new List<(DataLine Line, ProvinceCode Successor)>();
        foreach (var line in file.ReadLines())
        {
            if (!ProvinceCode.TryParse($"{line.GetOptional("basis")}:{line.GetOptional("code")}", out var code))
                line.AddProblem("code", DataFault.NotAProvinceCode, line.GetOptional("basis"), line.GetOptional("code"));
            var successor = ReadSuccessor(line, code);
            var province = new Province(
                code, line.GetRequired("name"), line.GetRequired("name_en"), line.GetRequired("region"),
                line.GetFlag("type", "city", "province"), successor, line.GetNames("aliases"));
            if (!line.IsValid || !provinces.TryAdd(line, code, province))
                continue;
            if (!names.TryGetValue(code.Basis, out var basisNames))
                names[code.Basis] = basisNames = new();
            basisNames.CheckNames(line, [province.Name, province.NameEn, .. province.Aliases]);
            if (successor is { } current)
                successors.Add((line, current));
        }

        foreach (var (line, successor) in successors.Where(pair => !provinces.Contains(pair.Successor)))
            line.AddProblem("successor", DataFault.NotACurrentProvince, successor.Code);
        return provinces.Values;
    }

    static ProvinceCode? ReadSuccessor(DataLine line, ProvinceCode code)
    {
        var text = line.GetOptional("successor");
        if (code.Basis == ProvinceCode.OldBasis)
        {
            if (ProvinceCode.TryParse($"{ProvinceCode.CurrentBasis}:{text}", out var successor))
                return successor;
            line.AddProblem("successor", DataFault.NotACurrentProvince, text);
        }
        else if (code.IsCurrent && text is not null)
        {
            line.AddProblem("successor", DataFault.SuccessorOfCurrentProvince, text);
        }

        return null;
    }

    static Sector[] ReadSectors(DataFile file)
    {
        var sectors = new UniqueRows<string, Sector>("id");
        var names = new AliasCheck();
        foreach (var line in file.ReadLines())
        {
            var sector = new Sector(
                line.GetRequired("id"), line.GetRequired("name"), line.GetRequired("name_en"),
                line.GetRequired("short"), line.GetRequired("short_en"), line.GetNames("aliases"));
            if (line.IsValid && sectors.TryAdd(line, sector.Id, sector))
                names.CheckNames(line, [sector.Id, sector.Name, sector.NameEn, sector.ShortName, sector.ShortNameEn, .. sector.Aliases]);
        }

        return sectors.Values;
    }

    static Campaign[] ReadCampaigns(DataFile file)
    {
        var campaigns = new UniqueRows<string, Campaign>("id");
        foreach (var line in file.ReadLines())
        {
            var campaign = new Campaign(
                line.GetRequired("id"), line.GetCode<CampaignKind>("kind"),
                line.GetRequired("name"), line.GetRequired("name_en"));
            if (line.IsValid)
                campaigns.TryAdd(line, campaign.Id, campaign);
        }

        return campaigns.Values;
    }

    static ExchangeRate[] ReadRates(DataFile file)
    {
        var rates = new UniqueRows<int, ExchangeRate>("year");
        foreach (var line in file.ReadLines())
        {
            var year = line.GetDecimal("year");
            if (year is < 1900 or > 2200 || year != Math.Truncate(year ?? 0))
                line.AddProblem("year", DataFault.NotAYear, line.GetOptional("year"));
            var rate = line.GetDecimal("vnd_per_usd");
            if (rate is 0)
                line.AddProblem("vnd_per_usd", DataFault.NotPositive);
            else if (rate > ExchangeRate.Highest)
                line.AddProblem("vnd_per_usd", DataFault.TooLarge, line.GetOptional("vnd_per_usd"));
            else if (rate * 100 != Math.Truncate(rate * 100 ?? 0))
                line.AddProblem("vnd_per_usd", DataFault.RateTooFine, line.GetOptional("vnd_per_usd"));
            var (source, isSure) = (line.GetRequired("source"), line.GetFlag("certainty", "sure", "unverified"));
            if (line.IsValid)
                rates.TryAdd(line, (int)year!, new((int)year, rate!.Value, new(source), isSure));
        }

        return rates.Values;
    }

    /// <summary>Rows with a unique key; a second row with the same key is reported and left out.</summary>
    sealed class UniqueRows<TKey, TRow>(string column)
        where TKey : notnull
    {
        readonly Dictionary<TKey, int> lines = [];
        readonly List<TRow> rows = [];

        public TRow[] Values => [.. rows];

        public bool Contains(TKey key) => lines.ContainsKey(key);

        public bool TryAdd(DataLine line, TKey key, TRow row)
        {
            if (!lines.TryAdd(key, line.LineNumber))
            {
                line.AddProblem(column, DataFault.KeyTwice, key, lines[key]);
                return false;
            }

            rows.Add(row);
            return true;
        }
    }
}
