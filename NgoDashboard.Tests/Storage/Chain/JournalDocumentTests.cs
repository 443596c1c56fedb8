using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Tests.TestKit.Databases;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Storage.Chain;

/// <summary>Compares docs/journal.md with the program: the canonical form, the example, and the SQL that removes a name.</summary>
public sealed partial class JournalDocumentTests : IDisposable
{
    static readonly string Document = File.ReadAllText(Path.Combine(SourceFiles.ProjectFolder, "..", "docs", "journal.md"));

    readonly TempDatabase temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Example_OfThePage_HasTheHashesThatStandBesideItsBytes()
    {
        var blocks = Blocks().Matches(Document).Where(block => block.Groups["name"].Value != "sql").ToArray();

        Assert.Equal(["entry", "warning", "stage", "manifest"], blocks.Select(block => block.Groups["name"].Value));
        Assert.All(blocks, block => Assert.Equal(HashText(block.Groups["bytes"].Value), block.Groups["hash"].Value));
        Assert.All(blocks[..^1], block => Assert.Matches($"(?m)^{block.Groups["name"].Value}:66=[12] {block.Groups["hash"].Value}$", blocks[^1].Groups["bytes"].Value));
        var person = Person().Match(Document).Groups;
        var digest = SHA256.HashData([.. Convert.FromHexString(person["salt"].Value), .. Encoding.UTF8.GetBytes(person["text"].Value)]);
        Assert.Equal(Convert.ToHexStringLower(digest), person["digest"].Value);
        Assert.Equal(person["digest"].Value, ParseBlock("entry")[0]["who"]);
    }

    [Fact]
    public void Example_OfThePage_IsHashedSoByTheProgram()
    {
        var (person, entry, warnings, stage) = (Person().Match(Document).Groups, ParseBlock("entry")[0], ParseBlock("warning"), ParseBlock("stage")[0]);
        var manifest = BlockText("manifest");
        using var connection = temporary.Database.OpenConnection();
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            """
            INSERT INTO journal (version, at, who, who_salt, who_digest, kind) VALUES (1, @at, 'data', x'00', zeroblob(32), 'load');
            INSERT INTO journal_hash (version, form, manifest, hash) VALUES (1, 1, '', @previous);
            INSERT INTO journal (version, at, who, who_salt, who_digest, key_id, kind, because, confirmed_by_digest, undoes)
                VALUES (2, @at, @who, @salt, @digest, @key, @kind, @because, NULL, NULL);
            INSERT INTO stage (version, scene, parameters, item) VALUES (2, @scene, @parameters, NULL);
            """,
            new
            {
                at = entry["at"],
                who = person["text"].Value,
                salt = Convert.FromHexString(person["salt"].Value),
                digest = Convert.FromHexString(entry["who"]!),
                key = entry["key"],
                kind = entry["kind"],
                because = entry["because"],
                scene = stage["scene"],
                parameters = stage["parameters"],
                previous = Convert.FromHexString(ParseFields(manifest)[0]["previous"]!),
            },
            transaction);
        connection.Execute(
            "INSERT INTO journal_warning (version, ordinal, sentence) VALUES (2, @ordinal, @sentence)",
            warnings.Select(row => new { ordinal = long.Parse(row["ordinal"]!, CultureInfo.InvariantCulture), sentence = row["sentence"] }),
            transaction);

        ChainWriter.WriteHashes(connection, transaction, 2, 2);

