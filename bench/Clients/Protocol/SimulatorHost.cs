using System.Diagnostics;

namespace NgoDashboard.Bench.Clients.Protocol;

/// <summary>The loop of a simulator's process: answers requests on standard input until that is closed.</summary>
static class SimulatorHost
{
    /// <param name="connect">Makes the simulator that a "connect" asks for, in place of the one before.</param>
    /// <param name="handle">Answers every request, the "connect" too; a failure is answered by its message.</param>
    public static async Task<int> Run<T>(Func<SimulatorRequest, T> connect, Func<T, SimulatorRequest, Task<SimulatorResponse>> handle)
        where T : class, IDisposable
    {
        T? simulator = null;
        while (Console.In.ReadLine() is { } line)
        {
            var request = SimulatorProtocol.Deserialize<SimulatorRequest>(line);
            SimulatorResponse answer;
            try
            {
                if (request.Command == "connect")
                {
                    simulator?.Dispose();
                    simulator = connect(request);
                }

                answer = await handle(simulator!, request);
            }
            catch (Exception failure)
            {
                answer = new(failure.Message);
            }

            var processorTime = Process.GetCurrentProcess().TotalProcessorTime;
            Console.Out.WriteLine(SimulatorProtocol.Serialize(answer with { ProcessorTimeMs = processorTime.TotalMilliseconds }));
        }

        simulator?.Dispose();
        return 0;
    }

    /// <returns>False where it is not so after that many seconds.</returns>
    public static async Task<bool> WaitUntil(double seconds, Func<Task<bool>> isSo)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            if (Stopwatch.GetElapsedTime(begun).TotalSeconds > seconds)
                return false;
            await Task.Delay(10);
        }

        return true;
    }
}
