using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NgoDashboard.Tests.TestKit;

/// <summary>
/// The server as the meeting runs it: a process of its own that can be killed in the middle of its work. Ended with the test, and
/// with the test run whatever happens to it.
/// </summary>
sealed class ServerProcess : BriefingServer
{
    static readonly ConcurrentDictionary<int, Process> Running = new();

    readonly TempFolder folder = new();
    readonly ConcurrentQueue<string> said = new();
    readonly bool isRehearsal;
    readonly int port = FreePort();
    Process? process;

    static ServerProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var left in Running.Values)
            End(left);
    };

    ServerProcess(bool isRehearsal) => this.isRehearsal = isRehearsal;

    public override string Address => $"http://127.0.0.1:{port}";

    public override string DatabasePath => folder.File("briefing.db");

    public override string Said => string.Join('\n', said);

    public static async Task<ServerProcess> Start(bool isRehearsal = false)
    {
        var server = new ServerProcess(isRehearsal);
        try
        {
            await server.Run();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    public void Kill()
    {
        if (process is not { } running)
            return;
        process = null;
        End(running);
    }

    /// <summary>Again on the same port and the same database.</summary>
    public Task Restart()
    {
        Kill();
        return Run();
    }

    public override async ValueTask DisposeAsync()
    {
        Kill();
        await base.DisposeAsync();
        folder.Dispose();
    }

    async Task Run()
    {
        // Beside the tests: the build puts it there with its assets, its data and its settings.
        var program = Path.Combine(AppContext.BaseDirectory, "NgoDashboard.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { program },
            Environment =
            {
                ["ASPNETCORE_URLS"] = Address,
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["DOTNET_ENVIRONMENT"] = "Production",
                // What goes wrong in a circuit is told to the page's console, and so to the test, in full.
                ["ASPNETCORE_DETAILEDERRORS"] = "true",
                // It lives for seconds: what it would learn for a better second compilation comes too late.
                ["DOTNET_TieredPGO"] = "0",
                ["Storage__Path"] = DatabasePath,
                ["Access__DeskKey"] = DeskKey,
            },
        };
        if (isRehearsal)
            start.ArgumentList.Add("--rehearsal");
        process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        Running[process.Id] = process;
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Ready(process);

        void Hear(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is { } text)
                said.Enqueue(text);
        }
    }

    async Task Ready(Process running)
    {
        var until = Stopwatch.StartNew();
        while (until.Elapsed < Patience && !running.HasExited)
        {
            try
            {
                using var answer = await Desk.GetAsync("/health/ready", TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"The server is not ready after {until.Elapsed.TotalSeconds:0} s. It said:\n{Said}");
    }

    static void End(Process running)
    {
        try
        {
            running.Kill(entireProcessTree: true);
            running.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It had ended by itself.
        }

        Running.TryRemove(running.Id, out _);
        running.Dispose();
    }

    // Free at this moment; nobody else asks for the same one on purpose.
    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
