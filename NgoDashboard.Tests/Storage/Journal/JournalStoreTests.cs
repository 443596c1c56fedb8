using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Tests.TestKit.Databases;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Storage.Journal;

public sealed class JournalStoreTests : IDisposable
{
    static readonly StageRecord Overview = new("overview", """{"year":2023}""");
    static readonly MeetingDetailsRecord Meeting = new(1, "Giao ban", new(2024, 4, 12), RequiresApproval: false);

    readonly TempDatabase temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Load_ThePublishedData_IsReadBackEqual()
    {
        var (reference, figures) = PublishedData.ReferenceAndFigures;
        Assert.True(temporary.Journal.IsEmpty);

        temporary.Journal.AppendInitialData(reference, figures, JournalStart, "data", Overview, Meeting);

        Assert.False(temporary.Journal.IsEmpty);
        var stored = temporary.Journal.LoadState();
        Assert.Equal((1L, JournalStart, Overview), (stored.Version, stored.OccurredAt, stored.Stage));
        Assert.Equal(StateDump.Dump(reference), StateDump.Dump(stored.Snapshot.Reference));
        Assert.Equal(StateDump.Dump(PublishedData.Snapshot), StateDump.Dump(stored.Snapshot));
        Assert.Equal(PublishedData.Snapshot.LastStatementId, stored.Snapshot.LastStatementId);
        Assert.Empty(stored.VersionChanges);
    }

    [Fact]
    public void Load_WhatTheDatabaseRefuses_LeavesItEmpty()
    {
        var twice = new Figure(National(), [CreateStatement(1, Usd(1)), CreateStatement(2, Usd(2))]);

        Assert.Throws<StorageException>(() => temporary.Journal.AppendInitialData(CountryReference, [twice], JournalStart, "data", Overview, Meeting));

        Assert.True(temporary.Journal.IsEmpty);
        Assert.Equal([0L, 0, 0], Count("province", "statement", "stage"));
    }

    [Fact]
    public void Append_EditsAndScene_AreReadBackEqual()
    {
        var before = LoadSample();
        var years = new StageRecord("years", """{"year":2022}""");
        var after = Append(before, 2, JournalStart.AddMinutes(1), years, Restate(National(), Usd(101)), Restate(InSector("health"), Vnd(5_000)), Restate(InProvince(OldHaiPhong, Measure.Projects), SampleData.Count(3)));

        var stored = temporary.Journal.LoadState();

        Assert.Equal((2L, JournalStart.AddMinutes(1), years), (stored.Version, stored.OccurredAt, stored.Stage));
        Assert.Equal(StateDump.Dump(after), StateDump.Dump(stored.Snapshot));
        Assert.Equal(
            [(National(), (Quantity?)Usd(100), Usd(101)), (InSector("health"), null, Vnd(5_000)), (InProvince(OldHaiPhong, Measure.Projects), null, SampleData.Count(3))],
            Assert.Single(stored.VersionChanges).Changes.Select(change => (change.Key, change.Before, change.After!.Value)));
        Assert.All(stored.VersionChanges[0].Changes, change => Assert.Equal((2L, "Bàn điều hành", "Tỉnh báo lại"), (change.Version, change.Actor, change.Reason)));
    }

    [Fact]
    public void Append_SceneOnly_LeavesTheLatestChangesStanding()
    {
        var snapshot = LoadSample();
        Append(snapshot, 2, JournalStart, null, Restate(National(), Usd(101)));

        temporary.Journal.AppendEntry(new(3, JournalStart, "bàn", "k1", EntryKind.Take) { Stage = Overview }, []);

        Assert.Equal((3L, 2L), (temporary.Journal.LoadState().Version, Assert.Single(temporary.Journal.LoadState().VersionChanges).Version));
        Assert.Equal(["load", "take", "take"], Query<string>("SELECT kind FROM journal ORDER BY version"));
    }

