using System.Globalization;
using NgoDashboard.Live.Operations;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Api.Http;

/// <summary>One thing without which the server is not ready.</summary>
/// <param name="FindProblem">
/// Null where all is well; else the reason in a few English words. Anybody may ask: it names no path, no key and no person. Details go to
/// the log and to the desk.
/// </param>
public sealed record ReadinessCheck(string Name, Func<string?> FindProblem);

/// <summary>For whoever watches the server: alive where it answers, ready where everything that was registered is.</summary>
public static class HealthEndpoints
{
    public const string LivePath = "/health/live";

    public static IServiceCollection AddReadinessCheck(
        this IServiceCollection services, string name, Func<IServiceProvider, string?> findProblem) =>
        services.AddSingleton(provider => new ReadinessCheck(name, () => findProblem(provider)));

    internal static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddReadinessCheck(
            "database", provider => provider.GetRequiredService<Database>().FindProblem()?.Problem.ToString().ToLowerInvariant())
        .AddReadinessCheck("journal", provider => provider.GetRequiredService<JournalStore>().IsEmpty ? "empty" : null);

    internal static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet(LivePath, () => Results.Text("live")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
    }

    static IResult Ready(IEnumerable<ReadinessCheck> checks, BackupSchedule backups, ILoggerFactory logs)
    {
        string[] problems = [.. checks.Select(check => FindProblem(check, logs)).OfType<string>()];
        return problems.Length == 0
            ? Results.Text(backups.Status is { } status ? $"ready\n{BackupStatusText(status)}" : "ready")
            : Results.Text(
                string.Join('\n', problems.Select(problem => $"not ready: {problem}")), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    static string? FindProblem(ReadinessCheck check, ILoggerFactory logs)
    {
        try
        {
            return check.FindProblem() is { } problem ? $"{check.Name}: {problem}" : null;
        }
        catch (Exception broken)
        {
            // Without its stack: it is asked every few seconds, for as long as it lasts.
            logs.CreateLogger(typeof(HealthEndpoints)).LogError("The check {Check} failed: {Problem}", check.Name, broken.Message);
            return $"{check.Name}: does not answer";
        }
    }

    /// <summary>
    /// A meeting whose backups fail is still ready, and its supervisor must not end it. Nothing of paths: whoever asks needs no key.
    /// </summary>
    internal static string BackupStatusText(BackupStatus status)
    {
        var newest = status.Newest is { } made
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{made.MadeAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, version {made.Version}, {Math.Floor(status.Age!.Value.TotalMinutes)} minutes old")
            : "none yet";
        return status.Failure is { } failure
            ? string.Create(CultureInfo.InvariantCulture, $"backup: {newest}; failing since {failure.FailingSince.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}")
            : $"backup: {newest}";
    }
}
