using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.TestKit.Applications;

/// <summary>
/// The server in its own process, which a test can kill or suspend. It is ended with the test, and at the latest when the test process
/// exits.
/// </summary>
sealed class ServerProcess : BriefingServer
{
    static readonly ConcurrentDictionary<int, Process> RunningProcesses = new();

    readonly TempFolder folder = new();
    readonly ConcurrentQueue<string> outputLines = new();
    readonly bool isRehearsal;
    readonly string? shell;
    readonly int port = GetFreePort();
    Process? process;

    static ServerProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var left in RunningProcesses.Values)
            End(left);
    };

    ServerProcess(bool isRehearsal, string? shell) => (this.isRehearsal, this.shell) = (isRehearsal, shell);

    public override string Address => $"http://127.0.0.1:{port}";

    public override string DatabasePath => folder.GetFilePath("briefing.db");

    public override string Output => string.Join('\n', outputLines);

    /// <param name="shell">Around the command, such as <c>ulimit -n 256; exec "$@"</c>; null for none.</param>
    public static async Task<ServerProcess> Start(bool isRehearsal = false, string? shell = null)
    {
        var server = new ServerProcess(isRehearsal, shell);
        try
        {
            await server.StartProcess();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL: the server can flush nothing and say goodbye to no client.</summary>
    public void Kill()
    {
        if (process is not { } running)
            return;
        process = null;
        End(running);
    }

    /// <summary>SIGSTOP: the server answers nothing and closes no connection, like a broken line.</summary>
    public void Suspend() => Signal("-STOP");

    public void Resume() => Signal("-CONT");

    /// <summary>Null after <see cref="Kill"/>.</summary>
    public int? ProcessId => process?.Id;

    /// <summary>Waits until the server exits by itself.</summary>
    public async Task<int> End()
    {
        await process!.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>Kills it and starts it again on the same port and database.</summary>
    public Task Restart()
    {
        Kill();
        return StartProcess();
    }

    public override async ValueTask DisposeAsync()
    {
        Kill();
        await base.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>A start that the test expects to exit by itself.</summary>
    /// <param name="shell">Around the command, such as <c>ulimit -n 256; exec "$@"</c>; null for none.</param>
    public static async Task<(int ExitCode, string Output)> RunUntilExit(string database, string? address = null, string? shell = null, params string[] args)
    {
        using var process = Process.Start(CreateStartInfo(database, address ?? $"http://127.0.0.1:{GetFreePort()}", shell, args))
            ?? throw new InvalidOperationException("dotnet did not start.");
        var outputs = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, string.Join('\n', outputs));
    }

    void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    static ProcessStartInfo CreateStartInfo(string database, string address, string? shell, IReadOnlyList<string> args)
    {
        // Beside the tests: the build copies it there with its assets, data and settings.
        var program = Path.Combine(AppContext.BaseDirectory, "NgoDashboard.dll");
        var host = Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";
        return new ProcessStartInfo(
            shell is null ? host : "/bin/sh",
            [.. shell is null ? Array.Empty<string>() : ["-c", shell, "sh", host], program, .. args])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_URLS"] = address,
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["DOTNET_ENVIRONMENT"] = "Production",
                // Exceptions of a circuit are written to the page's console in full, where the test reads them.
                ["ASPNETCORE_DETAILEDERRORS"] = "true",
                // The process lives for seconds: profiling for a second compilation would not pay.
                ["DOTNET_TieredPGO"] = "0",
                ["Storage__Path"] = database,
                ["Access__DeskKey"] = DeskKey,
            },
        };
    }

    async Task StartProcess()
    {
        process = Process.Start(CreateStartInfo(DatabasePath, Address, shell, isRehearsal ? ["--rehearsal"] : [])) ?? throw new InvalidOperationException("dotnet did not start.");
        RunningProcesses[process.Id] = process;
        process.OutputDataReceived += AddLine;
        process.ErrorDataReceived += AddLine;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilReady(process);

        void AddLine(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is { } text)
                outputLines.Enqueue(text);
        }
    }

    async Task WaitUntilReady(Process running)
    {
        var until = Stopwatch.StartNew();
        while (until.Elapsed < RequestTimeout && !running.HasExited)
        {
            try
            {
                using var answer = await DeskClient.GetAsync("/health/ready", TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"The server is not ready after {until.Elapsed.TotalSeconds:0} s. It said:\n{Output}");
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
            // It had exited by itself.
        }

        RunningProcesses.TryRemove(running.Id, out _);
        running.Dispose();
    }

    // Free at this moment; another process could take it before the server does, which is unlikely.
    static int GetFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