    [Fact]
    public void Append_AdoptionBackAndForth_MeetsTheIndexOfOneAdoptedStatement()
    {
        var two = new Figure(National(), [CreateStatement(1, Usd(1)), CreateStatement(2, Usd(2), adopted: false)]);
        temporary.Journal.AppendInitialData(CountryReference, [two], JournalStart, "data", Overview, Meeting);
        var snapshot = Snapshot.Create(CountryReference, [two]);

        // The newly adopted statement comes once after the old one in the list and once before it.
        snapshot = Append(snapshot, 2, JournalStart, null, new Adoption(National(), 2, "lý do"));
        snapshot = Append(snapshot, 3, JournalStart, null, new Adoption(National(), 1, "lý do"));
        snapshot = Append(snapshot, 4, JournalStart, null, Restate(National(), Usd(3)));
        snapshot = Append(snapshot, 5, JournalStart, null, new Adoption(National(), 2, "lý do"));

        Assert.Equal(StateDump.Dump(snapshot), StateDump.Dump(temporary.Journal.LoadState().Snapshot));
        Assert.Equal([5L, 4, 3, 2], temporary.Journal.LoadFigureHistory(National()).Select(line => line.Change.Version));
        Assert.Equal([5L, 4], temporary.Journal.LoadNewestChanges(2).Select(change => change.Version));
    }

    [Fact]
    public void Of_OneFigure_ListsNoOther()
    {
        var snapshot = LoadSample();
        Append(snapshot, 2, JournalStart, null, Restate(InSector("health"), Usd(1)), Restate(InProvince(LangSon), Usd(1)), Restate(National() with { Campaign = "relief" }, Usd(1)), Restate(National(), Usd(101)));

        Assert.Equal(National(), Assert.Single(temporary.Journal.LoadFigureHistory(National())).Change.Key);
        Assert.Equal(InSector("health"), Assert.Single(temporary.Journal.LoadFigureHistory(InSector("health"))).Change.Key);
        Assert.Empty(temporary.Journal.LoadFigureHistory(InSector("other")));
    }

    [Fact]
    public void Append_VersionThatIsTaken_LeavesNothing()
    {
        var snapshot = LoadSample();
        Append(snapshot, 2, JournalStart, null, Restate(National(), Usd(101)));
        var expected = StateDump.Dump(temporary.Journal.LoadState().Snapshot);

        Assert.Throws<StorageException>(() => Append(snapshot, 2, JournalStart, Overview, Restate(National(), Usd(102))));

        Assert.Equal((2L, expected), (temporary.Journal.LoadState().Version, StateDump.Dump(temporary.Journal.LoadState().Snapshot)));
    }

