using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using NgoDashboard.Access.Scope;
using NgoDashboard.Access.SignIn;
using NgoDashboard.Language;

namespace NgoDashboard.Api.Http;

/// <summary>
/// Files and documents to print are made from all figures, and some by a browser: two at a time of one key, a few more wait their turn, and
/// whoever asks for more is told to come again. The meeting itself never waits for them.
/// </summary>
public static class ExportConcurrencyLimit
{
    /// <summary>Of an endpoint that makes such a file.</summary>
    public const string Policy = "export";

    public const int MaxConcurrentPerKey = 2;

    /// <summary>A person who presses all buttons of a page one after another does not fill it.</summary>
    public const int MaxQueuedPerKey = 8;

    /// <summary>The longest of them, an agenda in PDF, takes some seconds.</summary>
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddExportLimit(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.AddPolicy(Policy, context => RateLimitPartition.GetConcurrencyLimiter(
            context.User.KeyId ?? "", _ => new() { PermitLimit = MaxConcurrentPerKey, QueueLimit = MaxQueuedPerKey, QueueProcessingOrder = QueueProcessingOrder.OldestFirst }));
        options.OnRejected = WriteTooManyExports;
    });

    public static TBuilder LimitExports<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireRateLimiting(Policy);

    static ValueTask WriteTooManyExports(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var response = rejected.HttpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.SetRetryAfter(RetryAfter);
        // A person gets the page of problems, which is made where a status has no body.
        return rejected.HttpContext.Request.Path.StartsWithSegments("/api")
            ? new(Results.Problem(title: Words.Exchange["too-many-exports", MaxConcurrentPerKey], statusCode: response.StatusCode).ExecuteAsync(rejected.HttpContext))
            : ValueTask.CompletedTask;
    }
}
