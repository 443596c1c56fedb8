using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Reference;

/// <summary>
/// What versions of the journal have changed in the reference data: each changed rate, sector and campaign as it is from that version on.
/// </summary>
static class ReferenceChangeStore
{
    const char Separator = '\n';

    /// <param name="first">The reference data of the first load.</param>
    public static ReferenceData ApplyChanges(SqliteConnection connection, ReferenceData first, long at)
    {
        var sectors = StatesOf(first.Sectors);
        foreach (var row in LoadSectors(connection, at))
            sectors[row.Id] = row.ToState();
        var campaigns = StatesOf(first.Campaigns);
        foreach (var row in LoadCampaigns(connection, at))
            campaigns[row.Id] = row.ToState();
        var rates = first.Rates.ToDictionary(rate => (long)rate.Year, rate => (ExchangeRate?)rate);
        foreach (var row in LoadRates(connection, at))
            rates[row.Year] = row.ToRate();
        return new(
            first.Provinces, ToList(sectors.Values), ToList(campaigns.Values), rates.Values.OfType<ExchangeRate>(),
            LoadVersions(connection, 0, at).LastOrDefault(1));
    }

    public static void WriteChanges(SqliteConnection connection, SqliteTransaction transaction, long version, ReferenceChanges changes)
    {
        connection.Execute(
            """
            INSERT INTO journal_rate (version, year, hundredths_vnd_per_usd, publisher, title, url, source_date, is_sure)
            VALUES (@version, @Year, @Hundredths, @Publisher, @Title, @Url, @SourceDate, @IsSure)
            """,
            changes.Rates.Select(change => new
            {
                version,
                change.Year,
                Hundredths = (long?)(change.After?.VndPerUsd * 100),
                change.After?.Source.Publisher,
                change.After?.Source.Title,
                change.After?.Source.Url,
                SourceDate = change.After?.Source.Date,
                IsSure = change.After?.IsConfirmed,
            }),
            transaction);
        connection.Execute(
            """
            INSERT INTO journal_sector (version, id, ordinal, name, name_en, short, short_en, aliases, is_retired, merged_into)
            VALUES (@version, @Id, @Ordinal, @Name, @NameEn, @ShortName, @ShortNameEn, @Aliases, @IsRetired, @MergedInto)
            """,
            changes.Sectors.Select(change => change.After)
                .Select(state => ToParameters(version, state, state.Item.ShortName, state.Item.ShortNameEn)),
            transaction);
        connection.Execute(
            """
            INSERT INTO journal_campaign (version, id, ordinal, kind, name, name_en, aliases, is_retired, merged_into)
            VALUES (@version, @Id, @Ordinal, @Kind, @Name, @NameEn, @Aliases, @IsRetired, @MergedInto)
            """,
            changes.Campaigns.Select(change => ToParameters(version, change.After, kind: change.After.Item.Kind.ToCode())),
            transaction);
    }

    /// <summary>What each of these versions changed; versions that changed nothing of the reference data are left out.</summary>
    public static IReadOnlyDictionary<long, ReferenceChanges> LoadChanges(SqliteConnection connection, long first, long last) =>
        LoadVersions(connection, first, last).ToDictionary(
            version => version,
            version => ReferenceChanges.Between(
                ReferenceStore.LoadReference(connection, version - 1), ReferenceStore.LoadReference(connection, version)));

    /// <summary>The versions that changed the reference data, in order.</summary>
    public static IReadOnlyList<long> LoadVersions(SqliteConnection connection, long first, long last) => connection.Query<long>(
        """
        SELECT version FROM journal_rate WHERE version BETWEEN @first AND @last
        UNION SELECT version FROM journal_sector WHERE version BETWEEN @first AND @last
        UNION SELECT version FROM journal_campaign WHERE version BETWEEN @first AND @last ORDER BY version
        """,
        new { first, last }).AsList();

    static object ToParameters<TItem>(
        long version, ItemState<TItem> state, string? shortName = null, string? shortNameEn = null, string? kind = null)
        where TItem : ReferenceItem => new
        {
            version,
            state.Item.Id,
            state.Ordinal,
            Kind = kind,
            state.Item.Name,
            state.Item.NameEn,
            ShortName = shortName,
            ShortNameEn = shortNameEn,
            Aliases = string.Join(Separator, state.Item.Aliases),
            state.IsRetired,
            state.MergedInto,
        };

    static Dictionary<string, ItemState<TItem>> StatesOf<TItem>(IReadOnlyList<TItem> items)
        where TItem : ReferenceItem =>
        items.Select((item, ordinal) => new ItemState<TItem>(item, ordinal, IsRetired: false, MergedInto: null))
            .ToDictionary(state => state.Item.Id);

    static ItemList<TItem> ToList<TItem>(IReadOnlyCollection<ItemState<TItem>> states)
        where TItem : ReferenceItem => new(
            [.. states.Where(state => !state.IsRetired).OrderBy(state => state.Ordinal).Select(state => state.Item)],
            states.Where(state => state.IsRetired).Select(state => new RetiredItem<TItem>(state.Item, state.MergedInto)));

    static IEnumerable<RateRow> LoadRates(SqliteConnection connection, long at) => connection.Query<RateRow>(
        """
        SELECT year, hundredths_vnd_per_usd AS Hundredths, publisher, title, url, source_date AS SourceDate, is_sure AS IsSure
        FROM journal_rate WHERE version <= @at ORDER BY version
        """,
        new { at });

    static IEnumerable<SectorRow> LoadSectors(SqliteConnection connection, long at) => connection.Query<SectorRow>(
        """
        SELECT id, ordinal, name, name_en AS NameEn, short, short_en AS ShortEn, aliases, is_retired AS IsRetired, merged_into AS MergedInto
        FROM journal_sector WHERE version <= @at ORDER BY version
        """,
        new { at });

    static IEnumerable<CampaignRow> LoadCampaigns(SqliteConnection connection, long at) => connection.Query<CampaignRow>(
        """
        SELECT id, ordinal, kind, name, name_en AS NameEn, aliases, is_retired AS IsRetired, merged_into AS MergedInto
        FROM journal_campaign WHERE version <= @at ORDER BY version
        """,
        new { at });

    static string[] SplitAliases(string aliases) => aliases.Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    sealed record RateRow(
        long Year, long? Hundredths, string? Publisher, string? Title, string? Url, string? SourceDate, long? IsSure)
    {
        public ExchangeRate? ToRate() => Hundredths is { } hundredths
            ? new((int)Year, hundredths / 100m, new(Publisher!, Title, Url, SourceDate), IsSure == 1)
            : null;
    }

    sealed record SectorRow(
        string Id, long Ordinal, string Name, string NameEn, string Short, string ShortEn, string Aliases, long IsRetired,
        string? MergedInto)
    {
        public ItemState<Sector> ToState() =>
            new(new(Id, Name, NameEn, Short, ShortEn, SplitAliases(Aliases)), (int)Ordinal, IsRetired == 1, MergedInto);
    }

    sealed record CampaignRow(
        string Id, long Ordinal, string Kind, string Name, string NameEn, string Aliases, long IsRetired, string? MergedInto)
    {
        public ItemState<Campaign> ToState() => new(
            new(Id, SqlMapping.ParseCode<CampaignKind>(Kind), Name, NameEn, SplitAliases(Aliases)), (int)Ordinal, IsRetired == 1,
            MergedInto);
    }
}
