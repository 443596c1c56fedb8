using NgoDashboard.Language;

namespace NgoDashboard.Access;

/// <summary>Answers to programs that come without a key, or with one of another role: a status and a sentence, no page.</summary>
static class Denial
{
    public static Task NoKey(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = BearerKeys.SchemeName;
        return Write(context, StatusCodes.Status401Unauthorized, "no-key");
    }

    public static Task TooManyAttempts(HttpContext context, TimeSpan wait)
    {
        context.Response.WaitBeforeNext(wait);
        return Write(context, StatusCodes.Status429TooManyRequests, "problem-TooManyAttempts");
    }

    public static Task WrongRole(HttpContext context) => Write(context, StatusCodes.Status403Forbidden, "wrong-role-key");

    static Task Write(HttpContext context, int status, string text) =>
        Results.Problem(title: Words.Access[text], statusCode: status).ExecuteAsync(context);
}
