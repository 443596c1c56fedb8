using System.Collections.Concurrent;
using System.Globalization;

namespace NgoDashboard.Api.Http;

/// <summary>
/// Logs refused requests as one line a minute with the count of each status: an administrator sees that there are some, and a client
/// cannot fill the disk with log lines. Singleton; thread-safe.
/// </summary>
public sealed class RefusedRequestLog(TimeProvider time, ILogger<RefusedRequestLog> log) : IDisposable
{
    internal static readonly TimeSpan SummaryInterval = TimeSpan.FromMinutes(1);

    static readonly int[] Statuses =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound,
        StatusCodes.Status408RequestTimeout, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status429TooManyRequests,
    ];

    readonly ConcurrentDictionary<int, int> counts = new();
    readonly Lock gate = new();
    ITimer? timer;

    public void CountStatus(int status)
    {
        if (!Statuses.Contains(status))
            return;
        counts.AddOrUpdate(status, 1, (_, count) => count + 1);
        lock (gate)
            timer ??= time.CreateTimer(_ => WriteSummary(), null, SummaryInterval, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => timer?.Dispose();

    void WriteSummary()
    {
        lock (gate)
        {
            timer?.Dispose();
            timer = null;
        }

        var summary = new List<string>();
        foreach (var status in Statuses)
        {
            if (counts.TryRemove(status, out var count))
                summary.Add(string.Create(CultureInfo.InvariantCulture, $"{status} × {count}"));
        }

        log.LogInformation("Requests refused within a minute: {Refused}.", string.Join(", ", summary));
    }
}

static class RefusedRequestCounting
{
    /// <summary>Must be the outermost middleware, because it counts the status that is sent.</summary>
    public static void UseRefusedRequests(this IApplicationBuilder app)
    {
        var refused = app.ApplicationServices.GetRequiredService<RefusedRequestLog>();
        app.Use(async (context, next) =>
        {
            await next(context);
            refused.CountStatus(context.Response.StatusCode);
        });
    }
}
