using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Chain;

/// <summary>Reads the whole journal once and verifies the hash of every entry.</summary>
sealed class ChainVerifier
{
    readonly SqliteConnection connection;
    readonly long lastEntry;
    ChainReport report = new(0, null, null, 0, null);
    byte[]? previous;

    ChainVerifier(SqliteConnection connection)
    {
        this.connection = connection;
        lastEntry = connection.ExecuteScalar<long?>("SELECT max(version) FROM journal") ?? 0;
    }

    /// <summary>The caller has a transaction open, so that the whole check sees one state.</summary>
    public static ChainReport VerifyChain(SqliteConnection connection)
    {
        var verifier = new ChainVerifier(connection);
        var fault = verifier.FindFault();
        return verifier.report with { Fault = fault };
    }

    ChainFault? FindFault()
    {
        // Each form is one contiguous range of versions, because a program that writes a newer form never goes back to an older one.
        var forms = connection.Query<(long Form, long First, long Last)>(
            "SELECT form, min(version), max(version) FROM journal_hash GROUP BY form ORDER BY min(version)")
            .Select(row => new FormRange(row.Form, row.First, row.Last)).ToArray();
        foreach (var (span, isLast) in forms.Select((span, i) => (span, i == forms.Length - 1)))
        {
            if (EntryForm.FindParts(span.Form) is null)
                return new(span.First, ChainFault.UnknownForm);
            // The first and the last range are open-ended, so that rows before the first or after the last entry are found.
            using var entries = new EntryReader(
                connection, (int)span.Form, report.ValidVersionCount == 0 ? long.MinValue : span.First,
                isLast ? long.MaxValue : span.Last, isComplete: true);
            if (FindFault(span, entries) is { } fault)
                return fault;
            if (isLast && report.ValidVersionCount == lastEntry && entries.FindOrphanedRows(long.MaxValue) is { } orphaned)
                return new(orphaned, ChainFault.OrphanedRows);
        }

        return report.ValidVersionCount < lastEntry
            ? new(report.ValidVersionCount + 1, ChainFault.Missing)
            : FindRowsOfLaterForms(forms.LastOrDefault()?.Form ?? 1);
    }

    /// <summary>Rows in tables of which no entry has any, because all have an older form. An older schema lacks the tables.</summary>
    ChainFault? FindRowsOfLaterForms(long lastForm)
    {
        for (var form = lastForm + 1; form <= EntryForm.NewestForm; form++)
        {
            foreach (var part in EntryForm.NewParts(form))
            {
                var isThere = connection.ExecuteScalar<long>(
                    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = @Table", new { part.Table }) > 0;
                if (isThere && connection.ExecuteScalar<long?>($"SELECT min({part.VersionSql}) FROM {part.Table}") is { } version)
                    return new(version, ChainFault.OrphanedRows);
            }
        }

        return null;
    }

    ChainFault? FindFault(FormRange span, EntryReader entries)
    {
        foreach (var stored in connection.Query<HashRow>(
            """
            SELECT version, form, chained_at AS ChainedAt, manifest, hash FROM journal_hash WHERE version BETWEEN @First AND @Last ORDER BY version
            """,
            span,
            buffered: false))
        {
            var version = report.ValidVersionCount + 1;
            if (stored.Version != version)
                return new(version, ChainFault.Missing);
            if (stored.Form != span.Form)
                return new(version, ChainFault.UnknownForm);
            if (version > lastEntry)
                return new(version, ChainFault.OrphanedRows);
            if (FindFault(entries, stored) is { } fault)
                return fault;
            AddToReport(stored, entries.HasRemovedText);
        }

        return null;
    }

    ChainFault? FindFault(EntryReader entries, HashRow stored)
    {
        if (entries.FindOrphanedRows(stored.Version) is { } orphaned)
            return new(orphaned, ChainFault.OrphanedRows);
        var manifest = entries.BuildManifest(stored.Version, previous, stored.ChainedAt);
        if (manifest != stored.Manifest)
            return new(stored.Version, FindDifference(manifest, stored.Manifest));
        if (!ChainWriter.ComputeHash(manifest).AsSpan().SequenceEqual(stored.Hash))
            return new(stored.Version, ChainFault.Hash);
        return entries.MismatchedTextPart is { } part ? new(stored.Version, part, IsText: true) : null;
    }

    void AddToReport(HashRow stored, bool hasRemovedText)
    {
        report = report with
        {
            ValidVersionCount = stored.Version,
            LastHash = Convert.ToHexStringLower(stored.Hash),
            ChainedLater = stored.ChainedAt is { } at
                ? new(report.ChainedLater?.FirstVersion ?? stored.Version, stored.Version, SqlMapping.ParseInstant(at))
                : report.ChainedLater,
            RemovedTextCount = report.RemovedTextCount + (hasRemovedText ? 1 : 0),
        };
        previous = stored.Hash;
    }

    /// <summary>The label of the first line that differs: it names the changed part.</summary>
    static string FindDifference(string found, string stored)
    {
        var lines = stored.Split('\n');
        var line = found.Split('\n').Index().FirstOrDefault(line => line.Item != lines.ElementAtOrDefault(line.Index)).Item;
        if (string.IsNullOrEmpty(line))
            return ChainFault.Hash;
        return line.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? line[..colon] : line[..^1];
    }

    sealed record FormRange(long Form, long First, long Last);

    sealed record HashRow(long Version, long Form, string? ChainedAt, string Manifest, byte[] Hash);
}
