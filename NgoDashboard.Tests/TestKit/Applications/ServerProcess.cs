using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.TestKit.Applications;

/// <summary>
/// The server as the meeting runs it: a process of its own that can be killed in the middle of its work. Ended with the test, and
/// with the test run whatever happens to it.
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

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    public void Kill()
    {
        if (process is not { } running)
            return;
        process = null;
        End(running);
    }

    /// <summary>It answers nothing, and ends no connection: as a line that carries nothing any more.</summary>
    public void Suspend() => Signal("-STOP");

    public void Resume() => Signal("-CONT");

    /// <summary>Of the system's process; null where it was killed.</summary>
    public int? ProcessId => process?.Id;

    /// <summary>Waits for an end that it makes itself.</summary>
    public async Task<int> End()
    {
        await process!.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>Again on the same port and the same database.</summary>
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

    /// <summary>A start that is expected to end by itself.</summary>
    /// <param name="shell">Around the command, such as <c>ulimit -n 256; exec "$@"</c>; null for none.</param>
    public static async Task<(int ExitCode, string Said)> RunUntilExit(string database, string? address = null, string? shell = null, params string[] args)
    {
        using var process = Process.Start(CreateStartInfo(database, address ?? $"http://127.0.0.1:{GetFreePort()}", shell, args))
            ?? throw new InvalidOperationException("dotnet did not start.");
        var said = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, string.Join('\n', said));
    }

    void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    static ProcessStartInfo CreateStartInfo(string database, string address, string? shell, IReadOnlyList<string> args)
    {
        // Beside the tests: the build puts it there with its assets, its data and its settings.
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
                // What goes wrong in a circuit is told to the page's console, and so to the test, in full.
                ["ASPNETCORE_DETAILEDERRORS"] = "true",
                // It lives for seconds: what it would learn for a better second compilation comes too late.
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
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilReady(process);

        void Hear(object sender, DataReceivedEventArgs line)
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
            // It had ended by itself.
        }

        RunningProcesses.TryRemove(running.Id, out _);
        running.Dispose();
    }

    // Free at this moment; nobody else asks for the same one on purpose.
    static int GetFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
