using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Tests.Storage.Engine;

/// <summary>The identity of a journal, as the database holds it.</summary>
public sealed class JournalIdentityTests
{
    [Theory]
    [InlineData("", "1")]
    [InlineData("abc", "0")]
    [InlineData("abc", "-1")]
    [InlineData("abc", "")]
    public void Identity_ThatIsDamaged_IsRefused(string id, string generation)
    {
        using var connection = Open(id, generation);

        Assert.Throws<StorageException>(() => JournalIdentity.FindIdentity(connection));
    }

    [Fact]
    public void Identity_ThatIsStored_IsFound()
    {
        using var connection = Open("abc", "2");

        Assert.Equal(new JournalIdentity("abc", 2), JournalIdentity.FindIdentity(connection));
    }

    static SqliteConnection Open(string id, string generation)
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var create = connection.CreateCommand();
        create.CommandText = "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)";
        create.ExecuteNonQuery();
        MetaTable.SetValue(connection, JournalIdentity.IdName, id);
        MetaTable.SetValue(connection, JournalIdentity.GenerationName, generation);
        return connection;
    }
}
