using Microsoft.Extensions.Logging.Abstractions;
using NgoDashboard.Files.ChildProcess;

namespace NgoDashboard.Tests.TestKit.Applications;

/// <summary>
/// Reads uploaded files inside the test process, through the protocol of the child process: starting a process for each file would take
/// minutes.
/// </summary>
sealed class InProcessFileReader() : UploadedFileReader(new FileReadingOptions(), TimeProvider.System, NullLogger<UploadedFileReader>.Instance)
{
    /// <summary>Runs before a file is read, so that a test can let it wait or refuse it.</summary>
    public Func<IProgress<FileProgress>?, Task>? BeforeRead { get; set; }

    public override void StartSpareProcess()
    {
    }

    internal override async Task<T> ReadInChild<T>(FileReadRequest request, Func<ChildMessageReader, T> result, IProgress<FileProgress>? progress, CancellationToken cancellation)
    {
        if (BeforeRead is { } before)
            await before(progress);
        return await Task.Run(() => ReadInProcess(request, result, progress, cancellation), cancellation);
    }

    static T ReadInProcess<T>(FileReadRequest request, Func<ChildMessageReader, T> result, IProgress<FileProgress>? progress, CancellationToken cancellation)
    {
        using var sent = new MemoryStream();
        request.WriteTo(sent);
        sent.Position = 0;
        using var answer = new MemoryStream();
        FileReaderProtocol.ReadFileAndWriteResult(FileReadRequest.ReadFrom(sent)!, answer, cancellation);
        return FileReaderProtocol.ReadResult(new MemoryStream(answer.ToArray()), result, rows => progress?.Report(new(0, rows)));
    }
}
