using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Cli;
using NgoDashboard.Language;
using NgoDashboard.Live.Records;
using NgoDashboard.Live.State;
using NgoDashboard.Storage.Backup;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Databases;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Cli;

public sealed class VerifyTests : IDisposable
{
    readonly TempFolder folder = new();

    string Database => folder.GetFilePath("briefing.db");

    string Backup => folder.GetFilePath("saved.backup");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Verify_OfAJournalThatHolds_SaysHowManyVersionsAndTheLastHash()
    {
        using var database = new Database(Database);
        PopulatedJournal.WriteEveryEntryKind(database);

        var (code, lines) = Verify();

        Assert.Equal(0, code);
        var hash = new JournalStore(database).LastHash;
        Assert.Equal(
            [$"Nhật ký có 8 bản, bản nào cũng khớp. Mã băm của bản 8: {hash}", $"The journal has 8 versions, and every one holds. The hash of version 8: {hash}"],
            lines);
    }

    [Fact]
    public void Verify_WithNamesRemoved_SaysOfHowManyVersions()
    {
        using var database = new Database(Database);
        PopulatedJournal.WriteEveryEntryKind(database);
        Execute("UPDATE journal SET who = NULL, who_salt = NULL WHERE version > 5");

        Assert.Equal((0, "Tên người đã được xóa khỏi 3 bản; chuỗi băm vẫn khớp."), (Verify().Code, Verify().Lines[1]));
    }

    [Fact]
    public void Verify_OfAnUpgradedJournal_SaysWhichVersionsAreOlderThanTheChain()
    {
        var today = folder.GetFilePath("today.db");
        using (var before = new Database(today))
            PopulatedJournal.WriteEveryEntryKind(before, isOfNewestSchema: false);
        OldSchemaDatabase.CopyToSchema6(today, Database);
        var (code, lines) = Verify();
        Assert.Equal((1, $"{Database} do phiên bản cũ của chương trình ghi (cấu trúc 6) và chưa có chuỗi băm: khởi động máy chủ một lần để nâng cấp."), (code, lines[0]));

        new Database(Database).Dispose();

        Assert.StartsWith("Các bản 1–8 có từ trước khi có chuỗi băm; bản nâng cấp ngày ", Verify().Lines[1], StringComparison.Ordinal);
        Assert.Equal(0, Verify().Code);
    }

    [Theory]
    [InlineData("UPDATE journal_change SET new_value = 1 WHERE version = 3", 3, "số liệu đã đổi (bảng journal_change)", "the figures that changed (table journal_change)")]
    [InlineData("UPDATE stage SET scene = 'table' WHERE version = 2", 2, "trang chiếu (bảng stage)", "its scene (table stage)")]
    [InlineData("UPDATE sector SET name = 'x' WHERE id = 'health'", 1, "lĩnh vực (bảng sector)", "the sectors (table sector)")]
    [InlineData("UPDATE journal SET who = 'x' WHERE version = 4", 4, "thời điểm, người thực hiện hoặc loại việc (bảng journal): tên người", "its time, its person or what it did (table journal): the name of a person")]
    [InlineData("DELETE FROM journal_hash WHERE version = 5", 5, "bản hoặc mã băm của nó không còn", "the version or its hash is not there")]
    public void Verify_OfAJournalThatDoesNotHold_NamesTheFirstVersionAndItsPart(string sql, long version, string part, string inEnglish)
    {
        using var database = new Database(Database);
        PopulatedJournal.WriteEveryEntryKind(database);
        WithoutTriggers(sql);

        var (code, lines) = Verify();

        Assert.Equal(1, code);
        Assert.Equal(
            [
                $"Bản {version} của nhật ký là bản đầu tiên không khớp: {part}.", "Hãy dừng máy chủ và khôi phục từ bản sao lưu.",
                $"Version {version} of the journal is the first that does not hold: {inEnglish}.", "Stop the server and restore a backup.",
            ],
            lines);
        var thrown = Assert.Throws<DamagedDatabaseException>(() => BriefingStart.LoadOrCreate(new(database), () => PublishedData.ReferenceAndFigures, isRehearsal: false, new TestClock()));
        Assert.Equal(lines, ChainSentences.ExplainRefusal(thrown));
    }

