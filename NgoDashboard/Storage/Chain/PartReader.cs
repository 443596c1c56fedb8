using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace NgoDashboard.Storage.Chain;

/// <summary>Reads the rows of one part in the order of versions, by one query for a whole range of entries. Forward only.</summary>
sealed class PartReader : IDisposable
{
    readonly EntryPart part;
    readonly SqliteCommand command;
    readonly SqliteDataReader rows;
    readonly CanonicalBytes bytes = new();
    byte[] lastText = [], lastSalt = [];
    byte[]? lastDigest;

    public PartReader(SqliteConnection connection, EntryPart part, long first, long last)
    {
        this.part = part;
        command = connection.CreateCommand();
        // The alias is needed for the reference data, whose VersionSql is the literal 1: ORDER BY 1 would mean the first column.
        command.CommandText =
            $"""
            SELECT {part.VersionSql} AS entry_version, {string.Join(", ", part.Fields.SelectMany(field => field.Columns))} FROM {part.Table}
            WHERE {part.VersionSql} BETWEEN @first AND @last ORDER BY entry_version, {part.OrderColumns}
            """;
        command.Parameters.AddWithValue("@first", first);
        command.Parameters.AddWithValue("@last", last);
        rows = command.ExecuteReader();
        Advance();
    }

    public string Label => part.Label;

    /// <summary>The version that the next row belongs to; null after the last row.</summary>
    public long? Version { get; private set; }

    /// <summary>True if a text about a person in the entry read last does not match its digest.</summary>
    public bool HasMismatchedText { get; private set; }

    /// <summary>True if a text about a person was removed from the entry read last.</summary>
    public bool HasRemovedText { get; private set; }

    /// <summary>The number of the entry's rows and their digest; null if it has none. Versions must be asked in rising order.</summary>
    public string? ComputeDigest(long version)
    {
        (HasMismatchedText, HasRemovedText) = (false, false);
        bytes.Clear();
        var count = 0;
        for (; Version == version; Advance(), count++)
            WriteRow();
        return count == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{count} {Convert.ToHexStringLower(bytes.ComputeDigest())}");
    }

    public void Dispose()
    {
        rows.Dispose();
        command.Dispose();
    }

    void Advance() => Version = rows.Read() ? rows.GetInt64(0) : null;

    // Copies SQLite's bytes directly, because the provider would decode each text to a string, which must be encoded again: 20 times a row.
    void WriteRow()
    {
        var row = rows.Handle!;
        var column = 1;
        foreach (var field in part.Fields)
        {
            if (field.Kind == FieldKind.Person)
                WritePerson(row, field.LabelBytes, column);
            else if (raw.sqlite3_column_type(row, column) == raw.SQLITE_NULL)
                bytes.WriteText(field.LabelBytes, default, isAbsent: true);
            else if (field.Kind == FieldKind.Number)
                bytes.WriteNumber(field.LabelBytes, raw.sqlite3_column_int64(row, column));
            else
                bytes.WriteText(field.LabelBytes, raw.sqlite3_column_blob(row, column));
            column += field.Columns.Length;
        }

        bytes.EndRow();
    }

    void WritePerson(sqlite3_stmt row, byte[] label, int column)
    {
        var text = raw.sqlite3_column_blob(row, column);
        var (hasText, hasSalt, hasDigest) = (HasValue(row, column), HasValue(row, column + 1), HasValue(row, column + 2));
        var digest = raw.sqlite3_column_blob(row, column + 2);
        Span<byte> hex = stackalloc byte[2 * SHA256.HashSizeInBytes];
        // A digest longer than 32 bytes does not fit and is hashed as "?", so that the hashes differ.
        var isDigest = Convert.TryToHexStringLower(digest, hex, out var written);
        bytes.WriteText(label, isDigest ? hex[..written] : "?"u8, isAbsent: !hasDigest);
        HasRemovedText |= hasDigest && !hasSalt;
        // A text may be removed only together with its salt.
        HasMismatchedText |= hasSalt
            ? !hasText || !hasDigest || !MatchesDigest(text, raw.sqlite3_column_blob(row, column + 1), digest)
            : text.Length > 0;
    }

    static bool HasValue(sqlite3_stmt row, int column) => raw.sqlite3_column_type(row, column) != raw.SQLITE_NULL;

    // Caches the last digest, because all figures of one take have the same publisher and salt.
    bool MatchesDigest(ReadOnlySpan<byte> text, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> digest)
    {
        if (lastDigest is null || !text.SequenceEqual(lastText) || !salt.SequenceEqual(lastSalt))
            (lastText, lastSalt, lastDigest) = (text.ToArray(), salt.ToArray(), PersonalText.ComputeDigest(salt, text));
        return digest.SequenceEqual(lastDigest);
    }
}
