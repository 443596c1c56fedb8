using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Browser.Support;

/// <summary>One server for the tests of a class that do not disturb one another.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    internal BriefingServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await InProcessServer.Start();

    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