        var (written, hash) = connection.QuerySingle<(string, byte[])>("SELECT manifest, hash FROM journal_hash WHERE version = 2", transaction: transaction);
        Assert.Equal(manifest, written);
        Assert.Equal(Blocks().Matches(Document)[^1].Groups["hash"].Value, Convert.ToHexStringLower(hash));
    }

    [Fact]
    public void Form_OfThePage_IsThatOfTheProgram()
    {
        const string Place = "`from`, `to`, `province`, `sector`, `campaign`, `measure`";
        Assert.Contains($"PLACE is {Place}", Document, StringComparison.Ordinal);

        var documented = Rows().Matches(Document).Select(row => $"{row.Groups["part"]} {row.Groups["table"]} {row.Groups["order"]}: {row.Groups["fields"].Value.Replace("PLACE", Place, StringComparison.Ordinal)}");

        Assert.Equal(
            EntryForm.FindParts(EntryForm.NewestForm)!.Select(part =>
                $"{part.Label} {part.Table} {(part.OrderColumns == "version" ? "" : part.OrderColumns)}: {string.Join(", ", part.Fields.Select(field => $"`{field.Label}`{(field.Kind == FieldKind.Person ? " (digest)" : "")}"))}"),
            documented);
        Assert.Contains($"**form {EntryForm.NewestForm}**", Document, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_RemovedAsThePageSays_IsGoneAndTheChainHolds()
    {
        PopulatedJournal.WriteEveryEntryKind(temporary.Database);
        var before = temporary.Database.ReadInTransaction(ChainVerifier.VerifyChain);
        var script = Sql().Match(Document).Groups["sql"].Value;
        using (var connection = temporary.Database.OpenConnection())
            connection.Execute(script.Replace("'Bà Hạnh'", "'Bàn điều hành'", StringComparison.Ordinal));

        var journal = temporary.Journal;
        journal.ThrowIfDamaged();
        Assert.Equal(before with { RemovedTextCount = PopulatedJournal.LastVersion - 1 }, temporary.Database.ReadInTransaction(ChainVerifier.VerifyChain));
        var entries = journal.LoadMeeting(1)!.Entries;
        Assert.Equal(["data", null, null, null, null, null], entries.Select(entry => entry.Actor));
        Assert.Equal((true, "Bàn thứ hai"), (entries[1].IsConfirmed, entries[1].ConfirmedBy));
        Assert.All(journal.LoadNewestChanges(100), change => Assert.Null(change.Actor));
        Assert.DoesNotContain("điều hành", string.Join('\n', PopulatedDatabase.DumpAllRows(temporary.Database)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bàn thứ hai", 1)]
    [InlineData("Bàn thứ ba", 1)]
    [InlineData("Không ai", 0)]
    public void Name_OfWhoConfirmedOrOfAKey_IsRemovedToo(string name, long removed)
    {
        PopulatedJournal.WriteEveryEntryKind(temporary.Database);
        using (var connection = temporary.Database.OpenConnection())
            connection.Execute(Sql().Match(Document).Groups["sql"].Value.Replace("Bà Hạnh", name, StringComparison.Ordinal));

        Assert.Equal((removed, null), (temporary.Database.ReadInTransaction(ChainVerifier.VerifyChain).RemovedTextCount, temporary.Database.ReadInTransaction(ChainVerifier.VerifyChain).Fault));
        Assert.DoesNotContain(name, string.Join('\n', PopulatedDatabase.DumpAllRows(temporary.Database)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE journal SET who = NULL")]
    [InlineData("UPDATE journal SET who_salt = NULL")]
    [InlineData("UPDATE journal_key SET label = NULL")]
    [InlineData("UPDATE statement SET publisher = '' WHERE publisher_digest IS NOT NULL")]
    [InlineData("UPDATE statement SET publisher_salt = NULL WHERE publisher_digest IS NOT NULL")]
    [InlineData("UPDATE statement SET publisher = '' WHERE publisher_digest IS NULL")]
    public void Name_WithoutItsSaltOrNotOfAPerson_IsNotRemoved(string sql)
    {
        PopulatedJournal.WriteEveryEntryKind(temporary.Database);
        using var connection = temporary.Database.OpenConnection();

        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => connection.Execute(sql));
    }

    [Fact]
    public void Name_ThatWasRemoved_DoesNotComeBack()
    {
        PopulatedJournal.WriteEveryEntryKind(temporary.Database);
        using var connection = temporary.Database.OpenConnection();
        connection.Execute("UPDATE journal SET who = NULL, who_salt = NULL WHERE version = 4");

        var thrown = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() =>
            connection.Execute("UPDATE journal SET who = 'Bàn điều hành', who_salt = x'00' WHERE version = 4"));
        Assert.Contains("append-only", thrown.Message, StringComparison.Ordinal);
    }

    static string BlockText(string block) => Blocks().Matches(Document).Single(match => match.Groups["name"].Value == block).Groups["bytes"].Value;

    static List<Dictionary<string, string?>> ParseBlock(string name) => ParseFields(BlockText(name));

    /// <summary>Parses the canonical form as the page describes it: by the lengths, without searching for line ends in values.</summary>
    static List<Dictionary<string, string?>> ParseFields(string text)
    {
        var (bytes, at) = (Encoding.UTF8.GetBytes(text), 0);
        List<Dictionary<string, string?>> rows = [[]];
        while (at < bytes.Length)
        {
            if (bytes[at] == '\n')
            {
                at++;
                rows.Add([]);
                continue;
            }

            var line = Encoding.UTF8.GetString(bytes[at..Array.IndexOf(bytes, (byte)'\n', at)]);
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                rows[^1].Add(line[..^1], null);
                at += line.Length + 1;
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var length = int.Parse(line[(colon + 1)..equals], CultureInfo.InvariantCulture);
            rows[^1].Add(line[..colon], Encoding.UTF8.GetString(bytes, at + equals + 1, length));
            at += equals + 1 + length + 1;
        }

        return [.. rows.Where(row => row.Count > 0)];
    }

    static string HashText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex(@"^```(?<name>[a-z]+)\n(?<bytes>(?:(?!^```).)*)^```\n+(?:SHA-256|Its hash): `(?<hash>[0-9a-f]{64})`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"""(?<text>[^""]+)"" with the salt `(?<salt>[0-9a-f]+)` has the digest `(?<digest>[0-9a-f]{64})`")]
    private static partial Regex Person();

    [GeneratedRegex(@"^\| `(?<part>[a-z-]+)` \| (?<table>\w+) \| (?<order>[\w, ]*?) ?\| (?<fields>.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("^```sql\n(?<sql>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Sql();
}
