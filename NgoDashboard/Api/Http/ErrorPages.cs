using Microsoft.AspNetCore.Http.HttpResults;
using NgoDashboard.Components.Pages;
using NgoDashboard.Storage.Disk;

namespace NgoDashboard.Api.Http;

/// <summary>The answer to a request that failed or has no endpoint: a page for a browser, problem details for a client of the API.</summary>
public static class ErrorPages
{
    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => Problem(context).ExecuteAsync(context),
            StatusCodeSelector = broken => ClientErrors.StatusCodeFor(broken)
                ?? (broken is StorageException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError),
            SuppressDiagnosticsCallback = handled => ClientErrors.StatusCodeFor(handled.Exception) is not null,
        });
        app.UseStatusCodePages(empty => Problem(empty.HttpContext).ExecuteAsync(empty.HttpContext));
    }

    static IResult Problem(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            ? Results.Problem(statusCode: context.Response.StatusCode)
            : new RazorComponentResult<ProblemPage>(new { Status = context.Response.StatusCode })
            {
                StatusCode = context.Response.StatusCode,
            };
}
