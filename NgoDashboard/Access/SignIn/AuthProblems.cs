using NgoDashboard.Language;

namespace NgoDashboard.Access.SignIn;

/// <summary>Answers (problem details) to API clients without a key or with a key of another role.</summary>
static class AuthProblems
{
    public static Task WriteUnauthorized(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = BearerKeyHandler.SchemeName;
        return WriteProblem(context, StatusCodes.Status401Unauthorized, "no-key");
    }

    public static Task WriteTooManyAttempts(HttpContext context, TimeSpan wait)
    {
        context.Response.SetRetryAfter(wait);
        return WriteProblem(context, StatusCodes.Status429TooManyRequests, "problem-TooManyAttempts");
    }

    public static Task WriteForbidden(HttpContext context) => WriteProblem(context, StatusCodes.Status403Forbidden, "wrong-role-key");

    static Task WriteProblem(HttpContext context, int status, string text) =>
        Results.Problem(title: context.GetLanguage().Words.Access[text], statusCode: status).ExecuteAsync(context);
}
