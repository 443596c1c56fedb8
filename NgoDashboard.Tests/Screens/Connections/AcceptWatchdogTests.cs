using System.Diagnostics;
using System.Globalization;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Screens.Connections;

/// <summary>
/// A server that cannot accept connections ends its process. Takes half a minute, because the watchdog waits for 20 s without an answer.
/// </summary>
[Trait("Tier", "Process")]
public sealed class AcceptWatchdogTests
{
    [Fact]
    public async Task Server_WithoutADescriptorForANewConnection_EndsWithASentence()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/prlimit"), "There is no prlimit to take the descriptors away.");
        await using var server = await ServerProcess.Start();
        var id = server.ProcessId!.Value.ToString(CultureInfo.InvariantCulture);
        // Fewer than it has open: from now on it cannot accept any connection.
        using (var limit = Process.Start("/usr/bin/prlimit", ["--pid", id, "--nofile=100:100"]))
            await limit.WaitForExitAsync(TestContext.Current.CancellationToken);

        var code = await server.End();

        Assert.Equal(3, code);
        Assert.Contains("20 giây", server.Output, StringComparison.Ordinal);
        Assert.Contains("accepted no new connection for 20 seconds", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", server.Output, StringComparison.Ordinal);
    }
}
