using System.Globalization;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Live.Operations;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Journal;

namespace NgoDashboard.Api.Http;

/// <summary>A condition without which the server is not ready.</summary>
/// <param name="FindProblem">
/// Returns null if all is well, otherwise the reason in a few English words. The endpoint is anonymous: the reason must name no path, no
/// key and no person. Details go to the log and to the desk.
/// </param>
public sealed record ReadinessCheck(string Name, Func<string?> FindProblem);

/// <summary>/health/live answers as long as the process does; /health/ready is 503 while a registered check fails.</summary>
public static class HealthEndpoints
{
    public const string LivePath = "/health/live";

    public static IServiceCollection AddReadinessCheck(
        this IServiceCollection services, string name, Func<IServiceProvider, string?> findProblem) =>
        services.AddSingleton(provider => new ReadinessCheck(name, () => findProblem(provider)));

    internal static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddReadinessCheck(
            "database", provider => provider.GetRequiredService<Database>().FindProblem()?.Problem.ToCode())
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
                string.Join('\n', problems.Select(problem => $"not ready: {problem}")),
                statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    static string? FindProblem(ReadinessCheck check, ILoggerFactory logs)
    {
        try
        {
            return check.FindProblem() is { } problem ? $"{check.Name}: {problem}" : null;
        }
        catch (Exception broken)
        {
            // Without the stack: a monitor repeats the request every few seconds for as long as the failure lasts.
            logs.CreateLogger(typeof(HealthEndpoints)).LogError("The check {Check} failed: {Problem}", check.Name, broken.Message);
            return $"{check.Name}: does not answer";
        }
    }

    /// <summary>
    /// The state of the backups as one line. Failing backups do not make the server unready, because a supervisor would then end a running
    /// meeting. No paths in it: the endpoint is anonymous.
    /// </summary>
    internal static string BackupStatusText(BackupStatus status)
    {
        var newest = status.Newest is { } made
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{FormatUtc(made.MadeAt)}, version {made.Version}, {Math.Floor(status.Age!.Value.TotalMinutes)} minutes old")
            : "none yet";
        return status.Failure is { } failure
            ? $"backup: {newest}; failing since {FormatUtc(failure.FailingSince)}"
            : $"backup: {newest}";
    }

    static string FormatUtc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
