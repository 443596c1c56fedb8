using Microsoft.Data.Sqlite;

namespace NgoDashboard.Storage.Chain;

/// <summary>
/// What the entries of a span hold, one after the other: each part of them is read once, however many entries there are. Dispose it.
/// </summary>
sealed class EntryReader : IDisposable
{
    readonly int form;
    readonly List<PartReader> parts = [];
    readonly CanonicalBytes bytes = new();

    public EntryReader(SqliteConnection connection, int form, long first, long last)
    {
        this.form = form;
        foreach (var part in EntryForm.FindParts(form)!)
            parts.Add(new(connection, part, first, last));
    }

    /// <summary>The part of the entry read last whose text about a person is not the one of its digest; null where all are.</summary>
    public string? MismatchedTextPart => parts.Find(part => part.HasMismatchedText)?.Label;

    /// <summary>That of the entry read last a text about a person was removed.</summary>
    public bool HasRemovedText => parts.Exists(part => part.HasRemovedText);

    /// <summary>The version of rows that come before that entry and were not read with one of their own; null where there are none.</summary>
    public long? FindOrphanedRows(long before) => parts.Min(part => part.Version < before ? part.Version : null);

    /// <summary>
    /// The lines that the hash of the entry is made over: its form, the hash before, and of each part the number of its rows and their digest.
    /// </summary>
    public string BuildManifest(long version, byte[]? previous, string? chainedAt)
    {
        bytes.Clear();
        bytes.WriteNumber("form", form);
        bytes.WriteDigest("previous", previous);
        bytes.WriteNumber("version", version);
        bytes.WriteText("chained", chainedAt);
        foreach (var part in parts)
            bytes.WriteText(part.Label, part.ComputeDigest(version));
        return bytes.ToString();
    }

    public void Dispose() => parts.ForEach(part => part.Dispose());
}
