using System.Collections.Immutable;
using CsCheck;
using NgoDashboard.Figures;
using NgoDashboard.Storage;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Storage;

public sealed class OrderedRowsTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Whatever is added, moved and changed, in whatever order: what is read back is the list, in its order.</summary>
    [Fact]
    public void List_ChangedInAnyWay_IsReadBackAsItWas()
    {
        var step = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 30], Gen.Int[0, 30]);
        var run = 0;
        step.Array[1, 60].Sample(
            steps =>
            {
                using var database = new Database(folder.File($"{Interlocked.Increment(ref run)}.db"));
                var store = new FloorStore(database);
                ImmutableList<FloorRequest> rows = [.. store.All()];
                foreach (var (kind, from, to) in steps)
                {
                    var i = rows.Count == 0 ? 0 : from % rows.Count;
                    rows = [.. store.Put(kind switch
                    {
                        0 => rows.Insert(rows.Count == 0 ? 0 : to % (rows.Count + 1), New()),
                        1 when rows.Count > 1 => rows.RemoveAt(i).Insert(to % rows.Count, rows[i]),
                        2 when rows.Count > 0 => rows.SetItem(i, rows[i] with { State = (FloorState)(to % 5) }),
                        3 when rows.Count > 2 => rows.Reverse(),
                        _ => rows.Add(New()),
                    })];
                }

                return new FloorStore(database).All().SequenceEqual(rows);
            },
            iter: 40,
            threads: 1);
    }

    /// <summary>A list of the version before had its rows numbered from 0, without gaps.</summary>
    [Fact]
    public void List_OfTheVersionBefore_IsMovedInTheSame()
    {
        using var database = new Database(folder.File("old.db"));
        database.Write((connection, transaction) =>
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO floor_request (ordinal, province, who, key_id, at, subject, state) SELECT value, '34:31', 'Sở', 'p1', '2024-04-12T07:30:00.0000000Z', value, 'waiting' FROM json_each('[0,1,2,3,4]')";
            command.ExecuteNonQuery();
        });
        var store = new FloorStore(database);
        ImmutableList<FloorRequest> rows = [.. store.All()];

        store.Put(rows.RemoveAt(4).Insert(1, rows[4]));

        Assert.Equal(["0", "4", "1", "2", "3"], new FloorStore(database).All().Select(one => one.Subject));
    }

    [Fact]
    public void Row_ThatTheDiskRefuses_LeavesTheListAsItWas()
    {
        using var database = new Database(folder.File("refused.db"));
        var store = new FloorStore(database);
        var rows = store.Put([New(), New()]);
        using (var connection = database.Open())
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "CREATE TRIGGER no_more BEFORE INSERT ON floor_request BEGIN SELECT RAISE(ABORT, 'no more'); END;";
            command.ExecuteNonQuery();
        }

        Assert.Throws<StorageException>(() => store.Put([rows[1], New(), rows[0]]));
        Assert.Equal(rows, new FloorStore(database).All());
        // What was not stored is written the next time.
        store.Put([rows[1], rows[0]]);
        Assert.Equal([rows[1], rows[0]], new FloorStore(database).All());
    }

    static FloorRequest New() => new(0, Sample.HaiPhong, "Sở Ngoại vụ", "p1", new(2024, 4, 12, 7, 30, 0, TimeSpan.Zero), "về viện trợ");
}
