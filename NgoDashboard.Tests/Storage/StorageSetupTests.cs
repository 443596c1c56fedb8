using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NgoDashboard.Storage;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Storage;

public sealed class StorageSetupTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void AddStorage_EveryStore_IsRegisteredOnce()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddStorage(folder.GetFilePath("briefing.db"), beginsAnew: false);
        using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        Type[] stores =
        [
            .. typeof(Database).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, IsNested: false }
                && type.Namespace?.StartsWith(typeof(StorageSetup).Namespace!, StringComparison.Ordinal) == true
                && (type.Name.EndsWith("Store", StringComparison.Ordinal) || type == typeof(AttachmentFolder) || type == typeof(ReportFolder)
                    || type == typeof(Database) || type == typeof(LiveKeys))),
        ];

        Assert.True(stores.Length > 12);
        Assert.All(stores, store => Assert.Same(provider.GetRequiredService(store), Assert.Single(provider.GetServices(store))));
        Assert.Same(provider.GetRequiredService<Database>().Keys, provider.GetRequiredService<LiveKeys>());
        Assert.IsType<DatabaseMaintenance>(Assert.Single(provider.GetServices<IHostedService>()));
    }
}
