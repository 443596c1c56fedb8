using System.Text;
using NgoDashboard.Language;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Access.SignIn;

/// <summary>
/// Where the first links go when nobody looks at the output: what a service writes there is kept by the system's log and sent on. The
/// file lies beside the database, readable by this account alone, until the desk's link in it is used; the next links take its place.
/// </summary>
sealed class StartupLinksFile(Database database, TimeProvider time, ILogger<StartupLinksFile> log)
{
    /// <summary>Whoever has not opened it by then asks for a new link: a start after that removes it.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(24);

    public string Path { get; } = database.Path + ".links.txt";

    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The system refuses.</exception>
    public void Write(IEnumerable<string> lines)
    {
        var text = string.Join(Environment.NewLine, [.. lines, "", Words.Access["links-file-note", MaxAge.TotalHours], ""]);
        PrivateFile.WriteAtomically(Path, Encoding.UTF8.GetBytes(text), isNew: false);
    }

    /// <summary>Whoever has used a link of it needs it no more.</summary>
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
