using Microsoft.AspNetCore.Antiforgery;

namespace NgoDashboard.Api.Http;

/// <summary>
/// What a client does wrong, as exceptions tell it: a body that comes too slowly, is too long, or is none. It is answered with its status,
/// and is no line of the log: anybody could write as many as they like.
/// </summary>
public static class ClientErrors
{
    /// <returns>Null where the fault is the server's own.</returns>
    public static int? StatusCodeFor(Exception? broken) => broken switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        // Of a form that cannot be read, what is inside is the reason.
        AntiforgeryValidationException { InnerException: BadHttpRequestException bad } => bad.StatusCode,
        AntiforgeryValidationException => StatusCodes.Status400BadRequest,
        _ => null,
    };
}
