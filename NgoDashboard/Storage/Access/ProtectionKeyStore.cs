using System.Security.Cryptography;
using System.Text;
using Dapper;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Storage.Access;

/// <summary>A key of ASP.NET data protection, which encrypts the cookies and the keys in points' links.</summary>
/// <param name="Xml">As data protection writes it; encrypted by a certificate if one is configured.</param>
public sealed record ProtectionKeyRecord(long Id, string Name, string Xml);

/// <summary>
/// The keys of data protection. They are in the database so that a backup is one file and cookies stay valid on the machine that it is
/// restored on.
/// </summary>
public sealed class ProtectionKeyStore(Database database)
{
    /// <summary>All keys, the oldest first.</summary>
    /// <exception cref="StorageException">
    /// The database cannot be read, or a key does not match its digest: data protection would reject every cookie without saying why.
    /// </exception>
    public IReadOnlyList<ProtectionKeyRecord> LoadProtectionKeys()
    {
        var rows = database.ReadInTransaction(connection =>
            connection.Query<ProtectionKeyRow>("SELECT id, name, xml, digest FROM protection_key ORDER BY id").ToList());
        return
        [
            .. rows.Select(row => ComputeDigest(row.Name, row.Xml).AsSpan().SequenceEqual(row.Digest)
                ? new ProtectionKeyRecord(row.Id, row.Name, row.Xml)
                : throw new StorageException($"{database.Path}: protection key {row.Id} is damaged.")),
        ];
    }

    /// <exception cref="StorageException">The write failed; nothing was stored.</exception>
    public void AddProtectionKeys(string name, string xml) => AddProtectionKeys([(name, xml)]);

    /// <summary>Replaces the XML of stored keys, in one transaction: for example when they are encrypted by a certificate later.</summary>
    /// <exception cref="StorageException">The write failed; the stored keys are unchanged.</exception>
    public void ReplaceProtectionKeys(IReadOnlyList<ProtectionKeyRecord> keys) =>
        database.WriteInTransaction((connection, transaction) => connection.Execute(
            "UPDATE protection_key SET xml = @Xml, digest = @digest WHERE id = @Id",
            keys.Select(key => new { key.Id, key.Xml, digest = ComputeDigest(key.Name, key.Xml) }),
            transaction));

    /// <exception cref="StorageException">The write failed; the keys are still stored.</exception>
    public void RemoveProtectionKeys(IReadOnlyList<ProtectionKeyRecord> keys) =>
        database.WriteInTransaction((connection, transaction) => connection.Execute(
            "DELETE FROM protection_key WHERE id = @Id", keys.Select(key => new { key.Id }), transaction));

    /// <summary>
    /// Imports the keys that older versions stored as files in a folder beside the database. The files are deleted once the keys are in the
    /// database, because with a certificate configured no unencrypted copy may stay beside it.
    /// </summary>
    /// <exception cref="StorageException">A file cannot be read or deleted, or the write failed; no key is lost.</exception>
    public void ImportKeyFolder()
    {
        var folder = new DirectoryInfo(CompanionFolder.ProtectionKeys.PathFor(database.Path));
        StorageException.GuardFiles(folder.FullName, () =>
        {
            if (!folder.Exists)
                return;
            var known = LoadProtectionKeys().Select(key => key.Name).ToHashSet();
            var files = folder.GetFiles("*.xml").OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
            AddProtectionKeys(
            [
                .. files.Select(file => (Name: Path.GetFileNameWithoutExtension(file.Name), File: file))
                    .Where(key => !known.Contains(key.Name))
                    .Select(key => (key.Name, File.ReadAllText(key.File.FullName))),
            ]);
            files.ForEach(file => file.Delete());
            // Files of another origin in that folder are left alone.
            if (!folder.EnumerateFileSystemInfos().Any())
                folder.Delete();
        });
    }

    void AddProtectionKeys(IReadOnlyList<(string Name, string Xml)> keys) =>
        database.WriteInTransaction((connection, transaction) => connection.Execute(
            "INSERT INTO protection_key (name, xml, digest) VALUES (@Name, @Xml, @digest)",
            keys.Select(key => new { key.Name, key.Xml, digest = ComputeDigest(key.Name, key.Xml) }),
            transaction));

    static byte[] ComputeDigest(string name, string xml) => SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{xml}"));

    sealed record ProtectionKeyRow(long Id, string Name, string Xml, byte[] Digest);
}
