using System.Globalization;
using CsCheck;
using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Tests.TestKit.Databases;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Storage.Chain;

/// <summary>The journal's hash chain is valid while nothing is changed; otherwise it names the changed version and part.</summary>
[Trait("Tier", "Long")]
public sealed class ChainTests : IDisposable
{

    readonly TempDatabase temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Chain_OfEveryKindOfEntry_HoldsAndEndsWithTheHashOfTheLast()
    {
        Assert.Null(temporary.Journal.LastHash);
        PopulatedJournal.WriteEveryEntryKind(temporary.Database);

        var report = VerifyChain();

        Assert.Equal(new ChainReport(PopulatedJournal.LastVersion, temporary.Journal.LastHash, null, 0, null), report);
        Assert.Matches("^[0-9a-f]{64}$", report.LastHash);
        Assert.Equal(report.LastHash, temporary.Journal.LoadMeeting(7)!.Entries[^1].Hash);
        Assert.Equal(6, temporary.Journal.LoadMeeting(1)!.Entries.Select(entry => entry.Hash).Distinct().Count());
        temporary.Journal.ThrowIfDamaged();
    }

    [Fact]
    public void Chain_OfAnEmptyJournal_Holds() => Assert.Equal(new ChainReport(0, null, null, 0, null), VerifyChain());

    [Fact]
    public void Chain_AnyColumnOfAnyRowChanged_BreaksAtItsVersionInItsPart()
    {
        PopulatedJournal.WriteEveryEntryKind(temporary.Database);
        using var connection = OpenWithoutRules();
        List<string> undetected = [];
        foreach (var part in EntryForm.FindParts(EntryForm.NewestForm)!)
        {
            foreach (var (column, type) in connection.Query<(string, string)>("SELECT name, type FROM pragma_table_info(@Table)", new { part.Table }).AsList())
            {
                foreach (var (row, version) in connection.Query<(long, long)>($"SELECT rowid, {part.VersionSql} FROM {part.Table}").AsList())
                {
                    connection.Execute("SAVEPOINT before");
                    // Key columns get values that no other row has (see ChangedValueSql).
                    connection.Execute($"UPDATE {part.Table} SET {column} = {ChangedValueSql(column, type)} WHERE rowid = @row", new { row });
                    var fault = ChainVerifier.VerifyChain(connection).Fault;
                    connection.Execute("ROLLBACK TO before; RELEASE before");
                    var isRight = column == "version" ? fault is not null && fault.Version <= version : fault?.Version == version && fault.Part == part.Label;
                    if (!isRight)
                        undetected.Add($"{part.Table}.{column} of version {version}: {fault}");
                }
            }
        }

        Assert.Empty(undetected);
        Assert.Null(ChainVerifier.VerifyChain(connection).Fault);
    }

    [Theory]
    [InlineData("DELETE FROM journal_change WHERE version = 2 AND ordinal = 1", 2, "change")]
    [InlineData("DELETE FROM journal_change WHERE version = 2", 2, "change")]
    [InlineData("DELETE FROM statement WHERE version = 8", 8, "statement")]
    [InlineData("DELETE FROM journal_warning WHERE version = 2 AND ordinal = 1", 2, "warning")]
    [InlineData("DELETE FROM stage WHERE version = 2", 2, "stage")]
    [InlineData("DELETE FROM meeting WHERE version = 7", 7, "meeting")]
    [InlineData("DELETE FROM journal_key", 6, "key")]
    [InlineData("DELETE FROM journal_rate WHERE year = 2024", 8, "rate-change")]
    [InlineData("DELETE FROM journal_sector", 8, "sector-change")]
    [InlineData("DELETE FROM journal_campaign", 8, "campaign-change")]
    [InlineData("INSERT INTO journal_rate VALUES (3, 2024, 1, 'x', NULL, NULL, NULL, 1)", 3, "rate-change")]
    [InlineData("INSERT INTO journal_rate VALUES (99, 2024, 1, 'x', NULL, NULL, NULL, 1)", 99, "stray")]
    [InlineData("DELETE FROM province WHERE code = '31' AND basis = 34", 1, "province")]
    [InlineData("INSERT INTO sector SELECT 'x', 9, name, name_en, short, short_en, aliases FROM sector WHERE id = 'health'", 1, "sector")]
    [InlineData("INSERT INTO journal_warning VALUES (4, 0, 'x')", 4, "warning")]
    [InlineData("INSERT INTO stage VALUES (99, 'x', '{}', NULL)", 99, "stray")]
    [InlineData("INSERT INTO stage VALUES (-1, 'x', '{}', NULL)", -1, "stray")]
    [InlineData("DELETE FROM journal WHERE version = 4", 4, "entry")]
    [InlineData("DELETE FROM journal WHERE version = 8", 8, "stray")]
    [InlineData("DELETE FROM journal_hash WHERE version = 4", 4, "missing")]
    [InlineData("DELETE FROM journal_hash WHERE version = 8", 8, "missing")]
    [InlineData("DELETE FROM journal_hash", 1, "missing")]
    [InlineData("UPDATE journal_hash SET hash = zeroblob(32) WHERE version = 3", 3, "hash")]
    [InlineData("UPDATE journal_hash SET manifest = manifest || 'x' WHERE version = 3", 3, "hash")]
    [InlineData("UPDATE journal_hash SET chained_at = '2024-04-12T07:30:00.0000000Z' WHERE version = 3", 3, "chained")]
    [InlineData("UPDATE journal_hash SET form = 3 WHERE version = 8", 8, "form")]
    [InlineData("UPDATE journal_hash SET form = 0 WHERE version = 3", 3, "form")]
    public void Chain_RowsGoneOrAdded_BreaksAtTheirVersion(string sql, long version, string part)
    {
        PopulatedJournal.WriteEveryEntryKind(temporary.Database);
        using var connection = OpenWithoutRules();
        connection.Execute(sql);

        Assert.Equal(new ChainFault(version, part), ChainVerifier.VerifyChain(connection).Fault);
    }