    [Fact]
    public void Verify_PartsOfAnEntry_AllHaveANameInBothLanguages()
    {
        string[] others = ["previous", "version", "chained", ChainFault.Hash, ChainFault.UnknownForm, ChainFault.Missing, ChainFault.OrphanedRows];

        Assert.All(EntryForm.FindParts(EntryForm.NewestForm)!.Select(part => part.Label).Concat(others), part =>
            Assert.All(DisplayLanguage.All, language => Assert.NotEmpty(language.Words.Record[$"part-{part}"])));
    }

    [Fact]
    public void Verify_OfADamagedRow_NamesItsTableAndNumber()
    {
        using (var database = new Database(Database))
            PopulatedDatabase.Write(database);
        var file = File.ReadAllBytes(Database);
        int page;
        using (var connection = Open())
            page = connection.ExecuteScalar<int>("SELECT rootpage FROM sqlite_schema WHERE name = 'access_key'") - 1;
        file[page * 4096 + file.AsSpan(page * 4096, 4096).IndexOf("Bàn điều hành"u8)] ^= 1;
        File.WriteAllBytes(Database, file);

        var (code, lines) = Verify();

        Assert.Equal(1, code);
        Assert.Equal($"{Database}: dòng 1 của bảng access_key không còn như đã ghi (row 1 missing from index access_key_rows).", lines[0]);
    }

    [Theory]
    [InlineData("", "Không có cơ sở dữ liệu ở ")]
    [InlineData("no database at all, only a text that is longer than the hundred bytes of a head of a file, so that it is read", "tệp đã hỏng")]
    public void Verify_OfNoDatabase_SaysSo(string content, string sentence)
    {
        if (content.Length > 0)
            File.WriteAllText(Database, content);

        var (code, lines) = Verify();

        Assert.Equal(1, code);
        Assert.Contains(sentence, lines[0], StringComparison.Ordinal);
        Assert.Equal(content.Length > 0, File.Exists(Database));
    }

    [Fact]
    public void Verify_OfANewerProgram_SaysSo()
    {
        using var database = new Database(Database);
        Execute("PRAGMA user_version = 999");

        Assert.Equal((1, $"{Database} do phiên bản mới hơn của chương trình ghi (cấu trúc 999): hãy kiểm tra bằng phiên bản ấy."), (Verify().Code, Verify().Lines[0]));
    }

