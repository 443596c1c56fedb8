using Microsoft.Data.Sqlite;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Language;

namespace NgoDashboard.Storage.Disk;

/// <summary>
/// Why the storage cannot read or write. Each has a sentence with its remedy in both languages (Storage.resx) whose key is the code.
/// </summary>
public enum StorageProblem
{
    /// <summary>No sentence: the exception's message is all that is known.</summary>
    [Code("unknown")] Unknown,

    /// <summary>The folder, the file or the disk is read-only.</summary>
    [Code("readonly")] ReadOnly,

    /// <summary>The folder or the file belongs to another account.</summary>
    [Code("nopermission")] NoPermission,
    [Code("inputoutput")] InputOutput,
    [Code("full")] Full,
    [Code("damaged")] Damaged,
    [Code("notadatabase")] NotADatabase,
    [Code("cannotopen")] CannotOpen,

    /// <summary>Another program holds SQLite's lock for longer than a write waits.</summary>
    [Code("busy")] Busy,

    /// <summary>A constraint failed, such as a version that exists already.</summary>
    [Code("conflict")] Conflict,

    /// <summary>Deleted or renamed while the server runs.</summary>
    [Code("gone")] Deleted,

    /// <summary>Replaced by another file, truncated or overwritten while the server runs.</summary>
    [Code("replaced")] Replaced,

    /// <summary>Another server has the database open.</summary>
    [Code("inuse")] InUse,
    [Code("newerschema")] NewerSchema,
    [Code("olderschema")] OlderSchema,

    /// <summary>There is no room for the copy that is made before the schema is upgraded.</summary>
    [Code("nospaceforcopy")] NoSpaceForCopy,

    /// <summary>Files beside the path show that a journal was here; the database is missing or empty.</summary>
    [Code("lostjournal")] LostJournal,

    /// <summary>The database holds another journal than the one that was here.</summary>
    [Code("otherjournal")] OtherJournal,

    /// <summary>The SQLite file holds the tables of another program.</summary>
    [Code("otherprogram")] OtherProgram,
}

/// <summary>The storage failed. <see cref="ToSentence"/> is for operators and officers, the message is for the log.</summary>
public class StorageException : Exception
{
    readonly string path = "";
    readonly object[] args = [];

    public StorageException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <param name="path">The file concerned. Shown on the console and in the log only, never on a page.</param>
    public StorageException(StorageProblem problem, string path, Exception? inner = null, params object[] args)
        : base(BuildMessage(problem, path, inner, args), inner) => (Problem, this.path, this.args) = (problem, path, args);

    public StorageProblem Problem { get; } = StorageProblem.Unknown;

    /// <summary>What is wrong and what to do about it, without the path.</summary>
    public string ToSentence(DisplayLanguage language) =>
        Problem == StorageProblem.Unknown ? Message : language.Words.Storage[Problem.ToCode(), args];

    /// <summary>For the console, where the reader's language is unknown: a line with path and sentence in each language.</summary>
    public string Explanation => Problem == StorageProblem.Unknown
        ? Message
        : DisplayLanguage.InAllLanguages(language => $"{path}: {ToSentence(language)}");

    /// <summary>True if every write would fail now, and not only this one.</summary>
    internal bool IsDiskProblem => Problem is not (StorageProblem.Conflict or StorageProblem.Busy or StorageProblem.Unknown);

    /// <summary>Translates SQLite's error code (https://sqlite.org/rescode.html).</summary>
    internal static StorageException For(SqliteException refused, string path)
    {
        var problem = refused.SqliteErrorCode switch
        {
            3 or 23 => StorageProblem.NoPermission,
            5 or 6 => StorageProblem.Busy,
            // SQLITE_READONLY also reports that the file was moved or deleted while open.
            8 => refused.SqliteExtendedErrorCode == SqliteReadOnlyDbMoved ? StorageProblem.Deleted : StorageProblem.ReadOnly,
            // On a full disk some calls, such as mapping shared memory, fail with a general I/O error.
            10 => DiskSpace.IsFull(path) ? StorageProblem.Full : StorageProblem.InputOutput,
            11 => StorageProblem.Damaged,
            13 => StorageProblem.Full,
            14 => DiskSpace.IsFull(path) ? StorageProblem.Full : StorageProblem.CannotOpen,
            19 => StorageProblem.Conflict,
            26 => StorageProblem.NotADatabase,
            _ => StorageProblem.Unknown,
        };
        return problem switch
        {
            StorageProblem.Unknown => new($"{path}: {refused.Message}", refused),
            StorageProblem.NoPermission => new(problem, path, refused, Environment.UserName),
            _ => new(problem, path, refused),
        };
    }

    /// <summary>Translates an error of the file system.</summary>
    internal static StorageException For(Exception refused, string path) => refused switch
    {
        StorageException known => known,
        UnauthorizedAccessException => new(StorageProblem.NoPermission, path, refused, Environment.UserName),
        IOException when DiskSpace.IsFull(path) => new(StorageProblem.Full, path, refused),
        IOException { HResult: ErrnoReadOnlyFileSystem } => new(StorageProblem.ReadOnly, path, refused),
        IOException => new(StorageProblem.InputOutput, path, refused),
        _ => new($"{path}: {refused.Message}", refused),
    };

    /// <summary>Runs work on files and translates an error of the file system.</summary>
    /// <param name="path">The file or folder that the exception names.</param>
    /// <exception cref="StorageException">The work failed.</exception>
    internal static T GuardFiles<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw For(refused, path);
        }
    }

    /// <inheritdoc cref="GuardFiles{T}(string, Func{T})"/>
    internal static void GuardFiles(string path, Action work) => GuardFiles(path, () =>
    {
        work();
        return true;
    });

    /// <summary>SQLITE_READONLY_DBMOVED.</summary>
    const int SqliteReadOnlyDbMoved = 8 | (4 << 8);

    /// <summary>EROFS of Linux and macOS.</summary>
    const int ErrnoReadOnlyFileSystem = 30;

    static string BuildMessage(StorageProblem problem, string path, Exception? inner, object[] args)
    {
        var sentence = DisplayLanguage.English.Words.Storage[problem.ToCode(), args];
        return inner is null ? $"{path}: {sentence}" : $"{path}: {sentence} ({inner.Message})";
    }
}

/// <summary>Another process has the database open; commands can use its API instead.</summary>
public sealed class DatabaseInUseException(string path, Exception? inner = null) : StorageException(StorageProblem.InUse, path, inner);
