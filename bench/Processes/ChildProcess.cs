using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace NgoDashboard.Bench.Processes;

/// <summary>A process that the bench has started, on one processor where it is pinned; ended by its id, whatever happens.</summary>
class ChildProcess : IDisposable
{
    static readonly ConcurrentDictionary<int, Process> RunningProcesses = new();

    readonly string heapSocketPath = TemporaryFiles.GetNewFilePath("heap");
    bool isDisposed;

    // A signal ends the process without its ProcessExit: since .NET 10 only who listens for one is told.
    static readonly PosixSignalRegistration[] Signals =
        [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP]).Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];

    static ChildProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();

    /// <param name="pin">The processor; null for all. It is set before the process starts: the runtime counts its processors once.</param>
    protected ChildProcess(int? pin, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? settings = null, bool isAsked = false)
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

    /// <summary>Milliseconds, of all its threads, since it was started.</summary>
    public double ProcessorTimeMs
    {
        get
        {
            Process.Refresh();
            return Process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    /// <summary>Bytes that are its own and in memory.</summary>
    public long PrivateBytes => SumProcFileBytes("smaps_rollup", "Private_");

    /// <summary>Bytes that were in memory at most since <see cref="ResetPeakResidentBytes"/>.</summary>
    public long PeakResidentBytes => SumProcFileBytes("status", "VmHWM:");

    /// <summary>Bytes that are in memory, shared ones too.</summary>
    public long ResidentBytes => SumProcFileBytes("status", "VmRSS:");

    // As proc(5) has it: 5 resets the peak of what is in memory.
    public void ResetPeakResidentBytes() => File.WriteAllText($"/proc/{Process.Id}/clear_refs", "5");

    /// <summary>Bytes of the managed heap after all that nobody uses is collected. It holds the server up meanwhile.</summary>
    public long CollectAndGetHeapBytes()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 60_000 };
        socket.Connect(new UnixDomainSocketEndPoint(heapSocketPath));
        Span<byte> answer = stackalloc byte[32];
        return long.Parse(Encoding.ASCII.GetString(answer[..socket.Receive(answer)]), CultureInfo.InvariantCulture);
    }

    /// <summary>The bench itself in another part.</summary>
    protected static (string Program, string[] Arguments) CreateSelfCommand(params string[] part) =>
        (Environment.ProcessPath!, Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ChildProcess).Assembly.Location, .. part] : part);

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
            // It has ended by itself.
        }
    }

    public virtual void Dispose()
    {
        // Some end their server early, to start another in its place.
        if (isDisposed)
            return;
        isDisposed = true;
        Kill();
        Process.Dispose();
        File.Delete(heapSocketPath);
        GC.SuppressFinalize(this);
    }

    /// <summary>Bytes: the sum of the lines of that file of the process that begin so, which count in kilobytes.</summary>
    long SumProcFileBytes(string file, string begin) => File.ReadLines($"/proc/{Process.Id}/{file}").Where(line => line.StartsWith(begin, StringComparison.Ordinal))
        .Sum(line => 1024 * long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));

    void AddOutputLine(string? line)
    {
        if (line is not null)
            OutputLines.Enqueue(line);
    }

    static void OnSignal(PosixSignalContext signal)
    {
        // Not the usual end, which may come before this one is through.
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
                // It has ended by itself, or one of its own has: the others are still to be ended.
            }
        }

        TemporaryFiles.DeleteAll();
    }
}
