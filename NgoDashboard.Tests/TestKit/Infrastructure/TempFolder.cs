namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>A temporary folder that is deleted with the test.</summary>
sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ngo-test-").FullName;

    public string GetFilePath(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        // A page that was closed may still read the database, which then creates files during the deletion: retried for a second.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (IOException) when (attempt < 40)
            {
                Thread.Sleep(25);
            }
        }
    }
}
