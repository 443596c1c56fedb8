using System.Security.Cryptography;
using System.Text;
using Dapper;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;

namespace NgoDashboard.Storage.Access;

/// <summary>A key of data protection: it seals the cookies and the keys of points' links.</summary>
/// <param name="Xml">As data protection writes it; sealed by a certificate where one is set.</param>
public sealed record ProtectionKeyRecord(long Id, string Name, string Xml);

/// <summary>The keys of data protection, in the database, so that a backup is one file and cookies stay valid on the machine that it is restored on.</summary>
public sealed class ProtectionKeyStore(Database database)
{
    /// <summary>In the order in which they were made.</summary>
    /// <exception cref="StorageException">The disk refuses, or a key is not what was stored: with it every cookie would be refused without a word.</exception>
    public IReadOnlyList<ProtectionKeyRecord> LoadProtectionKeys()
    {
        var rows = database.ReadInTransaction(connection => connection.Query<ProtectionKeyRow>("SELECT id, name, xml, digest FROM protection_key ORDER BY id").ToList());
        return
        [
            .. rows.Select(row => ComputeDigest(row.Name, row.Xml).AsSpan().SequenceEqual(row.Digest)
                ? new ProtectionKeyRecord(row.Id, row.Name, row.Xml)
                : throw new StorageException($"{database.Path}: protection key {row.Id} is damaged.")),
        ];
    }

    /// <exception cref="StorageException">The disk refuses; nothing is stored then.</exception>
    public void AddProtectionKeys(string name, string xml) => AddProtectionKeys([(name, xml)]);

    /// <summary>The same keys in another form, all or none.</summary>
    /// <exception cref="StorageException">The disk refuses; they are as they were.</exception>
    public void ReplaceProtectionKeys(IReadOnlyList<ProtectionKeyRecord> keys) => database.WriteInTransaction((connection, transaction) => connection.Execute(
        "UPDATE protection_key SET xml = @Xml, digest = @digest WHERE id = @Id",
        keys.Select(key => new { key.Id, key.Xml, digest = ComputeDigest(key.Name, key.Xml) }),
        transaction));

    /// <exception cref="StorageException">The disk refuses; they are still there.</exception>
    public void RemoveProtectionKeys(IReadOnlyList<ProtectionKeyRecord> keys) => database.WriteInTransaction((connection, transaction) => connection.Execute(
        "DELETE FROM protection_key WHERE id = @Id", keys.Select(key => new { key.Id }), transaction));

    /// <summary>
    /// Takes over the keys of a database from before they were kept in it. Their folder is removed once they are on the disk here: with a
    /// certificate set they must not lie open beside it.
    /// </summary>
    /// <exception cref="StorageException">The disk refuses; the folder is as it was.</exception>
    public void ImportKeyFolder()
    {
        var folder = new DirectoryInfo(CompanionFolder.ProtectionKeys.PathFor(database.Path));
        try
        {
            if (!folder.Exists)
                return;
            var known = LoadProtectionKeys().Select(key => key.Name).ToHashSet();
            var files = folder.GetFiles("*.xml").OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
            AddProtectionKeys([.. files.Select(file => (Name: Path.GetFileNameWithoutExtension(file.Name), File: file)).Where(key => !known.Contains(key.Name))
                .Select(key => (key.Name, File.ReadAllText(key.File.FullName)))]);
            files.ForEach(file => file.Delete());
            // Something else in it is not ours to remove.
            if (!folder.EnumerateFileSystemInfos().Any())
                folder.Delete();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw StorageException.For(refused, folder.FullName);
        }
    }

    void AddProtectionKeys(IReadOnlyList<(string Name, string Xml)> keys) => database.WriteInTransaction((connection, transaction) => connection.Execute(
        "INSERT INTO protection_key (name, xml, digest) VALUES (@Name, @Xml, @digest)",
        keys.Select(key => new { key.Name, key.Xml, digest = ComputeDigest(key.Name, key.Xml) }),
        transaction));

    static byte[] ComputeDigest(string name, string xml) => SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{xml}"));

    sealed record ProtectionKeyRow(long Id, string Name, string Xml, byte[] Digest);
}
