using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Browser;

/// <summary>One server for the tests that leave it as useful as they found it.</summary>
public sealed class Briefing : IAsyncLifetime
{
    internal ServerProcess Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await ServerProcess.Start();

    public ValueTask DisposeAsync()
    {
        Server?.Dispose();
        return ValueTask.CompletedTask;
    }
}

[CollectionDefinition(Name)]
public sealed class BriefingTests : ICollectionFixture<Briefing>
{
    public const string Name = "One briefing";
}
