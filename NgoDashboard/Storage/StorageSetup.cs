using NgoDashboard.Storage.Access;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Meeting;

namespace NgoDashboard.Storage;

/// <summary>The database and every store, for composition.</summary>
public static class StorageSetup
{
    /// <param name="path">Of the SQLite file.</param>
    /// <param name="beginsAnew">Begins an empty journal where an older one is missing, instead of refusing to start.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, string path, bool beginsAnew)
    {
        services.AddSingleton(provider => new Database(
            path, new(BeginsAnew: beginsAnew) { Time = provider.GetRequiredService<TimeProvider>() }));
        services.AddSingleton(provider => provider.GetRequiredService<Database>().Keys);
        services.AddHostedService<DatabaseMaintenance>();
        services.AddSingleton<JournalStore>();
        services.AddSingleton<KeyStore>();
        services.AddSingleton<ProtectionKeyStore>();
        services.AddSingleton<DraftStore>();
        services.AddSingleton<AgendaStore>();
        services.AddSingleton<PointStore>();
        services.AddSingleton<AmendmentStore>();
        services.AddSingleton<AttachmentFolder>();
        services.AddSingleton<ProposalStore>();
        services.AddSingleton<SpeakingQueueStore>();
        services.AddSingleton<ReportStore>();
        services.AddSingleton<ReportFolder>();
        services.AddSingleton<AttendanceStore>();
        services.AddSingleton<SettingStore>();
        return services;
    }
}
