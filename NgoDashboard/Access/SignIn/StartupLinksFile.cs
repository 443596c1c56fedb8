using System.Text;
using NgoDashboard.Language;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Access.SignIn;

/// <summary>
/// The file for the first links if the output is redirected, because a service's output is stored in the system's log and forwarded. It
/// is beside the database, readable by this account alone, until the desk link in it is used; new links overwrite it.
/// </summary>
sealed class StartupLinksFile(Database database, TimeProvider time, ILogger<StartupLinksFile> log)
{
    /// <summary>A start after this time removes the file; then --new-desk-key makes a new link.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(24);

    public string Path { get; } = database.Path + ".links.txt";

    /// <exception cref="IOException">Writing to the disk failed.</exception>
    /// <exception cref="UnauthorizedAccessException">The account may not write the file.</exception>
    public void Write(IEnumerable<string> lines)
    {
        var note = DisplayLanguage.Vietnamese.Words.Access["links-file-note", MaxAge.TotalHours];
        var text = string.Join(Environment.NewLine, [.. lines, "", note, ""]);
        PrivateFile.WriteAtomically(Path, Encoding.UTF8.GetBytes(text), isNew: false);
    }

    /// <summary>Removes the file if the key just used is from it.</summary>
    public void RemoveOnceUsed(string secret) => Remove(() => File.ReadAllText(Path).Contains(secret, StringComparison.Ordinal));

    public void RemoveIfExpired() => Remove(() => time.GetUtcNow() - File.GetLastWriteTimeUtc(Path) > MaxAge);

    void Remove(Func<bool> isDue)
    {
        try
        {
            if (File.Exists(Path) && isDue())
                File.Delete(Path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("{Path} holds a key and cannot be removed: {Reason}", Path, refused.Message);
        }
    }
}
