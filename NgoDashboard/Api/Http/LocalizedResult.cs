using NgoDashboard.Language;

namespace NgoDashboard.Api.Http;

/// <summary>A response with texts. They are made when it is written, because only the request knows the client's language.</summary>
sealed class LocalizedResult(Func<DisplayLanguage, IResult> make) : IResult
{
    /// <summary>Problem details (RFC 9457) with one sentence.</summary>
    public static IResult Problem(int status, Func<DisplayLanguage, string> title) =>
        new LocalizedResult(language => Results.Problem(title: title(language), statusCode: status));

    public Task ExecuteAsync(HttpContext httpContext) => make(httpContext.GetLanguage()).ExecuteAsync(httpContext);
}
