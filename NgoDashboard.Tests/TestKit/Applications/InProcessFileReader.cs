using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NgoDashboard.Files.ChildProcess;

namespace NgoDashboard.Tests.TestKit.Applications;

/// <summary>
/// Reads sent files in the process of the test, through the same answers that a child would write: a process for each would take minutes.
/// </summary>
sealed class InProcessFileReader() : UploadedFileReader(Options.Create(new FileReadingOptions()), TimeProvider.System, NullLogger<UploadedFileReader>.Instance)
{
    /// <summary>What happens before a file is read: it waits, or is refused.</summary>
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
