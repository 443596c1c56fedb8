using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Testing;
using NgoDashboard.Access;
using NgoDashboard.Access.Middleware;

namespace NgoDashboard.Tests.Access.Middleware;

public sealed class UnknownProxyWarningsTests
{
    readonly FakeLogger<UnknownProxyWarnings> log = new();
    readonly UnknownProxyWarnings warnings;

    public UnknownProxyWarningsTests() => warnings = new(new AccessOptions(null, null, [IPNetwork.Parse("10.0.0.0/24")]), log);

    [Theory]
    [InlineData("10.9.9.9", "X-Forwarded-For", 1)]
    [InlineData("10.9.9.9", "X-Forwarded-Proto", 1)]
    [InlineData("10.9.9.9", "Forwarded-For", 0)]
    [InlineData("10.0.0.7", "X-Forwarded-For", 0)]
    [InlineData("::ffff:10.0.0.7", "X-Forwarded-For", 0)]
    public void Warn_AboutAProxy_ComesOnceAndOnlyIfItIsUnknown(string address, string header, int count)
    {
        for (var request = 0; request < 3; request++)
            warnings.WarnIfUnknown(CreateRequest(address, header));

        Assert.Equal(count, log.Collector.Count);
    }

    [Fact]
    public void Warn_AboutManyAddresses_EndsWithTheTenth()
    {
        for (var i = 1; i <= 12; i++)
            warnings.WarnIfUnknown(CreateRequest($"10.9.9.{i}", "X-Forwarded-For"));

        Assert.Equal(10, log.Collector.Count);
    }

    static DefaultHttpContext CreateRequest(string address, string header)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.Headers[header] = "192.0.2.1";
        return context;
    }
}
