using System.Net;
using Microsoft.Extensions.Configuration;
using NgoDashboard.Access;
using NgoDashboard.Language;
using NgoDashboard.Tests.TestKit.Applications;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Access;

public class AccessOptionsTests
{
    [Theory]
    [InlineData("https://giaoban.example.vn", "https://giaoban.example.vn", true)]
    [InlineData(" https://giaoban.example.vn:8443/ ", "https://giaoban.example.vn:8443", true)]
    [InlineData("http://10.1.2.3:5080", "http://10.1.2.3:5080", false)]
    [InlineData("", null, false)]
    [InlineData(null, null, false)]
    public void PublicAddress_OfSchemeAndHost_IsWhatLinksBeginWith(string? setting, string? origin, bool isHttps)
    {
        var options = Read(("PublicAddress", setting));
        Assert.Equal((origin, isHttps), (options.Origin, options.IsHttps));
        Assert.Equal(origin ?? "http://localhost:5080/", options.BaseUrlFor("http://localhost:5080/"));
    }

    [Theory]
    [InlineData("PublicAddress", "giaoban.example.vn")]
    [InlineData("PublicAddress", "ftp://giaoban.example.vn")]
    [InlineData("PublicAddress", "https://giaoban.example.vn/hop")]
    [InlineData("PublicAddress", "https://giaoban.example.vn/?a=1")]
    [InlineData("PublicAddress", "https://ai:khoa@giaoban.example.vn")]
    [InlineData("PublicAddress", "/desk")]
    [InlineData("Proxies:Known", "10.0.0.5, proxy.example.vn")]
    [InlineData("Proxies:Known", "10.0.0.0/33")]
    [InlineData("Proxies:Known", "*")]
    [InlineData("Access:DeskKey", "0123456789012345678901234567890")]
    [InlineData("Access:DeskKey", "  0123456789012345678901234567890  ")]
    public void Setting_ThatCannotBeUsed_IsASentenceInBothLanguages(string name, string setting)
    {
        var lines = Assert.Throws<InvalidSettingException>(() => Read((name, setting))).Message.Split(Environment.NewLine);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.StartsWith(name.Replace(":", "__", StringComparison.Ordinal), line, StringComparison.Ordinal));
        // Even a refused key is a secret and must not be printed.
        Assert.DoesNotContain("0123456789012345", string.Join(' ', lines), StringComparison.Ordinal);
    }

    [Fact]
    public void DeskKey_OfThirtyTwoCharacters_IsTaken()
    {
        Assert.Equal(new string('k', 32), Read(("Access:DeskKey", $" {new string('k', 32)} ")).DeskKey);
        Assert.Null(Read(("Access:DeskKey", " ")).DeskKey);
    }

    [Trait("Tier", "Process")]
    [Fact]
    public async Task Start_WithAShortDeskKey_EndsWithASentence()
    {
        using var folder = new TempFolder();
        var (code, output) = await CommandLineProgram.RunImport(folder.GetFilePath("briefing.db"), "ngan-qua", "x.xlsx", "--check");
        Assert.Equal(1, code);
        Assert.Contains("Access__DeskKey có 8 ký tự; cần ít nhất 32.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("10.0.0.5", "10.0.0.5", "10.0.0.6")]
    [InlineData("10.1.0.0/16", "10.1.255.1", "10.2.0.1")]
    [InlineData("::1", "::1", "::2")]
    [InlineData("::ffff:10.0.0.5", "10.0.0.5", "10.0.0.6")]
    [InlineData("2001:db8::/32", "2001:db8:1::9", "2001:db9::9")]
    [InlineData("192.168.1.1;10.0.0.5 , ::1", "10.0.0.5", "192.168.1.2")]
    public void Proxies_AreAddressesAndNetworks(string setting, string known, string unknown)
    {
        var networks = Read(("Proxies:Known", setting)).KnownProxies;
        Assert.Contains(networks, network => network.Contains(IPAddress.Parse(known)));
        Assert.DoesNotContain(networks, network => network.Contains(IPAddress.Parse(unknown)));
    }

    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3")]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2::9", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:3::9", "2001:db8:1:3::")]
    public void Address_IsCountedAsIPv4OrAsItsNetworkOfIPv6(string address, string counted) =>
        Assert.Equal(IPAddress.Parse(counted), ClientAddress.RateLimitNetwork(IPAddress.Parse(address)));

    static AccessOptions Read(params (string Name, string? Value)[] settings) => AccessOptions.FromSettings(
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).Build()));
}