    [Fact]
    public void Append_ThatFailsHalfWay_LeavesNothing()
    {
        var snapshot = LoadSample();
        var expected = StateDump.Dump(snapshot);

        // The journal row and the changes are written before the statement whose sector does not exist.
        Assert.Throws<StorageException>(() => Append(snapshot, 2, JournalStart, Overview, Restate(National(), Usd(101)), Restate(InSector("helth"), Usd(1))));

        Assert.Equal((1L, expected), (temporary.Journal.LoadState().Version, StateDump.Dump(temporary.Journal.LoadState().Snapshot)));
        Assert.Equal([1L, 0, 1], Count("journal", "journal_change", "stage"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Append_Key_IsReadBackEqual(bool isRevoked)
    {
        LoadSample();
        var key = new KeyChangeRecord("k7", "desk", "Bàn thứ hai", isRevoked ? "k1" : null, isRevoked);

        temporary.Journal.AppendEntry(new(2, JournalStart, "Bàn điều hành", "k1", EntryKind.Key) { Key = key }, []);

        Assert.Equal((EntryKind.Key, key), (temporary.Journal.LoadMeeting(1)!.Entries[^1].Kind, temporary.Journal.LoadMeeting(1)!.Entries[^1].KeyChange));
        Assert.Null(temporary.Journal.LoadMeeting(1)!.Entries[0].KeyChange);
    }

    [Trait("Tier", "Long")]
    [Theory]
    [InlineData("UPDATE journal SET who = 'x'")]
    [InlineData("UPDATE journal SET who_digest = zeroblob(32)")]
    [InlineData("UPDATE journal SET who_salt = x'00'")]
    [InlineData("UPDATE journal SET at = 'x'")]
    [InlineData("UPDATE journal SET because = 'x'")]
    [InlineData("UPDATE journal SET confirmed_by_digest = zeroblob(32)")]
    [InlineData("UPDATE statement SET publisher = 'x'")]
    [InlineData("UPDATE statement SET publisher = '', publisher_salt = NULL, note = 'x' WHERE publisher_digest IS NOT NULL")]
    [InlineData("UPDATE statement SET publisher_digest = zeroblob(32)")]
    [InlineData("UPDATE journal_key SET role = 'x'")]
    [InlineData("UPDATE journal_key SET label = 'x'")]
    [InlineData("UPDATE journal_key SET is_revoked = 1")]
    [InlineData("DELETE FROM journal_key")]
    [InlineData("INSERT OR REPLACE INTO journal_key SELECT * FROM journal_key")]
    [InlineData("DELETE FROM journal")]
    [InlineData("UPDATE journal_change SET new_value = 1")]
    [InlineData("DELETE FROM journal_change")]
    [InlineData("UPDATE stage SET scene = 'x'")]
    [InlineData("DELETE FROM stage")]
    [InlineData("UPDATE statement SET value = 1")]
    [InlineData("DELETE FROM statement")]
    [InlineData("INSERT OR REPLACE INTO statement SELECT * FROM statement")]
    [InlineData("INSERT OR REPLACE INTO statement SELECT version, id + 90, touched, period_from, period_to, province, sector, campaign, measure, 1, unit, qualifier, status, as_of, publisher, title, url, source_date, note, 1, by_desk, publisher_salt, publisher_digest FROM statement WHERE version = 2 AND adopted = 1")]
    [InlineData("UPDATE journal_warning SET sentence = 'x'")]
    [InlineData("DELETE FROM journal_warning")]
    [InlineData("INSERT OR REPLACE INTO journal_warning SELECT version, ordinal, 'x' FROM journal_warning")]
    [InlineData("UPDATE correction_end SET measure = 'x'")]
    [InlineData("DELETE FROM correction_end")]
    [InlineData("INSERT OR REPLACE INTO correction_end SELECT * FROM correction_end")]
    [InlineData("UPDATE meeting SET name = 'x'")]
    [InlineData("DELETE FROM meeting")]
    [InlineData("INSERT OR REPLACE INTO meeting SELECT * FROM meeting")]
    [InlineData("INSERT OR REPLACE INTO journal (version, at, who, kind) VALUES (2, 'x', 'x', 'take')")]
    [InlineData("INSERT OR REPLACE INTO stage (version, scene, parameters) VALUES (1, 'x', '{}')")]
    [InlineData("INSERT OR REPLACE INTO journal_change SELECT * FROM journal_change")]
    [InlineData("INSERT INTO journal_change SELECT 1, 7, period_from, period_to, province, sector, campaign, measure, 1, unit, 'exact', 1, 1, unit, 'exact', 1, 'x', 0 FROM statement")]
    [InlineData("INSERT INTO journal (version, at, who, kind) VALUES (4, 'x', 'x', 'take')")]
    [InlineData("UPDATE OR REPLACE journal SET version = 1")]
    public void Journal_WhatWasWritten_CanNeitherBeChangedNorDeleted(string sql)
    {
        LoadSample();
        var (after, changes) = CreateSnapshot([(National(), Usd(100))]).ApplyEdits([Restate(National(), Usd(101))], 2, new(2024, 4, 12), "bàn");
        var key = new KeyChangeRecord("k7", "desk", "Bàn", null, IsRevoked: false);
        temporary.Journal.AppendEntry(new(2, JournalStart, "bàn", "k1", EntryKind.Take) { Changes = changes, Warnings = ["Coi chừng."], EndedCorrections = [National()], Key = key }, [after.FindFigure(National())!]);
        using var connection = temporary.Database.OpenConnection();

        Assert.Contains("append-only", Assert.Throws<SqliteException>(() => connection.Execute(sql)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(2, '2023-01-01', '2023-12-31', NULL, NULL, NULL, 'disbursed', 1, 1)", "one_adopted_statement")]
    [InlineData("(2, '2023-01-01', '2022-12-31', NULL, NULL, NULL, 'disbursed', 1, 0)", "period_to")]
    [InlineData("(2, '2023-01-01', '2023-12-31', NULL, NULL, NULL, 'disbursed', -1, 0)", "value")]
    [InlineData("(2, '2023-01-01', '2023-12-31', NULL, 'helth', NULL, 'disbursed', 1, 0)", "no such sector")]
    [InlineData("(2, '2023-01-01', '2023-12-31', NULL, NULL, 'flood', 'disbursed', 1, 0)", "no such campaign")]
    public void Statement_ThatNoFigureMayHold_IsRefusedByTheDatabaseToo(string values, string reason)
    {
        LoadSample();
        using var connection = temporary.Database.OpenConnection();

        var thrown = Assert.Throws<SqliteException>(() => connection.Execute(
            $"""
            INSERT INTO statement (id, period_from, period_to, province, sector, campaign, measure, value, adopted, unit, qualifier, status, as_of, publisher, title, by_desk, version, touched)
            SELECT *, 'USD', 'exact', 'confirmed', '2023-12-31', 'a', 'b', 0, 1, 1 FROM (VALUES {values})
            """));

        Assert.Contains(reason, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UndoStep_OfAVersion_HasASceneOnlyIfThatVersionPutOneOnAir()
    {
        LoadSample();
        var years = new StageRecord("years", """{"year":2022}""");
        temporary.Journal.AppendEntry(new(2, JournalStart, "bàn", "k1", EntryKind.Take) { Stage = years }, []);
        temporary.Journal.AppendEntry(new(3, JournalStart, "bàn", "k1", EntryKind.Hold), []);

        Assert.Equal((true, Overview), (temporary.Journal.LoadUndoStep(2).HasScene, temporary.Journal.LoadUndoStep(2).StateBefore.Stage));
        Assert.Equal((false, years), (temporary.Journal.LoadUndoStep(3).HasScene, temporary.Journal.LoadUndoStep(3).StateBefore.Stage));
    }

    [Fact]
    public void Statement_NotAdopted_MayStandBesideInAnyNumber()
    {
        var many = new Figure(National(), [.. Enumerable.Range(1, 5).Select(id => CreateStatement(id, Usd(id), adopted: false))]);

        temporary.Journal.AppendInitialData(CountryReference, [many], JournalStart, "data", Overview, Meeting);

        Assert.Equal(5, temporary.Journal.LoadState().Snapshot.FindFigure(National())!.Statements.Length);
    }

    Snapshot LoadSample()
    {
        var figures = SampleData.CreateFigures([(National(), Usd(100))]);
        temporary.Journal.AppendInitialData(CountryReference, figures, JournalStart, "data", Overview, Meeting);
        return Snapshot.Create(CountryReference, figures);
    }

    Snapshot Append(Snapshot before, long version, DateTimeOffset at, StageRecord? stage, params Edit[] edits)
    {
        var (after, changes) = before.ApplyEdits(edits, version, new(2024, 4, 12), "Bàn điều hành");
        temporary.Journal.AppendEntry(new(version, at, "Bàn điều hành", "k1", EntryKind.Take) { Changes = changes, Stage = stage }, changes.Select(change => after.FindFigure(change.Key)!));
        return after;
    }

    IEnumerable<long> Count(params string[] tables) => tables.Select(table => Query<long>($"SELECT count(*) FROM {table}").Single());

    IEnumerable<T> Query<T>(string sql)
    {
        using var connection = temporary.Database.OpenConnection();
        return connection.Query<T>(sql);
    }
}