    [Fact]
    public void Verify_OfAnEmptyJournal_SaysSo()
    {
        using var database = new Database(Database);

        Assert.Equal((0, "Nhật ký chưa có bản nào."), (Verify().Code, Verify().Lines[0]));
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Program_BesideAServer_VerifiesAndRefusesToStartOnWhatDoesNotHold()
    {
        using (var database = new Database(Database))
        {
            PopulatedJournal.WriteEveryEntryKind(database);
            var (holds, report) = await CommandLineProgram.RunCommand(Database, null, "verify");
            Assert.Equal((0, $"Mã băm của bản 8: {new JournalStore(database).LastHash}"), (holds, report.Split('\n')[0].Split(". ")[^1]));
            // The server that holds the database can still write.
            new JournalStore(database).AppendEntry(new(9, DateTimeOffset.UtcNow, "bàn", null, EntryKind.Release), []);
            WithoutTriggers("UPDATE stage SET scene = 'table' WHERE version = 2");
        }

        var (code, output) = await CommandLineProgram.RunCommand(Database, null);

        Assert.Equal(1, code);
        Assert.Contains("Bản 2 của nhật ký là bản đầu tiên không khớp: trang chiếu (bảng stage).", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OfABackupOrACopy_NeedsNoSettingAndLeavesNothingBesideIt()
    {
        string hash;
        using (var database = new Database(Database))
        {
            PopulatedJournal.WriteEveryEntryKind(database);
            hash = new JournalStore(database).LastHash!;
            BackupWriter.WriteBackup(Database, Backup, overwrites: false, DateTimeOffset.UtcNow);
        }

        Directory.CreateDirectory(folder.GetFilePath("copy"));
        var copy = folder.GetFilePath("copy/bản sao 50%.db");
        File.Copy(Database, copy);
        var before = Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories);

        foreach (var file in (string[])[Backup, copy])
        {
            var (code, lines) = VerifyFile(file);
            Assert.Equal(0, code);
            Assert.Equal($"The journal has 8 versions, and every one holds. The hash of version 8: {hash}", lines[1]);
        }

        Assert.Equal(before, Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Verify_OfABackupThatDoesNotHold_NamesTheFirstVersion()
    {
        WriteBackup();
        WithoutTriggers("UPDATE stage SET scene = 'table' WHERE version = 2", Backup);

        var (code, lines) = VerifyFile(Backup);

        Assert.Equal(1, code);
        Assert.Equal(
            [
                "Bản 2 của nhật ký là bản đầu tiên không khớp: trang chiếu (bảng stage).",
                "Không dùng tệp này để khôi phục: hãy lấy một bản sao lưu khác.",
                "Version 2 of the journal is the first that does not hold: its scene (table stage).",
                "Do not restore this file: take another backup.",
            ],
            lines);
    }

    [Theory]
    [InlineData(-10, false, "tệp bị thiếu phần cuối")]
    [InlineData(-100, false, "tệp bị thiếu phần cuối")]
    [InlineData(-600, true, "bản sao lưu bị hỏng")]
    public void Verify_OfABackupWithDamageBehindItsDatabase_SaysSo(int fromEnd, bool isChanged, string sentence)
    {
        WriteBackup();
        var content = File.ReadAllBytes(Backup);
        if (isChanged)
            content[content.Length + fromEnd] ^= 1;
        File.WriteAllBytes(Backup, isChanged ? content : content[..(content.Length + fromEnd)]);

        var (code, lines) = VerifyFile(Backup);

        Assert.Equal((1, 2), (code, lines.Length));
        Assert.StartsWith(Backup, lines[0], StringComparison.Ordinal);
        Assert.Contains(sentence, lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OfAFileThatIsNotThere_SaysSo() =>
        Assert.Equal((1, $"Không có cơ sở dữ liệu ở {Backup}."), (VerifyFile(Backup).Code, VerifyFile(Backup).Lines[0]));

    void WriteBackup()
    {
        using var database = new Database(Database);
        PopulatedJournal.WriteEveryEntryKind(database);
        BackupWriter.WriteBackup(Database, Backup, overwrites: false, DateTimeOffset.UtcNow);
    }

    static (int Code, string[] Lines) VerifyFile(string file)
    {
        using var output = new StringWriter();
        var commands = new CommandLine(output, output, () => throw new InvalidOperationException("The file is named."), TimeProvider.System);
        var code = commands.Run([VerifyCommand.Name, file]).GetAwaiter().GetResult();
        return (code, output.ToString().Split(output.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    (int Code, string[] Lines) Verify()
    {
        using var output = new StringWriter();
        var code = VerifyCommand.Run(Database, isServersOwn: true, output);
        return (code, output.ToString().Split(output.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Executes SQL as an attacker with the file would: drops the triggers and creates them again.</summary>
    void WithoutTriggers(string sql, string? file = null)
    {
        using var connection = Open(file);
        var triggers = connection.Query<(string Name, string Sql)>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").AsList();
        foreach (var (name, _) in triggers)
            connection.Execute($"DROP TRIGGER {name}");
        connection.Execute(sql);
        foreach (var (_, text) in triggers)
            connection.Execute(text);
    }

    void Execute(string sql)
    {
        using var connection = Open();
        connection.Execute(sql);
    }

    SqliteConnection Open(string? file = null)
    {
        var connection = new SqliteConnection($"Data Source={file ?? Database};Pooling=False");
        connection.Open();
        return connection;
    }
}
