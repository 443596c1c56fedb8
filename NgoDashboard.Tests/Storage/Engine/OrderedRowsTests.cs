using System.Collections.Immutable;
using CsCheck;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Tests.TestKit.Infrastructure;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Storage.Engine;

public sealed class OrderedRowsTests : IDisposable
{
    readonly TempFolder folder = new();
    long lastId;
    int written;

    public void Dispose() => folder.Dispose();

    /// <summary>After any sequence of inserts, moves and changes the list is read back in its order.</summary>
    [Trait("Tier", "Long")]
    [Fact]
    public void List_ChangedInAnyWay_IsReadBackAsItWas()
    {
        var step = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 30], Gen.Int[0, 30]);
        var run = 0;
        step.Array[1, 60].Sample(
            steps =>
            {
                using var database = new Database(folder.GetFilePath($"{Interlocked.Increment(ref run)}.db"));
                var store = new SpeakingQueueStore(database);
                ImmutableList<SpeakingRequest> rows = [.. store.LoadRequests()];
                foreach (var (kind, from, to) in steps)
                {
                    var i = rows.Count == 0 ? 0 : from % rows.Count;
                    rows = [.. store.SaveRequests(kind switch
                    {
                        0 => rows.Insert(rows.Count == 0 ? 0 : to % (rows.Count + 1), NewRequest()),
                        1 when rows.Count > 1 => rows.RemoveAt(i).Insert(to % rows.Count, rows[i]),
                        2 when rows.Count > 0 => rows.SetItem(i, rows[i] with { State = (SpeakingRequestState)(to % 5) }),
                        3 when rows.Count > 2 => rows.Reverse(),
                        _ => rows.Add(NewRequest()),
                    })];
                }

                return new SpeakingQueueStore(database).LoadRequests().SequenceEqual(rows);
            },
            iter: 40,
            threads: 1);
    }

    /// <summary>Older versions numbered the rows from 0 without gaps.</summary>
    [Fact]
    public void List_OfTheVersionBefore_IsMovedInTheSame()
    {
        using var database = new Database(folder.GetFilePath("old.db"));
        database.WriteInTransaction((connection, transaction) =>
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO floor_request (ordinal, province, who, key_id, at, subject, state) SELECT value, '34:31', 'Sở', 'p1', '2024-04-12T07:30:00.0000000Z', value, 'waiting' FROM json_each('[0,1,2,3,4]')";
            command.ExecuteNonQuery();
        });
        var store = new SpeakingQueueStore(database);
        ImmutableList<SpeakingRequest> rows = [.. store.LoadRequests()];

        store.SaveRequests(rows.RemoveAt(4).Insert(1, rows[4]));

        Assert.Equal(["0", "4", "1", "2", "3"], new SpeakingQueueStore(database).LoadRequests().Select(request => request.Subject));
    }

    [Fact]
    public void Row_ThatTheDiskRefuses_LeavesTheListAsItWas()
    {
        using var database = new Database(folder.GetFilePath("refused.db"));
        var store = new SpeakingQueueStore(database);
        var rows = store.SaveRequests([NewRequest(), NewRequest()]);
        using (var connection = database.OpenConnection())
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "CREATE TRIGGER no_more BEFORE INSERT ON floor_request BEGIN SELECT RAISE(ABORT, 'no more'); END;";
            command.ExecuteNonQuery();
        }

        Assert.Throws<StorageException>(() => store.SaveRequests([rows[1], NewRequest(), rows[0]]));
        Assert.Equal(rows, new SpeakingQueueStore(database).LoadRequests());
        // The rows of the failed write are written by the next one.
        store.SaveRequests([rows[1], rows[0]]);
        Assert.Equal([rows[1], rows[0]], new SpeakingQueueStore(database).LoadRequests());
    }

    [Fact]
    public void Row_InsertedBehindTheFirst_IsTheOnlyOneWritten()
    {
        using var database = new Database(folder.GetFilePath("inserted.db"));
        var list = CreateList(database);
        var rows = list.SaveRows([new(0), new(0), new(0)]);
        written = 0;

        list.SaveRows([rows[0], new(0), rows[1], rows[2]]);

        Assert.Equal(1, written);
    }

    [Fact]
    public void Rows_AddedAtTheEnd_AreTheOnlyOnesWritten()
    {
        using var database = new Database(folder.GetFilePath("added.db"));
        var list = CreateList(database);
        var rows = list.SaveRows([new(0), new(0)]);
        // Between the others, so that a new numbering of the list would give it another number.
        rows = list.SaveRows([rows[0], new(0), rows[1]]);
        written = 0;

        list.SaveRows([.. rows, .. Enumerable.Repeat(new Row(0), 2_000)]);

        Assert.Equal(2_000, written);
    }

    [Fact]
    public void Rows_InsertedAtOnePlace_AreWrittenAloneUntilTheGapIsHalved20Times()
    {
        using var database = new Database(folder.GetFilePath("gap.db"));
        var list = CreateList(database);
        var rows = list.SaveRows([new(0), new(0)]);
        var counts = new List<int>();

        for (var i = 0; i < 22; i++)
        {
            written = 0;
            rows = list.SaveRows([rows[0], new(0), .. rows.Skip(1)]);
            counts.Add(written);
        }

        // The 21st numbers the list again, in which only the first row keeps its number.
        Assert.Equal([.. Enumerable.Repeat(1, 20), 22, 1], counts);
    }

    /// <summary>A list that counts in <see cref="written"/> how many rows it writes.</summary>
    OrderedRows<Row> CreateList(Database database) => new(database, row => row.Id, (_, _, row, _) =>
    {
        written++;
        return row.Id == 0 ? new(++lastId) : row;
    });

    static SpeakingRequest NewRequest() => new(0, SampleData.HaiPhong, "Sở Ngoại vụ", "p1", new(2024, 4, 12, 7, 30, 0, TimeSpan.Zero), "về viện trợ");

    sealed record Row(long Id);
}
