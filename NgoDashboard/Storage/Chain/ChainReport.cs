using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Chain;

/// <summary>The result of verifying the journal's hash chain.</summary>
/// <param name="ValidVersionCount">The number of valid entries, counted from version 1 to the first fault.</param>
/// <param name="LastHash">The hash of the last valid entry, in hexadecimal; null if the journal is empty.</param>
/// <param name="ChainedLater">The valid entries that are older than the chain; null if there are none.</param>
/// <param name="RemovedTextCount">The number of valid entries from which a text about a person was removed.</param>
/// <param name="Fault">Null if every entry is valid.</param>
public sealed record ChainReport(
    long ValidVersionCount, string? LastHash, ChainedLaterRange? ChainedLater, long RemovedTextCount, ChainFault? Fault);

/// <summary>Entries that were written before there was a chain; nothing proves what they held before the upgrade chained them.</summary>
public sealed record ChainedLaterRange(long FirstVersion, long LastVersion, DateTimeOffset ChainedAt);

/// <summary>The first invalid entry.</summary>
/// <param name="Part">The label of a part of the canonical form (docs/journal.md), or one of the constants below.</param>
/// <param name="IsText">True if the hashes match and only a text about a person does not match its digest.</param>
public sealed record ChainFault(long Version, string Part, bool IsText = false)
{
    /// <summary>The stored hash does not match the manifest.</summary>
    public const string Hash = "hash";

    /// <summary>The entry has a canonical form that this program does not know.</summary>
    public const string UnknownForm = "form";

    /// <summary>The entry or its hash is missing.</summary>
    public const string Missing = "missing";

    /// <summary>There are rows that belong to no entry.</summary>
    public const string OrphanedRows = "stray";
}

/// <summary>Damage of the database file outside the chain.</summary>
/// <param name="Table">The damaged table; null if SQLite does not tell.</param>
/// <param name="Row">The rowid in that table; null if SQLite does not tell.</param>
/// <param name="Description">SQLite's message.</param>
public sealed record DatabaseDamage(string? Table, long? Row, string Description);

/// <summary>The result of an integrity check.</summary>
/// <param name="Chain">Null if the journal could not be read to its end.</param>
/// <param name="Damage">Null if no damage was found, or if a fault of the chain tells more.</param>
public sealed record IntegrityReport(ChainReport? Chain, DatabaseDamage? Damage)
{
    public bool IsIntact => Chain is { Fault: null } && Damage is null;
}

/// <summary>The database cannot be checked: it is missing, unreadable, or its schema has no chain or is newer.</summary>
public sealed class DatabaseNotCheckableException : StorageException
{
    /// <param name="schema">The schema version that this program cannot check; null if nothing could be read.</param>
    internal DatabaseNotCheckableException(string path, int? schema, Exception? inner = null)
        : base(schema is { } known ? $"{path} has schema {known}, which cannot be checked." : $"{path} cannot be read.", inner) =>
        (Path, Schema) = (path, schema);

    public string Path { get; }

    public int? Schema { get; }

    public bool IsNewer => Schema > SchemaVersion.Current;
}

/// <summary>The database is damaged; the server refuses to start on it.</summary>
public sealed class DamagedDatabaseException : StorageException
{
    internal DamagedDatabaseException(string path, IntegrityReport report)
        : base(StorageProblem.Damaged, path) => (Path, Report) = (path, report);

    public string Path { get; }

    public IntegrityReport Report { get; }
}
