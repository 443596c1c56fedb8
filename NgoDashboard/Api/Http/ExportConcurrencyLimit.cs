using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using NgoDashboard.Access.Scope;
using NgoDashboard.Access.SignIn;

namespace NgoDashboard.Api.Http;

/// <summary>
/// Limits how many exports one key may run at a time, because an export reads all figures and some start a browser. Further requests wait
/// in a queue, and past that are answered 429 with Retry-After. The meeting itself never waits for exports.
/// </summary>
public static class ExportConcurrencyLimit
{
    /// <summary>The rate-limiter policy of endpoints that export.</summary>
    public const string Policy = "export";

    public const int MaxConcurrentPerKey = 2;

    /// <summary>Enough for an operator who presses every export button of a page in a row.</summary>
    public const int MaxQueuedPerKey = 8;

    /// <summary>The longest export, an agenda as PDF, takes some seconds.</summary>
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddExportLimit(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.AddPolicy(Policy, context => RateLimitPartition.GetConcurrencyLimiter(
            context.User.KeyId ?? "",
            _ => new()
            {
                PermitLimit = MaxConcurrentPerKey,
                QueueLimit = MaxQueuedPerKey,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }));
        options.OnRejected = WriteTooManyExports;
    });

    public static TBuilder LimitExports<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireRateLimiting(Policy);

    static ValueTask WriteTooManyExports(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var response = rejected.HttpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.SetRetryAfter(RetryAfter);
        // A page of the browser gets no body here: the status-code page middleware draws one.
        return rejected.HttpContext.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            ? new(LocalizedResult.Problem(response.StatusCode, language => language.Words.Api["too-many-exports", MaxConcurrentPerKey])
                .ExecuteAsync(rejected.HttpContext))
            : ValueTask.CompletedTask;
    }
}
