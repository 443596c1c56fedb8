using System.Globalization;
using Microsoft.Data.Sqlite;

namespace NgoDashboard.Storage.Chain;

/// <summary>Reads the rows of one part in the order of their versions: one query for all entries of a span.</summary>
sealed class PartReader : IDisposable
{
    readonly EntryPart part;
    readonly SqliteCommand command;
    readonly SqliteDataReader rows;
    readonly CanonicalBytes bytes = new();
    PersonText? last;

    public PartReader(SqliteConnection connection, EntryPart part, long first, long last)
    {
        this.part = part;
        command = connection.CreateCommand();
        // Of the reference data, whose version is the number 1, the order must not name a column of the result by that number.
        command.CommandText =
            $"""
            SELECT {part.Version} AS entry_version, {string.Join(", ", part.Fields.SelectMany(field => field.Columns))} FROM {part.Table}
            WHERE {part.Version} BETWEEN @first AND @last ORDER BY entry_version, {part.Order}
            """;
        command.Parameters.AddWithValue("@first", first);
        command.Parameters.AddWithValue("@last", last);
        rows = command.ExecuteReader();
        Advance();
    }

    public string Label => part.Label;

    public string Table => part.Table;

    /// <summary>The entry that the next row belongs to; null behind the last row.</summary>
    public long? Version { get; private set; }

    /// <summary>That a text about a person of the entry read last is not the one of its digest.</summary>
    public bool HasFalseText { get; private set; }

    /// <summary>That a text about a person of the entry read last was removed.</summary>
    public bool HasRemovedText { get; private set; }

    /// <summary>The number of the entry's rows and their digest; null where it has none. Its rows must be the next.</summary>
    public string? ReadDigest(long version)
    {
        (HasFalseText, HasRemovedText) = (false, false);
        bytes.Clear();
        var count = 0;
        for (; Version == version; Advance(), count++)
            WriteRow();
        return count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{count} {Convert.ToHexStringLower(bytes.ComputeDigest())}");
    }

    public void Dispose()
    {
        rows.Dispose();
        command.Dispose();
    }

    void Advance() => Version = rows.Read() ? rows.GetInt64(0) : null;

    void WriteRow()
    {
        var column = 1;
        foreach (var field in part.Fields)
        {
            if (field.Kind == FieldKind.Person)
                WritePerson(field.Label, column);
            else if (rows.IsDBNull(column))
                bytes.WriteAbsent(field.Label);
            else if (field.Kind == FieldKind.Number)
                bytes.WriteNumber(field.Label, rows.GetInt64(column));
            else
                bytes.WriteText(field.Label, rows.GetString(column));
            column += field.Columns.Length;
        }

        bytes.EndRow();
    }

    void WritePerson(string label, int column)
    {
        var text = rows.IsDBNull(column) ? null : rows.GetString(column);
        var salt = rows.IsDBNull(column + 1) ? null : rows.GetFieldValue<byte[]>(column + 1);
        var digest = rows.IsDBNull(column + 2) ? null : rows.GetFieldValue<byte[]>(column + 2);
        bytes.WriteDigest(label, digest);
        HasRemovedText |= digest is not null && salt is null;
        // Removed is a text together with its salt, or nothing of it.
        HasFalseText |= salt is null ? !string.IsNullOrEmpty(text) : text is null || digest is null || !IsTextOf(text, salt, digest);
    }

    // One text of an entry has one salt: thousands of figures of one take ask for the same digest.
    bool IsTextOf(string text, byte[] salt, byte[] digest)
    {
        if (last is null || last.Text != text || !last.Salt.AsSpan().SequenceEqual(salt))
            last = new(text, salt, PersonText.ComputeDigest(salt, text));
        return last.Digest.AsSpan().SequenceEqual(digest);
    }
}
