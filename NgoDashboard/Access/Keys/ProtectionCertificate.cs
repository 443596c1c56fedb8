using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Logging.Abstractions;
using NgoDashboard.Language;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Access.Keys;

/// <summary>
/// The optional certificate that encrypts the data protection keys in the database, so that the database or a backup alone is not
/// enough to forge a cookie. Its validity dates are not checked.
/// </summary>
public sealed class ProtectionCertificate
{
    const string CertificateSetting = "Protection__Certificate", PasswordSetting = "Protection__CertificatePassword";

    static readonly XNamespace Encryption = "http://www.w3.org/2001/04/xmlenc#", Signature = "http://www.w3.org/2000/09/xmldsig#";

    readonly X509Certificate2? certificate;

    ProtectionCertificate(X509Certificate2? certificate) => this.certificate = certificate;

    public bool IsSet => certificate is not null;

    /// <exception cref="StorageException">The certificate cannot be used; the message is a sentence in both languages.</exception>
    public static ProtectionCertificate Load(SettingsReader settings)
    {
        if (settings.ReadText(CertificateSetting) is not { } path)
            return new(null);
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, settings.ReadExactText(PasswordSetting));
            using var key = certificate.GetRSAPrivateKey();
            return key is not null
                ? new(certificate)
                : throw new StorageException(DisplayLanguage.InAllLanguages(
                    language => language.Words.Backup["certificate-without-key", path]));
        }
        catch (Exception refused) when (refused is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                DisplayLanguage.InAllLanguages(language => language.Words.Backup["certificate-refused", path, refused.Message]), refused);
        }
    }

    internal static bool IsSealed(string xml) => XElement.Parse(xml).Name == Encryption + "EncryptedData";

    /// <summary>Whether the key is not encrypted, or encrypted by this certificate.</summary>
    public bool CanOpen(string xml) => !IsSealed(xml) || (certificate is not null && SealingThumbprint(xml) == certificate.Thumbprint);

    /// <summary>The thumbprint of the certificate that decrypts the key; null if the key is not encrypted or does not name one.</summary>
    public static string? SealingThumbprint(string xml)
    {
        if (XElement.Parse(xml).Descendants(Signature + "X509Certificate").FirstOrDefault()?.Value is not { } embedded)
            return null;
        using var by = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(embedded));
        return by.Thumbprint;
    }

    /// <summary>Encrypts the key; without a certificate it is returned as plain XML.</summary>
    internal string Seal(XElement key)
    {
        if (certificate is null)
            return key.ToString(SaveOptions.DisableFormatting);
        var stored = new CertificateXmlEncryptor(certificate, NullLoggerFactory.Instance).Encrypt(key).EncryptedElement;
        return stored.ToString(SaveOptions.DisableFormatting);
    }

    internal XElement Open(string xml)
    {
        var stored = XElement.Parse(xml);
        if (certificate is null || !IsSealed(xml))
            return stored;
        var services = new ServiceCollection();
        services.AddDataProtection().UnprotectKeysWithAnyCertificate(certificate);
        using var provider = services.BuildServiceProvider();
        return new EncryptedXmlDecryptor(provider).Decrypt(stored);
    }
}
