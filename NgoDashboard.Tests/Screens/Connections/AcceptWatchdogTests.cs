using System.Diagnostics;
using System.Globalization;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Screens.Connections;

/// <summary>
/// A server that cannot accept any more ends by itself: half a minute, because it waits 20 seconds for an answer before it believes that.
/// </summary>
public sealed class AcceptWatchdogTests
{
    [Fact]
    public async Task Server_WithoutADescriptorForANewConnection_EndsWithASentence()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/prlimit"), "There is no prlimit to take the descriptors away.");
        await using var server = await ServerProcess.Start();
        var id = server.ProcessId!.Value.ToString(CultureInfo.InvariantCulture);
        // Fewer than it has open: every connection is refused to it from now on, as in an attack that never ends.
        using (var limit = Process.Start("/usr/bin/prlimit", ["--pid", id, "--nofile=100:100"]))
            await limit.WaitForExitAsync(TestContext.Current.CancellationToken);

        var code = await server.End();

        Assert.Equal(3, code);
        Assert.Contains("20 giây", server.Output, StringComparison.Ordinal);
        Assert.Contains("accepted no new connection for 20 seconds", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", server.Output, StringComparison.Ordinal);
    }
}
