namespace NgoDashboard.Bench.Faults.Harness;

/// <summary>What a browser keeps of the entrance.</summary>
static class SignInCookies
{
    /// <summary>The cookies that a key is exchanged for, as a browser sends them.</summary>
    public static async Task<string> SignIn(int port, string key)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/enter?key={Uri.EscapeDataString(key)}"));
        return answer.Headers.TryGetValues("Set-Cookie", out var cookies)
            ? string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])) : "";
    }
}
