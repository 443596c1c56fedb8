using Microsoft.Data.Sqlite;

namespace NgoDashboard.Storage.Chain;

/// <summary>
/// Reads a range of entries in order, with one query for each part however many entries there are. Dispose it.
/// </summary>
sealed class EntryReader : IDisposable
{
    readonly int form;
    readonly List<PartReader> parts = [];
    readonly CanonicalBytes bytes = new();

    /// <param name="isComplete">
    /// True to read also the rows of earlier versions in the parts that came with this form, so that they are found as orphaned.
    /// </param>
    public EntryReader(SqliteConnection connection, int form, long first, long last, bool isComplete = false)
    {
        this.form = form;
        var newParts = isComplete ? EntryForm.NewParts(form) : [];
        foreach (var part in EntryForm.FindParts(form)!)
            parts.Add(new(connection, part, newParts.Contains(part) ? long.MinValue : first, last));
    }

    /// <summary>
    /// The label of the part of the entry read last in which a text about a person does not match its digest; null if all match.
    /// </summary>
    public string? MismatchedTextPart => parts.Find(part => part.HasMismatchedText)?.Label;

    /// <summary>True if a text about a person was removed from the entry read last.</summary>
    public bool HasRemovedText => parts.Exists(part => part.HasRemovedText);

    /// <summary>The lowest version before the given one that has rows which no entry has read; null if there are none.</summary>
    public long? FindOrphanedRows(long before) => parts.Min(part => part.Version < before ? part.Version : null);

    /// <summary>
    /// The lines that the entry's hash is computed over: form, previous hash, version, and for each part the number of rows and their
    /// digest.
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
