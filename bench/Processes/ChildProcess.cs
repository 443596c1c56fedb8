using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace NgoDashboard.Bench.Processes;

/// <summary>
/// A process that the bench starts, optionally pinned to one processor; it is killed by its id when the bench ends, however it ends.
/// </summary>
class ChildProcess : IDisposable
{
    static readonly ConcurrentDictionary<int, Process> RunningProcesses = new();

    readonly string heapSocketPath = TemporaryFiles.GetNewFilePath("heap");
    bool isDisposed;

    // Since .NET 10 a signal ends the process without ProcessExit unless the program handles the signal.
    static readonly PosixSignalRegistration[] Signals =
    [
        .. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            .Select(signal => PosixSignalRegistration.Create(signal, OnSignal)),
    ];

    static ChildProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();

    /// <param name="pin">
    /// The processor; null for all. Set by taskset before the start, because the runtime counts its processors once.
    /// </param>
    /// <param name="settings">Further environment variables.</param>
    /// <param name="isAsked">Whether the bench talks to it over standard input and output; otherwise its output is collected.</param>
    protected ChildProcess(
        int? pin, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? settings = null, bool isAsked = false)
    {
        var start = new ProcessStartInfo(pin is null ? program : "taskset")
        {
            RedirectStandardInput = isAsked,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (pin is { } processor)
            ((string[])["-c", $"{processor}", program]).ToList().ForEach(start.ArgumentList.Add);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_STARTUP_HOOKS"] = isAsked ? "" : typeof(ChildProcess).Assembly.Location;
        start.Environment[StartupHook.HeapSocketVariable] = isAsked ? "" : heapSocketPath;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        Process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        RunningProcesses[Process.Id] = Process;
        Process.ErrorDataReceived += (_, line) => AddOutputLine(line.Data);
        Process.BeginErrorReadLine();
        if (isAsked)
            return;
        Process.OutputDataReceived += (_, line) => AddOutputLine(line.Data);
        Process.BeginOutputReadLine();
    }

    public ConcurrentQueue<string> OutputLines { get; } = new();

    public Process Process { get; }

    /// <summary>Processor time of all threads since the start.</summary>
    public double ProcessorTimeMs
    {
        get
        {
            Process.Refresh();
            return Process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    /// <summary>Private resident memory.</summary>
    public long PrivateBytes => SumProcFileBytes("smaps_rollup", "Private_");

    /// <summary>The highest resident memory since <see cref="ResetPeakResidentBytes"/>.</summary>
    public long PeakResidentBytes => SumProcFileBytes("status", "VmHWM:");

    /// <summary>Resident memory, shared pages included.</summary>
    public long ResidentBytes => SumProcFileBytes("status", "VmRSS:");

    // 5 resets the peak resident size, see proc(5).
    public void ResetPeakResidentBytes() => File.WriteAllText($"/proc/{Process.Id}/clear_refs", "5");

    /// <summary>Size of the managed heap after a full collection, which blocks the server.</summary>
    public long CollectAndGetHeapBytes()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 60_000 };
        socket.Connect(new UnixDomainSocketEndPoint(heapSocketPath));
        Span<byte> answer = stackalloc byte[32];
        return long.Parse(Encoding.ASCII.GetString(answer[..socket.Receive(answer)]), CultureInfo.InvariantCulture);
    }

    /// <summary>The command that starts the bench itself as a child process.</summary>
    protected static (string Program, string[] Arguments) CreateSelfCommand(params string[] part)
    {
        var isDotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        return (Environment.ProcessPath!, isDotnet ? [typeof(ChildProcess).Assembly.Location, .. part] : part);
    }

    /// <summary>Kills a process that a library has started, if it still runs when the bench ends, however that ends.</summary>
    public static void KillWithBench(Process process) => RunningProcesses[process.Id] = process;

    public void Kill()
    {
        if (!RunningProcesses.TryRemove(Process.Id, out _))
            return;
        try
        {
            Process.Kill(entireProcessTree: true);
            Process.WaitForExit(5_000);
        }
        catch (InvalidOperationException)
        {
            // It has exited by itself.
        }
    }

    public virtual void Dispose()
    {
        // Some scenarios dispose a server early to start another in its place.
        if (isDisposed)
            return;
        isDisposed = true;
        Kill();
        Process.Dispose();
        File.Delete(heapSocketPath);
        GC.SuppressFinalize(this);
    }

    /// <summary>The sum, in bytes, of the lines of /proc/PID/<paramref name="file"/> that begin so; the file counts in kilobytes.</summary>
    long SumProcFileBytes(string file, string begin) => File.ReadLines($"/proc/{Process.Id}/{file}")
        .Where(line => line.StartsWith(begin, StringComparison.Ordinal))
        .Sum(line => 1024 * long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));

    void AddOutputLine(string? line)
    {
        if (line is not null)
            OutputLines.Enqueue(line);
    }

    static void OnSignal(PosixSignalContext signal)
    {
        // Prevents the default action, which could end the process before the children are killed.
        signal.Cancel = true;
        KillAll();
        Environment.Exit(1);
    }

    static void KillAll()
    {
        foreach (var process in RunningProcesses.Values)
        {
            try
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit(1_000);
            }
            catch (Exception)
            {
                // It or one of its children has exited by itself; the others must still be killed.
            }
        }

        TemporaryFiles.DeleteAll();
    }
}
