using System.Diagnostics;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Storage.Backup;

/// <summary>
/// Measures how long an edit may have waited for the disk while a backup ran. An edit waits for no lock of the backup, but both share the
/// disk and the processor. So, from construction to <see cref="Stop"/>, a thread writes one page beside the database every 20 ms, flushes
/// it as an edit does, and keeps the longest time. It does not write to the database, because its lock would make edits wait.
/// </summary>
sealed class DiskLatencyProbe : IDisposable
{
    const int PageBytes = 4096;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    readonly ManualResetEventSlim stop = new();
    readonly Thread thread;
    TimeSpan? longest;

    public DiskLatencyProbe(string database)
    {
        thread = new(() => Run(database + ".probe")) { IsBackground = true, Name = "disk wait probe" };
        thread.Start();
    }

    /// <returns>The longest write; null if nothing could be written there.</returns>
    public TimeSpan? Stop()
    {
        stop.Set();
        thread.Join();
        return longest;
    }

    public void Dispose()
    {
        Stop();
        stop.Dispose();
    }

    void Run(string path)
    {
        try
        {
            using var file = new FileStream(path, PrivateFile.CreateOptions(FileMode.Create, FileOptions.DeleteOnClose));
            var page = new byte[PageBytes];
            do
            {
                var began = Stopwatch.GetTimestamp();
                file.Position = 0;
                file.Write(page);
                file.Flush(flushToDisk: true);
                var waited = Stopwatch.GetElapsedTime(began);
                longest = longest is { } known && known > waited ? known : waited;
            }
            while (!stop.Wait(Pause));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            longest = null;
        }
    }
}
