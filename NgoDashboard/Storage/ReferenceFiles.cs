using NgoDashboard.Figures;

namespace NgoDashboard.Storage;

/// <summary>Provinces, sectors, campaigns and rates from the data folder.</summary>
static class ReferenceFiles
{
    /// <summary>With it the largest amount that a figure can hold still fits an integer of đồng.</summary>
    const decimal HighestRate = 90_000;

    /// <returns>What could be read; of lines that stand there twice, the first.</returns>
    public static Reference Read(string folder, DataProblems problems) => new(
        Provinces(new(folder, "provinces.csv", problems, "basis", "code", "name", "name_en", "region", "type", "successor", "shape", "aliases")),
        Sectors(new(folder, "sectors.csv", problems, "id", "name", "name_en", "short", "short_en", "aliases")),
        Campaigns(new(folder, "campaigns.csv", problems, "id", "kind", "name", "name_en")),
        Rates(new(folder, "exchange_rates.csv", problems, "year", "vnd_per_usd", "source", "certainty")));

    static Province[] Provinces(DataFile file)
    {
        var provinces = new Once<ProvinceCode, Province>("code");
        var names = new Dictionary<int, Names>();
        var successors = new List<(DataLine Line, ProvinceCode Successor)>();
        foreach (var line in file.Lines())
        {
            if (!ProvinceCode.TryParse($"{line.Optional("basis")}:{line.Optional("code")}", out var code))
                line.Wrong("code", $"'{line.Optional("basis")}:{line.Optional("code")}' is not a province code such as 63:31");
            var successor = Successor(line, code);
            var province = new Province(
                code, line.Text("name"), line.Text("name_en"), line.Text("region"),
                line.YesOrNo("type", "city", "province"), successor, line.Names("aliases"));
            if (!line.IsSound || !provinces.Add(line, code, province))
                continue;
            if (!names.TryGetValue(code.Basis, out var ofBasis))
                names[code.Basis] = ofBasis = new();
            ofBasis.Add(line, [province.Name, province.NameEn, .. province.Aliases]);
            if (successor is { } current)
                successors.Add((line, current));
        }

        foreach (var (line, successor) in successors.Where(one => !provinces.Has(one.Successor)))
            line.Wrong("successor", $"'{successor.Code}' is no unit of the 34 basis");
        return provinces.Values;
    }

    static ProvinceCode? Successor(DataLine line, ProvinceCode code)
    {
        var text = line.Optional("successor");
        if (code.Basis == ProvinceCode.Old)
        {
            if (ProvinceCode.TryParse($"{ProvinceCode.Current}:{text}", out var successor))
                return successor;
            line.Wrong("successor", $"'{text}' is no unit of the 34 basis");
        }
        else if (code.IsCurrent && text is not null)
        {
            line.Wrong("successor", $"'{text}' stands there, but only a unit of the 63 basis has a successor");
        }

        return null;
    }

    static Sector[] Sectors(DataFile file)
    {
        var sectors = new Once<string, Sector>("id");
        var names = new Names();
        foreach (var line in file.Lines())
        {
            var sector = new Sector(
                line.Text("id"), line.Text("name"), line.Text("name_en"), line.Text("short"), line.Text("short_en"), line.Names("aliases"));
            if (line.IsSound && sectors.Add(line, sector.Id, sector))
                names.Add(line, [sector.Id, sector.Name, sector.NameEn, sector.Short, sector.ShortEn, .. sector.Aliases]);
        }

        return sectors.Values;
    }

    static Campaign[] Campaigns(DataFile file)
    {
        var campaigns = new Once<string, Campaign>("id");
        foreach (var line in file.Lines())
        {
            var campaign = new Campaign(line.Text("id"), line.Word<CampaignKind>("kind", Kind), line.Text("name"), line.Text("name_en"));
            if (line.IsSound)
                campaigns.Add(line, campaign.Id, campaign);
        }

        return campaigns.Values;
    }

    static bool Kind(string? word, out CampaignKind kind)
    {
        CampaignKind? known = word switch
        {
            "campaign" => CampaignKind.Campaign,
            "grant" => CampaignKind.Grant,
            "origin" => CampaignKind.Origin,
            "channel" => CampaignKind.Channel,
            _ => null,
        };
        kind = known.GetValueOrDefault();
        return known is not null;
    }

    static ExchangeRate[] Rates(DataFile file)
    {
        var rates = new Once<int, ExchangeRate>("year");
        foreach (var line in file.Lines())
        {
            var year = line.Decimal("year");
            if (year is < 1900 or > 2200 || year != Math.Truncate(year ?? 0))
                line.Wrong("year", $"'{line.Optional("year")}' is not a year");
            var rate = line.Decimal("vnd_per_usd");
            if (rate is 0)
                line.Wrong("vnd_per_usd", "is not positive");
            else if (rate > HighestRate)
                line.Wrong("vnd_per_usd", $"'{line.Optional("vnd_per_usd")}' is too large");
            else if (rate * 100 != Math.Truncate(rate * 100 ?? 0))
                line.Wrong("vnd_per_usd", $"'{line.Optional("vnd_per_usd")}' is finer than a hundredth of a đồng");
            var (source, isSure) = (line.Text("source"), line.YesOrNo("certainty", "sure", "unverified"));
            if (line.IsSound)
                rates.Add(line, (int)year!, new((int)year, rate!.Value, source, isSure));
        }

        return rates.Values;
    }

    /// <summary>Rows by a key that may stand in the file once.</summary>
    sealed class Once<TKey, TRow>(string column)
        where TKey : notnull
    {
        readonly Dictionary<TKey, int> lines = [];
        readonly List<TRow> rows = [];

        public TRow[] Values => [.. rows];

        public bool Has(TKey key) => lines.ContainsKey(key);

        public bool Add(DataLine line, TKey key, TRow row)
        {
            if (!lines.TryAdd(key, line.Number))
            {
                line.Wrong(column, $"'{key}' stands in line {lines[key]} already");
                return false;
            }

            rows.Add(row);
            return true;
        }
    }
}
