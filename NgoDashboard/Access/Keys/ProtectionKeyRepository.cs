using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using NgoDashboard.Language;
using NgoDashboard.Storage.Access;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Access.Keys;

/// <summary>
/// The keys of data protection, for the framework: they seal the cookies and the keys of points' links. They are kept in the database,
/// sealed by the certificate where one is set, also those that were made before it was set.
/// </summary>
public sealed class ProtectionKeyRepository : IXmlRepository
{
    /// <summary>The argument by which keys are given up that no certificate opens any more.</summary>
    public const string WithoutCertificateOption = "--without-certificate";

    readonly ProtectionKeyStore store;
    readonly ProtectionCertificate certificate;

    /// <param name="givesUpSealed">Keys that cannot be opened are removed: who was signed in by a cookie signs in or pairs anew.</param>
    /// <exception cref="StorageException">
    /// The disk refuses, or there are keys that only another certificate opens: with them left aside every screen would be turned away
    /// without a word.
    /// </exception>
    public ProtectionKeyRepository(ProtectionKeyStore store, ProtectionCertificate certificate, bool givesUpSealed = false)
    {
        (this.store, this.certificate) = (store, certificate);
        store.ImportKeyFolder();
        var keys = store.LoadProtectionKeys();
        ProtectionKeyRecord[] closed = [.. keys.Where(key => !certificate.CanOpen(key.Xml))];
        if (closed.Length > 0 && !givesUpSealed)
            throw new StorageException(Languages.InAllLanguages(() =>
                Words.Backup["start-needs-certificate", ProtectionCertificate.SealingThumbprint(closed[0].Xml), WithoutCertificateOption]));
        if (closed.Length > 0)
            store.RemoveProtectionKeys(closed);
        ProtectionKeyRecord[] open = [.. keys.Except(closed).Where(key => !ProtectionCertificate.IsSealed(key.Xml))];
        if (certificate.IsSet && open.Length > 0)
            store.ReplaceProtectionKeys([.. open.Select(key => key with { Xml = certificate.Seal(XElement.Parse(key.Xml)) })]);
    }

    public IReadOnlyCollection<XElement> GetAllElements() => [.. store.LoadProtectionKeys().Select(key => certificate.Open(key.Xml))];

    public void StoreElement(XElement element, string friendlyName) =>
        store.AddProtectionKeys(string.IsNullOrEmpty(friendlyName) ? Guid.NewGuid().ToString() : friendlyName, certificate.Seal(element));
}
