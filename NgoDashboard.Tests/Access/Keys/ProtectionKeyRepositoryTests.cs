using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Storage.Access;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Access.Keys;

/// <summary>The data protection keys, over several starts of the server on one database.</summary>
public sealed class ProtectionKeyRepositoryTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Keys_OfADatabaseFromBefore_ComeFromTheirFolderAndCookiesStayValid()
    {
        string cookie;
        using (var first = StartOn())
            cookie = await Cookie(first);
        // The layout of older versions: keys in a folder, none in the database.
        Directory.CreateDirectory(folder.GetFilePath("briefing.db.protection"));
        using (var database = new Database(folder.GetFilePath("briefing.db")))
        {
            var store = new ProtectionKeyStore(database);
            foreach (var key in store.LoadProtectionKeys())
                await File.WriteAllTextAsync(folder.GetFilePath($"briefing.db.protection/{key.Name}.xml"), key.Xml, TestContext.Current.CancellationToken);
            store.RemoveProtectionKeys(store.LoadProtectionKeys());
        }

        using var second = StartOn();

        Assert.Equal(HttpStatusCode.OK, await Status(second, cookie));
        Assert.False(Directory.Exists(folder.GetFilePath("briefing.db.protection")));
    }

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Keys_OnceACertificateIsSet_AreSealedAlsoThoseOfBeforeAndCookiesStayValid()
    {
        var certificate = Certificate("one.pfx");
        string before, after;
        using (var first = StartOn())
            before = await Cookie(first);
        Assert.All(Stored(), xml => Assert.Contains("masterKey", xml, StringComparison.Ordinal));

        using (var second = StartOn(certificate))
        {
            Assert.Equal(HttpStatusCode.OK, await Status(second, before));
            after = await Cookie(second);
        }

        Assert.NotEmpty(Stored());
        Assert.All(Stored(), xml => Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal));
        using var third = StartOn(certificate);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [await Status(third, before), await Status(third, after)]);
    }

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Keys_MadeUnderACertificate_AreNeverStoredOpen()
    {
        using (var app = StartOn(Certificate("one.pfx")))
            await Cookie(app);

        Assert.NotEmpty(Stored());
        Assert.All(Stored(), xml => Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal));
    }

    [Trait("Tier", "Host")]
    [Fact]
    public async Task Start_WithoutTheCertificateOfTheKeys_IsRefusedAndSaysWhichAndWhatElse()
    {
        var certificate = Certificate("one.pfx");
        string cookie;
        using (var app = StartOn(certificate))
            cookie = await Cookie(app);
        var thumbprint = X509CertificateLoader.LoadPkcs12FromFile(certificate, "mật khẩu").Thumbprint;
        using (var database = new Database(folder.GetFilePath("briefing.db")))
        {
            foreach (var other in (string?[])[null, Certificate("two.pfx")])
            {
                var refused = Assert.Throws<StorageException>(() => new ProtectionKeyRepository(new(database), Load(other)));
                Assert.All(
                    [thumbprint, "Protection__Certificate", "--without-certificate", "paired anew", "issued anew"],
                    part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
            }

            // With the option the keys are removed, and the next start needs no certificate.
            Assert.Empty(new ProtectionKeyRepository(new(database), Load(null), givesUpSealed: true).GetAllElements());
        }

        using var without = StartOn();
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(without, cookie));
        Assert.Equal(HttpStatusCode.OK, await Status(without, await Cookie(without)));
    }

    [Fact]
    public void Key_ThatIsNotWhatWasStored_IsRefusedAndNotLeftAside()
    {
        using var database = new Database(folder.GetFilePath("briefing.db"));
        var store = new ProtectionKeyStore(database);
        var keys = new ProtectionKeyRepository(store, Load(null));
        keys.StoreElement(XElement.Parse("<key id=\"1\"><value>AAAA</value></key>"), "key-1");
        Assert.Equal("AAAA", Assert.Single(keys.GetAllElements()).Value);
        using (var connection = database.OpenConnection())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE protection_key SET xml = replace(xml, 'AAAA', 'AAAB')";
            command.ExecuteNonQuery();
        }

        Assert.Contains("damaged", Assert.Throws<StorageException>(() => new ProtectionKeyRepository(store, Load(null))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.pfx", "mật khẩu")]
    [InlineData("one.pfx", "sai")]
    [InlineData("text.pfx", "mật khẩu")]
    [InlineData("open.pfx", "mật khẩu")]
    public void Certificate_ThatCannotBeUsed_IsRefusedWithASentence(string name, string password)
    {
        Certificate("one.pfx");
        File.WriteAllText(folder.GetFilePath("text.pfx"), "no certificate");
        using (var own = X509CertificateLoader.LoadPkcs12FromFile(folder.GetFilePath("one.pfx"), "mật khẩu"))
        using (var open = X509CertificateLoader.LoadCertificate(own.Export(X509ContentType.Cert)))
            File.WriteAllBytes(folder.GetFilePath("open.pfx"), open.Export(X509ContentType.Pfx, "mật khẩu"));

        var refused = Assert.Throws<StorageException>(() => Load(folder.GetFilePath(name), password));

        Assert.StartsWith("Protection__Certificate", refused.Message, StringComparison.Ordinal);
        Assert.Contains(folder.GetFilePath(name), refused.Message, StringComparison.Ordinal);
    }

    string[] Stored()
    {
        using var database = new Database(folder.GetFilePath("briefing.db"));
        return [.. new ProtectionKeyStore(database).LoadProtectionKeys().Select(key => key.Xml)];
    }

    static ProtectionCertificate Load(string? path, string password = "mật khẩu") => ProtectionCertificate.Load(new(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Protection:Certificate"] = path, ["Protection:CertificatePassword"] = password }).Build()));

    string Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=briefing", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(-1));
        File.WriteAllBytes(folder.GetFilePath(name), certificate.Export(X509ContentType.Pfx, "mật khẩu"));
        return folder.GetFilePath(name);
    }

    Sealing StartOn(string? certificate = null) => new(folder.Path, certificate);

    static async Task<string> Cookie(TestApplication app)
    {
        using var entered = await app.CreateAnonymousClient().SendRequest("GET", "/enter?key=" + app.IssueKey(Roles.Screen).Secret);
        return entered.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("briefing=", StringComparison.Ordinal)).Split(';')[0];
    }

    static async Task<HttpStatusCode> Status(TestApplication app, string cookie)
    {
        var client = app.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        using var answer = await client.SendRequest("GET", "/api/stage");
        return answer.StatusCode;
    }

    sealed class Sealing(string folder, string? certificate) : TestApplication(folder)
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            if (certificate is null)
                return;
            builder.UseSetting("Protection:Certificate", certificate);
            builder.UseSetting("Protection:CertificatePassword", "mật khẩu");
        }
    }
}
