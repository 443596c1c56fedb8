using Microsoft.Data.Sqlite;
using NgoDashboard.Language;

namespace NgoDashboard.Storage.Disk;

/// <summary>What keeps the store from doing what it was asked. Each has a sentence with its remedy in both languages.</summary>
public enum StorageProblem
{
    /// <summary>The message of the exception is all that is known.</summary>
    Unknown,

    /// <summary>The folder, the file or the disk may only be read.</summary>
    ReadOnly,

    /// <summary>The folder or the file belongs to another account.</summary>
    NoPermission,

    InputOutput,

    Full,

    Damaged,

    NotADatabase,

    CannotOpen,

    /// <summary>Another program holds the database for longer than a write waits.</summary>
    Busy,

    /// <summary>A row contradicts what is stored, such as a version that is taken.</summary>
    Conflict,

    /// <summary>Deleted or renamed while the server runs.</summary>
    Gone,

    /// <summary>Another file lies under the path, or the file was cut or overwritten, while the server runs.</summary>
    Replaced,

    /// <summary>Another server works on it.</summary>
    InUse,

    NewerSchema,

    OlderSchema,

    /// <summary>Before an upgrade of the schema the old database is copied, and there is no room.</summary>
    NoSpaceForCopy,

    /// <summary>There was a journal here, and there is none.</summary>
    LostJournal,

    /// <summary>There was a journal here, and there is another one.</summary>
    OtherJournal,

    /// <summary>Tables of another program.</summary>
    OtherProgram,
}

/// <summary>The store cannot be used; <see cref="Sentence"/> is for a person, the message is for the log.</summary>
public class StorageException : Exception
{
    readonly string path = "";
    readonly object[] args = [];

    public StorageException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <param name="path">Of the file that it is about. Told to the person who starts the server and to the log, to no other.</param>
    public StorageException(StorageProblem problem, string path, Exception? inner = null, params object[] args)
        : base(BuildMessage(problem, path, inner, args), inner) => (Problem, this.path, this.args) = (problem, path, args);

    public StorageProblem Problem { get; }

    /// <summary>What is wrong and what to do about it, in the reader's language, without a path.</summary>
    public string Sentence => Problem == StorageProblem.Unknown ? Message : Words.Storage[$"{Problem}", args];

    /// <summary>For the person who starts the server, whose language is not known: the path, then the sentence in both.</summary>
    public string Explanation => Problem == StorageProblem.Unknown
        ? Message
        : Languages.InAllLanguages(() => $"{path}: {Sentence}");

    /// <summary>The disk itself is the problem, and not what was asked of it.</summary>
    internal bool IsDiskProblem => Problem is not (StorageProblem.Conflict or StorageProblem.Busy or StorageProblem.Unknown);

    /// <summary>What the database's engine says, as a problem with a remedy.</summary>
    internal static StorageException For(SqliteException refused, string path)
    {
        var problem = refused.SqliteErrorCode switch
        {
            3 or 23 => StorageProblem.NoPermission,
            5 or 6 => StorageProblem.Busy,
            // The engine says so too where the file was moved away under it.
            8 => refused.SqliteExtendedErrorCode == SqliteReadOnlyDbMoved ? StorageProblem.Gone : StorageProblem.ReadOnly,
            // A full disk is met in many places, such as the mapping of shared memory, which know no other word for it.
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

    /// <summary>What the system says of a file beside the database.</summary>
    internal static StorageException For(Exception refused, string path) => refused switch
    {
        StorageException known => known,
        UnauthorizedAccessException => new(StorageProblem.NoPermission, path, refused, Environment.UserName),
        IOException when DiskSpace.IsFull(path) => new(StorageProblem.Full, path, refused),
        IOException { HResult: ErrnoReadOnlyFileSystem } => new(StorageProblem.ReadOnly, path, refused),
        IOException => new(StorageProblem.InputOutput, path, refused),
        _ => new($"{path}: {refused.Message}", refused),
    };

    /// <summary>SQLITE_READONLY_DBMOVED.</summary>
    const int SqliteReadOnlyDbMoved = 8 | (4 << 8);

    /// <summary>EROFS of Linux and macOS.</summary>
    const int ErrnoReadOnlyFileSystem = 30;

    static string BuildMessage(StorageProblem problem, string path, Exception? inner, object[] args)
    {
        var sentence = Languages.RunInLanguage(Languages.English, () => Words.Storage[$"{problem}", args]);
        return inner is null ? $"{path}: {sentence}" : $"{path}: {sentence} ({inner.Message})";
    }
}

/// <summary>Another process has the database: it can be asked instead.</summary>
public sealed class DatabaseInUseException(string path, Exception? inner = null) : StorageException(StorageProblem.InUse, path, inner);
