using NgoDashboard.Bench.Processes;

namespace NgoDashboard.Bench.Clients.Protocol;

/// <summary>The process that simulates clients, for the modes.</summary>
sealed class SimulatorProcess : ChildProcess
{
    readonly SemaphoreSlim requestLock = new(1);

    SimulatorProcess(int? pin, (string Program, string[] Arguments) self)
        : base(pin, self.Program, self.Arguments, isAsked: true)
    {
    }

    /// <param name="part">"clients" for screens on plain sockets, "circuit-clients" for viewers with a circuit each.</param>
    public static SimulatorProcess Start(int? pin, string part = "clients") => new(pin, CreateSelfCommand(part));

    /// <exception cref="BenchException">The simulator reports an error.</exception>
    public async Task<SimulatorResponse> SendOrThrow(SimulatorRequest request)
    {
        var answer = await SendRequest(request);
        return answer.Error is { } trouble
            ? throw new BenchException(
                $"{trouble} ({request.Command}: {answer.ReadyCount} settled, {answer.LostConnections} lost, "
                + $"{answer.Latencies?.Missing} missing) {string.Join(' ', OutputLines)}")
            : answer;
    }

    public async Task<SimulatorResponse> SendRequest(SimulatorRequest request)
    {
        await requestLock.WaitAsync();
        try
        {
            await Process.StandardInput.WriteLineAsync(SimulatorProtocol.Serialize(request));
            await Process.StandardInput.FlushAsync();
            return await Process.StandardOutput.ReadLineAsync() is { } line
                ? SimulatorProtocol.Deserialize<SimulatorResponse>(line)
                : throw new BenchException("The clients' process has ended. " + string.Join(' ', OutputLines));
        }
        finally
        {
            requestLock.Release();
        }
    }
}
