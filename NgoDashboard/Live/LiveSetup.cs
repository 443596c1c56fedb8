using NgoDashboard.Figures.Rehearsal;
using NgoDashboard.Language;
using NgoDashboard.Live.Agendas;
using NgoDashboard.Live.Attendance;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Live.Imports;
using NgoDashboard.Live.Inbox;
using NgoDashboard.Live.Operations;
using NgoDashboard.Live.Records;
using NgoDashboard.Live.State;
using NgoDashboard.Storage;
using NgoDashboard.Storage.Journal;
using NgoDashboard.Storage.Reference;

namespace NgoDashboard.Live;

/// <summary>The running meeting, for composition: one of each for the whole server.</summary>
public static class LiveSetup
{
    /// <param name="isRehearsal">Begins with generated, complete figures instead of the published ones.</param>
    public static IServiceCollection AddLive(this IServiceCollection services, bool isRehearsal)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => BriefingStart.LoadOrCreate(
            provider.GetRequiredService<JournalStore>(),
            () => isRehearsal ? RehearsalFigures.Generate(DataFolder.LoadReferenceAndFigures()) : DataFolder.LoadReferenceAndFigures(),
            isRehearsal,
            provider.GetRequiredService<TimeProvider>()));
        // Of the moment, because the desk changes it: whatever lives longer than a request asks the briefing.
        services.AddTransient(provider => provider.GetRequiredService<LiveBriefing>().Newest.Snapshot.Reference);
        services.AddHostedSingleton<ClockWatch>();
        services.AddSettings(settings => BackupOptions.FromSettings(settings, StoragePath.Resolve(settings, isRehearsal)));
        services.AddHostedSingleton<BackupSchedule>();
        services.AddSingleton<Drafts>();
        services.AddSingleton<Approvals>();
        services.AddSingleton<Desk>();
        services.AddSingleton<Agenda>();
        services.AddSingleton<Rotation>();
        services.AddSingleton<Points>();
        services.AddSingleton<SubmissionLimits>();
        services.AddSingleton<Amendments>();
        services.AddSingleton<Proposals>();
        services.AddSingleton<SpeakingQueue>();
        services.AddSingleton<ReportImporter>();
        services.AddSingleton<ReportReviewRunner>();
        services.AddSingleton<ConnectedScreens>();
        services.AddSingleton<RollCallView>();
        services.AddSingleton<RollCallBadgeSetting>();
        services.AddSingleton<DeliveryStats>();
        services.AddHostedSingleton<AttendanceRecorder>();
        services.AddSingleton<RecordReader>();
        return services;
    }
}
