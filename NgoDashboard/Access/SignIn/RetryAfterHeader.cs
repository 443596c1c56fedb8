using System.Globalization;

namespace NgoDashboard.Access.SignIn;

/// <summary>How whoever is turned away learns when to come again.</summary>
public static class RetryAfterHeader
{
    /// <summary>In whole seconds, and never 0.</summary>
    public static void SetRetryAfter(this HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
