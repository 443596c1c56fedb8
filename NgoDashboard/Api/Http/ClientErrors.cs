using Microsoft.AspNetCore.Antiforgery;

namespace NgoDashboard.Api.Http;

/// <summary>
/// Exceptions that a client causes: a body that arrives too slowly, is too long or malformed. They are answered with their status and are
/// not logged one by one, because a client could fill the log with them.
/// </summary>
public static class ClientErrors
{
    /// <returns>Null for an error of the server itself.</returns>
    public static int? StatusCodeFor(Exception? broken) => broken switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        // A form that cannot be read: the inner exception is the reason.
        AntiforgeryValidationException { InnerException: BadHttpRequestException bad } => bad.StatusCode,
        AntiforgeryValidationException => StatusCodes.Status400BadRequest,
        _ => null,
    };
}
