namespace NgoDashboard.Bench.Faults.Harness;

/// <summary>Signs in as a browser does.</summary>
static class SignInCookies
{
    /// <summary>Exchanges a key for cookies, as the value of a Cookie header.</summary>
    public static async Task<string> SignIn(int port, string key)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/enter?key={Uri.EscapeDataString(key)}"));
        return answer.Headers.TryGetValues("Set-Cookie", out var cookies)
            ? string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])) : "";
    }
}
