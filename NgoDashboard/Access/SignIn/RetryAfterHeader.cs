using System.Globalization;

namespace NgoDashboard.Access.SignIn;

/// <summary>The header that tells a refused client when to retry.</summary>
public static class RetryAfterHeader
{
    /// <summary>In whole seconds, rounded up, at least 1.</summary>
    public static void SetRetryAfter(this HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
