using System.Collections.Concurrent;
using System.Globalization;

namespace NgoDashboard.Api.Http;

/// <summary>
/// Requests that were refused, told to the log as one line a minute, however many there were: whoever watches the server learns that somebody
/// knocks, and nobody can fill the disk by knocking. One for the whole server; safe on any thread.
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

        var told = new List<string>();
        foreach (var status in Statuses)
        {
            if (counts.TryRemove(status, out var count))
                told.Add(string.Create(CultureInfo.InvariantCulture, $"{status} × {count}"));
        }

        log.LogInformation("Requests refused within a minute: {Refused}.", string.Join(", ", told));
    }
}

static class RefusedRequestCounting
{
    /// <summary>Outermost: it sees the status that goes out.</summary>
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
