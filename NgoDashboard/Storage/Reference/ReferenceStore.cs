using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Reference;

/// <summary>
/// Provinces, sectors, campaigns and exchange rates of the first load in SQLite. Written once, with version 1, and hashed with it; what
/// the desk changes of them is in <see cref="ReferenceChangeStore"/>.
/// </summary>
static class ReferenceStore
{
    const char Separator = ';';

    /// <summary>The column has had capitals from the beginning, unlike the data file, and is hashed with version 1.</summary>
    static readonly Dictionary<CampaignKind, string> StoredKinds = new()
    {
        [CampaignKind.Campaign] = "Campaign",
        [CampaignKind.Grant] = "Grant",
        [CampaignKind.Origin] = "Origin",
        [CampaignKind.Channel] = "Channel",
    };

    /// <summary>The reference data at that version, by default the newest.</summary>
    public static ReferenceData LoadReference(SqliteConnection connection, long at = long.MaxValue) => ReferenceChangeStore.ApplyChanges(
        connection, new(LoadProvinces(connection), LoadSectors(connection), LoadCampaigns(connection), LoadRates(connection)), at);

    static Province[] LoadProvinces(SqliteConnection connection) =>
    [
        .. connection.Query<ProvinceRow>(
            "SELECT basis, code, name, name_en AS NameEn, region, is_city AS IsCity, successor, aliases FROM province ORDER BY ordinal")
            .Select(row => new Province(
                new((int)row.Basis, row.Code), row.Name, row.NameEn, row.Region, row.IsCity == 1,
                row.Successor is null ? null : ProvinceCode.Parse(row.Successor), SplitAliases(row.Aliases))),
    ];

    static Sector[] LoadSectors(SqliteConnection connection) =>
    [
        .. connection.Query<SectorRow>(
            "SELECT id, name, name_en AS NameEn, short, short_en AS ShortEn, aliases FROM sector ORDER BY ordinal")
            .Select(row => new Sector(row.Id, row.Name, row.NameEn, row.Short, row.ShortEn, SplitAliases(row.Aliases))),
    ];

    static Campaign[] LoadCampaigns(SqliteConnection connection) =>
    [
        .. connection.Query<CampaignRow>("SELECT id, kind, name, name_en AS NameEn FROM campaign ORDER BY ordinal")
            .Select(row => new Campaign(row.Id, ParseKind(row.Kind), row.Name, row.NameEn)),
    ];

    static ExchangeRate[] LoadRates(SqliteConnection connection) =>
    [
        .. connection.Query<RateRow>(
            "SELECT year, hundredths_vnd_per_usd AS Hundredths, source, is_sure AS IsSure FROM exchange_rate ORDER BY year")
            .Select(row => new ExchangeRate((int)row.Year, row.Hundredths / 100m, new(row.Source), row.IsSure == 1)),
    ];

    public static void WriteReference(SqliteConnection connection, SqliteTransaction transaction, ReferenceData reference)
    {
        connection.Execute(
            """
            INSERT INTO province (basis, code, ordinal, name, name_en, region, is_city, successor, aliases)
            VALUES (@Basis, @Code, @Ordinal, @Name, @NameEn, @Region, @IsCity, @Successor, @Aliases)
            """,
            reference.Provinces.Select((province, ordinal) => new
            {
                province.Code.Basis,
                province.Code.Code,
                Ordinal = ordinal,
                province.Name,
                province.NameEn,
                province.Region,
                province.IsCity,
                Successor = province.Successor?.ToString(),
                Aliases = string.Join(Separator, province.Aliases),
            }),
            transaction);
        connection.Execute(
            "INSERT INTO sector (id, ordinal, name, name_en, short, short_en, aliases) "
            + "VALUES (@Id, @Ordinal, @Name, @NameEn, @Short, @ShortEn, @Aliases)",
            reference.Sectors.Select((sector, ordinal) => new
            {
                sector.Id,
                Ordinal = ordinal,
                sector.Name,
                sector.NameEn,
                Short = sector.ShortName,
                ShortEn = sector.ShortNameEn,
                Aliases = string.Join(Separator, sector.Aliases),
            }),
            transaction);
        connection.Execute(
            "INSERT INTO campaign (id, ordinal, kind, name, name_en) VALUES (@Id, @Ordinal, @Kind, @Name, @NameEn)",
            reference.Campaigns.Select((campaign, ordinal) => new
            {
                campaign.Id,
                Ordinal = ordinal,
                Kind = StoredKinds[campaign.Kind],
                campaign.Name,
                campaign.NameEn,
            }),
            transaction);
        connection.Execute(
            "INSERT INTO exchange_rate (year, hundredths_vnd_per_usd, source, is_sure) VALUES (@Year, @Hundredths, @Source, @IsSure)",
            reference.Rates.Select(rate => new
            {
                rate.Year,
                Hundredths = (long)(rate.VndPerUsd * 100),
                Source = rate.Source.Publisher,
                IsSure = rate.IsConfirmed,
            }),
            transaction);
    }

    static CampaignKind ParseKind(string kind) => SqlMapping.ParseCode<CampaignKind>(kind, TryParseStoredKind);

    static bool TryParseStoredKind(string? word, out CampaignKind kind)
    {
        kind = StoredKinds.FirstOrDefault(pair => pair.Value == word).Key;
        return StoredKinds.ContainsValue(word ?? "");
    }

    static string[] SplitAliases(string aliases) =>
        aliases.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    sealed record ProvinceRow(
        long Basis, string Code, string Name, string NameEn, string Region, long IsCity, string? Successor, string Aliases);

    sealed record SectorRow(string Id, string Name, string NameEn, string Short, string ShortEn, string Aliases);

    sealed record CampaignRow(string Id, string Kind, string Name, string NameEn);

    sealed record RateRow(long Year, long Hundredths, string Source, long IsSure);
}
