using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Schema;

namespace NgoDashboard.Storage.Chain;

/// <summary>What a check of the journal's chain found.</summary>
/// <param name="ValidVersionCount">The entries that hold, one after the other from the first.</param>
/// <param name="LastHash">The hash of the last of them, in hexadecimal; null where the journal is empty.</param>
/// <param name="ChainedLater">Which of them are older than the chain, and when the upgrade chained them.</param>
/// <param name="RemovedTextCount">Of how many of them a text about a person was removed.</param>
/// <param name="Fault">Null where every entry holds.</param>
public sealed record ChainReport(long ValidVersionCount, string? LastHash, ChainedLaterRange? ChainedLater, long RemovedTextCount, ChainFault? Fault);

/// <summary>Entries that were written before there was a chain: nothing proves how they were before that time.</summary>
public sealed record ChainedLaterRange(long FirstVersion, long LastVersion, DateTimeOffset ChainedAt);

/// <summary>The first entry that does not hold.</summary>
/// <param name="Part">A part of the canonical form by its label, or one of those below.</param>
/// <param name="IsText">Of that part only a text about a person is not what it was.</param>
public sealed record ChainFault(long Version, string Part, bool IsText = false)
{
    /// <summary>The hash is not that of its manifest.</summary>
    public const string Hash = "hash";

    /// <summary>The entry is of a form that this program does not know.</summary>
    public const string UnknownForm = "form";

    /// <summary>The entry or its hash is not there.</summary>
    public const string Missing = "missing";

    /// <summary>Rows that belong to no entry.</summary>
    public const string OrphanedRows = "stray";
}

/// <summary>Bytes of the database that are not what was written.</summary>
/// <param name="Table">Where they are, as far as SQLite knows it.</param>
/// <param name="Row">The row's number in that table.</param>
/// <param name="Description">What SQLite says of them.</param>
public sealed record DatabaseDamage(string? Table, long? Row, string Description);

/// <summary>The database holds something else than was written to it.</summary>
/// <param name="Chain">Null where the journal could not be read to its end.</param>
/// <param name="Damage">Null where every table and index is whole.</param>
public sealed record IntegrityReport(ChainReport? Chain, DatabaseDamage? Damage)
{
    public bool IsIntact => Chain is { Fault: null } && Damage is null;
}

/// <summary>There is nothing that could be checked.</summary>
public sealed class DatabaseNotCheckableException : StorageException
{
    /// <param name="schema">The schema of the database, where it is one that this program cannot check; null where nothing could be read.</param>
    internal DatabaseNotCheckableException(string path, int? schema, Exception? inner = null)
        : base(schema is { } known ? $"{path} has schema {known}, which cannot be checked." : $"{path} cannot be read.", inner) =>
        (Path, Schema) = (path, schema);

    public string Path { get; }

    public int? Schema { get; }

    public bool IsNewer => Schema > SchemaMigration.CurrentVersion;
}

/// <summary>The server does not start on what is damaged.</summary>
public sealed class DamagedDatabaseException : StorageException
{
    internal DamagedDatabaseException(string path, IntegrityReport report)
        : base(StorageProblem.Damaged, path) => (Path, Report) = (path, report);

    public string Path { get; }

    public IntegrityReport Report { get; }
}
