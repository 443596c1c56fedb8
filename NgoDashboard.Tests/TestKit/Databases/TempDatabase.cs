using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.TestKit.Databases;

/// <summary>An empty database in a temporary folder; both are deleted with the test.</summary>
sealed class TempDatabase : IDisposable
{
    readonly TempFolder folder = new();

    public TempDatabase()
    {
        Database = new(GetFilePath("briefing.db"));
        Journal = new(Database);
    }

    public Database Database { get; }

    public JournalStore Journal { get; }

    /// <summary>A path in the same folder.</summary>
    public string GetFilePath(string name) => folder.GetFilePath(name);

    public void Dispose()
    {
        Database.Dispose();
        folder.Dispose();
    }
}
