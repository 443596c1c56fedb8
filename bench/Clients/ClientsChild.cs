using NgoDashboard.Bench.Servers;

namespace NgoDashboard.Bench.Clients;

/// <summary>Clients in a process of their own, as a mode sees them.</summary>
sealed class ClientsChild : Child
{
    readonly SemaphoreSlim turn = new(1);

    ClientsChild(int? pin, (string Program, string[] Arguments) self)
        : base(pin, self.Program, self.Arguments, isAsked: true)
    {
    }

    /// <param name="part">Which clients: "clients" on plain sockets, "circuit-clients" with a circuit each.</param>
    public static ClientsChild Start(int? pin, string part = "clients") => new(pin, Self(part));

    /// <exception cref="TroubleException">The clients say what is wrong.</exception>
    public async Task<Answer> Ask(Request request)
    {
        var answer = await Try(request);
        return answer.Trouble is { } trouble
            ? throw new TroubleException($"{trouble} ({request.Do}: {answer.Settled} settled, {answer.Lost} lost, {answer.Latencies?.Missing} missing) {string.Join(' ', Said)}")
            : answer;
    }

    public async Task<Answer> Try(Request request)
    {
        await turn.WaitAsync();
        try
        {
            await Process.StandardInput.WriteLineAsync(Line.Of(request));
            await Process.StandardInput.FlushAsync();
            return await Process.StandardOutput.ReadLineAsync() is { } line
                ? Line.Read<Answer>(line)
                : throw new TroubleException("The clients' process has ended. " + string.Join(' ', Said));
        }
        finally
        {
            turn.Release();
        }
    }
}
