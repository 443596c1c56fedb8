using NgoDashboard.Storage;

namespace NgoDashboard.Exchange;

/// <summary>For whoever watches the server: alive where it answers, ready where the database does too.</summary>
static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
    }

    static IResult Ready(Journal journal, ILoggerFactory logs)
    {
        try
        {
            if (!journal.IsEmpty)
                return Results.Text("ready");
        }
        catch (Exception broken)
        {
            logs.CreateLogger(typeof(Health)).LogError(broken, "The database does not answer.");
        }

        return Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
