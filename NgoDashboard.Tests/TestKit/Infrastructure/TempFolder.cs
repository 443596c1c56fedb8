namespace NgoDashboard.Tests.TestKit.Infrastructure;

/// <summary>A folder of one test, gone with it.</summary>
sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ngo-test-").FullName;

    public string GetFilePath(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        // A page that was closed may still be reading: its database makes files while they are deleted.
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