    [Fact]
    public void Chain_AnEntryWrittenAnewWithItsHash_BreaksAtTheNext()
    {
        PopulatedJournal.WriteEveryEntryKind(temporary.Database);
        using var connection = OpenWithoutRules();
        connection.Execute("UPDATE stage SET scene = 'table' WHERE version = 2");
        using (var reader = new EntryReader(connection, EntryForm.NewestForm, 2, 2))
        {
            var manifest = reader.BuildManifest(2, connection.QuerySingle<byte[]>("SELECT hash FROM journal_hash WHERE version = 1"), null);
            connection.Execute("UPDATE journal_hash SET manifest = @manifest, hash = @hash WHERE version = 2", new { manifest, hash = ChainWriter.ComputeHash(manifest) });
        }

        Assert.Equal(new ChainFault(3, "previous"), ChainVerifier.VerifyChain(connection).Fault);
    }

    [Fact]
    public void Chain_TablesWithOtherOrdersOfColumnsAndRows_Holds()
    {
        PopulatedJournal.WriteEveryEntryKind(temporary.Database);
        var before = VerifyChain();
        using var connection = OpenWithoutRules();
        foreach (var table in EntryForm.FindParts(EntryForm.NewestForm)!.Select(part => part.Table))
        {
            var columns = string.Join(", ", connection.Query<string>("SELECT name FROM pragma_table_info(@table) ORDER BY cid DESC", new { table }));
            connection.Execute($"CREATE TABLE turned AS SELECT {columns} FROM {table} ORDER BY rowid DESC; DROP TABLE {table}; ALTER TABLE turned RENAME TO {table};");
        }

        Assert.Equal(before, ChainVerifier.VerifyChain(connection));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("sv-SE")]
    public void Chain_UnderAnotherCulture_IsWrittenAndReadTheSame(string culture)
    {
        var own = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            PopulatedJournal.WriteEveryEntryKind(temporary.Database);
            var there = VerifyChain();
            CultureInfo.CurrentCulture = own;
            Assert.Null(there.Fault);
            Assert.Equal(there, VerifyChain());
        }
        finally
        {
            CultureInfo.CurrentCulture = own;
        }
    }

    [Fact]
    public void Chain_OfAnyEntries_HoldsAndBreaksWhereOneIsChanged()
    {
        temporary.Journal.AppendInitialData(CountryReference, [], JournalStart, "data", new("overview", "{}"), new(1, "", new(2024, 4, 12), RequiresApproval: false));
        var texts = Gen.String[Gen.OneOf(Gen.Char, Gen.Char["\n=:-ệ0"]), 0, 6];
        var version = 1L;
        Gen.Select(texts, texts.Array[0, 3], texts.Null(), texts.Null(), Gen.Bool).Sample(
            (who, warnings, because, second, hasStage) =>
            {
                temporary.Journal.AppendEntry(
                    new(++version, JournalStart.AddSeconds(version), RemoveLoneSurrogates(who), null, EntryKind.Take)
                    {
                        Warnings = [.. warnings.Select(RemoveLoneSurrogates)],
                        OverrideReason = because is null ? null : RemoveLoneSurrogates(because),
                        ConfirmedBy = second is null ? null : RemoveLoneSurrogates(second),
                        Stage = hasStage ? new(RemoveLoneSurrogates(who), "{}", version) : null,
                    },
                    []);
                Assert.Null(VerifyChain().Fault);
                using var connection = OpenWithoutRules();
                // NULL and empty text must have different hashes.
                connection.Execute("BEGIN; UPDATE journal SET because = CASE WHEN because IS NULL THEN '' END WHERE version = @version", new { version });
                Assert.Equal(new ChainFault(version, "entry"), ChainVerifier.VerifyChain(connection).Fault);
                connection.Execute("ROLLBACK");
            },
            iter: 25,
            threads: 1);
    }

    [Fact]
    public void Bytes_OfTwoListsOfValues_AreTheSameForTheSameListOnly()
    {
        var values = Gen.Select(Gen.OneOf(Gen.Const("a"), Gen.Const("ab"), Gen.Const("b-")), Gen.String[Gen.Char["ab:=\n-1ệ"], 0, 5].Null()).Array[0, 4];
        Gen.Select(values, values).Sample((first, second) =>
            Assert.Equal(first.SequenceEqual(second), Bytes(first) == Bytes(second)));

        static string Bytes((string Label, string? Value)[] values)
        {
            var bytes = new CanonicalBytes();
            foreach (var (label, value) in values)
                bytes.WriteText(label, value);
            return bytes.ToString();
        }
    }

    [Fact]
    public void Upgrade_OfAJournalFromBeforeTheChain_ChainsItAndSaysSo()
    {
        var (today, path) = (temporary.GetFilePath("today.db"), temporary.GetFilePath("upgraded.db"));
        using (var before = new Database(today))
            PopulatedJournal.WriteEveryEntryKind(before, isOfNewestSchema: false);
        OldSchemaDatabase.CopyToSchema6(today, path);
        var earliest = DateTimeOffset.UtcNow;

        using var upgraded = new Database(path);
        var chained = new JournalStore(upgraded);
        chained.AppendEntry(new(PopulatedJournal.LastVersion + 1, JournalStart.AddHours(1), "bàn", "k1", EntryKind.Hold), []);

        var report = upgraded.ReadInTransaction(ChainVerifier.VerifyChain);
        Assert.Null(report.Fault);
        Assert.Equal((PopulatedJournal.LastVersion + 1, 1L, PopulatedJournal.LastVersion), (report.ValidVersionCount, report.ChainedLater!.FirstVersion, report.ChainedLater.LastVersion));
        Assert.InRange(report.ChainedLater.ChainedAt, earliest, DateTimeOffset.UtcNow);
        var entries = chained.LoadMeeting(7)!.Entries;
        Assert.Equal([report.ChainedLater.ChainedAt, report.ChainedLater.ChainedAt, null], entries.Select(entry => entry.ChainedAt));
        chained.ThrowIfDamaged();
    }

    [Fact]
    public void Upgrade_OfADamagedDatabase_IsRefusedAndLeftAsItIs()
    {
        var (today, path) = (temporary.GetFilePath("today.db"), temporary.GetFilePath("upgraded.db"));
        using (var before = new Database(today))
            PopulatedJournal.WriteEveryEntryKind(before, isOfNewestSchema: false);
        OldSchemaDatabase.CopyToSchema6(today, path);
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            // The table then reads the rows of another one, which its own index does not have.
            connection.Execute("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'report_file') WHERE name = 'report_alias'");
        }

        var file = File.ReadAllBytes(path);
        Assert.Throws<DamagedDatabaseException>(() => new Database(path));
        Assert.Equal(file, File.ReadAllBytes(path));
    }

    static string ChangedValueSql(string column, string type) => type switch
    {
        "TEXT" => $"coalesce({column}, '') || 'x'",
        "BLOB" => $"CASE WHEN {column} IS NULL THEN zeroblob(32) ELSE zeroblob(length({column})) END",
        _ when column is "version" or "basis" or "year" => $"{column} + 1000",
        _ => $"coalesce({column}, 0) + 1000",
    };

    // A lone surrogate cannot be encoded in UTF-8. All surrogates are removed, and NUL too.
    static string RemoveLoneSurrogates(string text) => string.Concat(text.Where(c => !char.IsSurrogate(c) && c != '\0'));

    ChainReport VerifyChain() => temporary.Database.ReadInTransaction(ChainVerifier.VerifyChain);

    /// <summary>A connection as an attacker with the file would have: without triggers, foreign keys and CHECK constraints.</summary>
    SqliteConnection OpenWithoutRules()
    {
        var connection = temporary.Database.OpenConnection();
        connection.Execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA legacy_alter_table = ON");
        foreach (var trigger in connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").AsList())
            connection.Execute($"DROP TRIGGER {trigger}");
        connection.Execute("DROP INDEX IF EXISTS one_adopted_statement");
        return connection;
    }
}
