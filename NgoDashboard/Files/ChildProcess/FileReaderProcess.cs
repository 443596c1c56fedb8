using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>The parent's side of one child process, which reads one file and exits.</summary>
sealed class FileReaderProcess : IAsyncDisposable
{
    /// <summary>In characters: the first lines that a dying child writes tell why.</summary>
    const int MaxErrorCharacters = 2_000;

    static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(2);

    readonly Process process;
    readonly FileReadingOptions options;
    readonly StringBuilder errors = new();

    FileReaderProcess(Process process, FileReadingOptions options)
    {
        (this.process, this.options) = (process, options);
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                if (line.Data is { } text && errors.Length < MaxErrorCharacters)
                    errors.AppendLine(text);
            }
        };
        process.BeginErrorReadLine();
        try
        {
            // The screens and the desk have priority.
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception refused) when (refused is Win32Exception or InvalidOperationException or NotSupportedException)
        {
        }
    }

    /// <exception cref="FileLimitException">The system could not start a process.</exception>
    public static FileReaderProcess Start(FileReadingOptions options, bool isWarm)
    {
        try
        {
            return new(Process.Start(ChildProgram.CreateStartInfo(options, isWarm))!, options);
        }
        catch (Exception refused) when (refused is Win32Exception or IOException)
        {
            throw new FileLimitException(FileLimit.Crash, 0);
        }
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>What the child wrote to standard error; empty if nothing.</summary>
    public string Errors
    {
        get
        {
            lock (errors)
                return errors.ToString();
        }
    }

    /// <exception cref="FileLimitException">The child exceeded a limit and was killed, or it crashed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled, and the child was killed.</exception>
    public async Task<T> ReadFile<T>(
        FileReadRequest request, Func<ChildMessageReader, T> result, Action<int>? rows, CancellationToken cancellation)
    {
        using var abort = cancellation.UnsafeRegister(static child => ((FileReaderProcess)child!).Kill(), this);
        // Pipes block pool threads: two at a time, and one for the spare.
        var answer = Task.Run(() => SendAndReceive(request, result, rows), CancellationToken.None);
        var exceeded = await WatchLimits(answer);
        try
        {
            return await answer;
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or InvalidOperationException or ArgumentException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw exceeded ?? await ExplainExit();
        }
    }

    T SendAndReceive<T>(FileReadRequest request, Func<ChildMessageReader, T> result, Action<int>? rows)
    {
        request.WriteTo(process.StandardInput.BaseStream);
        return FileReaderProtocol.ReadResult(process.StandardOutput.BaseStream, result, rows);
    }

    /// <summary>Polls the child until the answer is there, and kills it when it exceeds a limit.</summary>
    async Task<FileLimitException?> WatchLimits(Task answer)
    {
        var (started, processorBefore) = (Stopwatch.GetTimestamp(), ProcessorTime());
        while (await Task.WhenAny(answer, Task.Delay(options.PollInterval)) != answer)
        {
            if (FindExceededLimit(Stopwatch.GetElapsedTime(started), processorBefore) is not { } exceeded)
                continue;
            Kill();
            return exceeded;
        }

        return null;
    }

    FileLimitException? FindExceededLimit(TimeSpan elapsed, TimeSpan processorBefore) =>
        ResidentBytes() > options.MostResidentBytes ? new(FileLimit.Memory, Megabytes(options.MostResidentBytes))
        : ProcessorTime() - processorBefore > options.MostProcessorTime ? new(FileLimit.ProcessorTime, Seconds(options.MostProcessorTime))
        : elapsed > options.MostTime ? new(FileLimit.Time, Seconds(options.MostTime))
        : null;

    /// <summary>Why a child has ended that was not killed.</summary>
    async Task<FileLimitException> ExplainExit()
    {
        Kill();
        await WaitForExit();
        return Errors.Contains(ReadFileCommand.OutOfMemoryMessage, StringComparison.OrdinalIgnoreCase)
            || Errors.Contains(nameof(OutOfMemoryException), StringComparison.Ordinal)
            ? new(FileLimit.Memory, Megabytes(options.MostResidentBytes))
            : new(FileLimit.Crash, 0);
    }

    /// <summary>0 if the child ends at this moment.</summary>
    long ResidentBytes()
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                process.Refresh();
                return process.WorkingSet64;
            }

            // In pages; the second number is the resident size.
            var numbers = File.ReadAllText($"/proc/{process.Id}/statm").Split(' ');
            return numbers.Length > 1 ? long.Parse(numbers[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize : 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or InvalidOperationException or Win32Exception)
        {
            return 0;
        }
    }

    TimeSpan ProcessorTime()
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or IOException)
        {
            return TimeSpan.Zero;
        }
    }

    static int Megabytes(long bytes) => (int)(bytes / 1024 / 1024);

    static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    void Kill()
    {
        try
        {
            process.Kill();
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
        }
    }

    async Task WaitForExit()
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(ExitTimeout);
        }
        catch (Exception late) when (late is TimeoutException or InvalidOperationException)
        {
        }
    }

    /// <summary>Kills the child if it still runs and waits for its end, because its memory is free only then.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await WaitForExit();
        process.Dispose();
    }
}
