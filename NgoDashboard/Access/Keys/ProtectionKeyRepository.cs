using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using NgoDashboard.Language;
using NgoDashboard.Storage.Access;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Access.Keys;

/// <summary>
/// Stores ASP.NET's data protection keys, which encrypt the cookies and the secrets of points' links. They are in the database,
/// encrypted by the certificate if one is set, including those created before it was set.
/// </summary>
public sealed class ProtectionKeyRepository : IXmlRepository
{
    /// <summary>The option that removes keys which the available certificate cannot decrypt.</summary>
    public const string WithoutCertificateOption = "--without-certificate";

    readonly ProtectionKeyStore store;
    readonly ProtectionCertificate certificate;

    /// <param name="givesUpSealed">Removes keys that cannot be decrypted: browsers with their cookies must sign in or pair again.</param>
    /// <exception cref="StorageException">
    /// Writing to the disk failed, or there are keys that only another certificate decrypts: without them every screen would be
    /// signed out without an explanation.
    /// </exception>
    public ProtectionKeyRepository(ProtectionKeyStore store, ProtectionCertificate certificate, bool givesUpSealed = false)
    {
        (this.store, this.certificate) = (store, certificate);
        store.ImportKeyFolder();
        var keys = store.LoadProtectionKeys();
        ProtectionKeyRecord[] undecryptable = [.. keys.Where(key => !certificate.CanOpen(key.Xml))];
        if (undecryptable.Length > 0 && !givesUpSealed)
        {
            var thumbprint = ProtectionCertificate.SealingThumbprint(undecryptable[0].Xml);
            throw new StorageException(
                DisplayLanguage.InAllLanguages(
                    language => language.Words.Backup["start-needs-certificate", thumbprint, WithoutCertificateOption]));
        }

        if (undecryptable.Length > 0)
            store.RemoveProtectionKeys(undecryptable);
        ProtectionKeyRecord[] plain = [.. keys.Except(undecryptable).Where(key => !ProtectionCertificate.IsSealed(key.Xml))];
        if (certificate.IsSet && plain.Length > 0)
            store.ReplaceProtectionKeys([.. plain.Select(key => key with { Xml = certificate.Seal(XElement.Parse(key.Xml)) })]);
    }

    public IReadOnlyCollection<XElement> GetAllElements() => [.. store.LoadProtectionKeys().Select(key => certificate.Open(key.Xml))];

    public void StoreElement(XElement element, string friendlyName) =>
        store.AddProtectionKeys(string.IsNullOrEmpty(friendlyName) ? Guid.NewGuid().ToString() : friendlyName, certificate.Seal(element));
}
