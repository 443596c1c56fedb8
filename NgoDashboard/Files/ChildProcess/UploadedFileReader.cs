using NgoDashboard.Figures.Edits;
using NgoDashboard.Files.Documents;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;

namespace NgoDashboard.Files.ChildProcess;

/// <summary>
/// The only way to parse what clients send. Each file is read in a child process of its own, whose memory and time are limited, so that no
/// file can end or occupy the server. The parsing itself is in <see cref="ReportFileReader"/>, <see cref="PointListFile"/> and
/// <see cref="AttachmentContent"/>, which know nothing of processes. Thread-safe.
/// </summary>
public class UploadedFileReader : IDisposable
{
    readonly FileReadingOptions options;
    readonly ILogger logger;
    readonly ReadingQueue queue;
    readonly SpareProcess spare;

    public UploadedFileReader(FileReadingOptions options, TimeProvider time, ILogger<UploadedFileReader> logger)
    {
        (this.options, this.logger) = (options, logger);
        queue = new(options.AtOnce, options.MostWaiting);
        spare = new(options, time);
    }

    /// <summary>Id of the spare child for the next file; null if there is none.</summary>
    internal int? SpareProcessId => spare.Id;

    /// <summary>Called where a file may be sent soon, so that the first one need not wait for a process to start.</summary>
    public virtual void StartSpareProcess() => Task.Run(spare.EnsureStarted);

    /// <summary>Reads a report. If a limit is exceeded, the result holds the finding that names it.</summary>
    /// <exception cref="ReadingQueueFullException">The queue is full.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ReportFile> ReadReport(
        string name, byte[] content, IProgress<FileProgress>? progress = null, CancellationToken cancellation = default)
    {
        name = UploadedFileName.CleanName(name);
        if (content.Length > ReportFileReader.MaxBytes)
            return ReportFileReader.ReadReport(name, content, null, cancellation);
        try
        {
            return await ReadInChild(new(UploadedFileKind.Report, name, content), ReportFileSerializer.Deserialize, progress, cancellation);
        }
        catch (FileLimitException met)
        {
            return new(name, "", [], [new(FindingKindFor(met.Limit), name, null, met.Amount)]);
        }
    }

    /// <summary>Reads a list of bridge points as a table. If a limit is exceeded, the result holds the fault that names it.</summary>
    /// <inheritdoc cref="ReadReport"/>
    internal async Task<PointListTable> ReadPoints(byte[] content, IProgress<FileProgress>? progress, CancellationToken cancellation)
    {
        if (content.Length > PointListFile.MaxBytes)
            return PointListTable.Failed(PointFaultKind.TooLarge);
        try
        {
            return await ReadInChild(
                new(UploadedFileKind.Points, "", content), PointListTableSerializer.Deserialize, progress, cancellation);
        }
        catch (FileLimitException met)
        {
            var kind = met.Limit switch
            {
                FileLimit.Memory => PointFaultKind.MemoryExceeded,
                FileLimit.ProcessorTime => PointFaultKind.ProcessorTimeExceeded,
                FileLimit.Time => PointFaultKind.TimeExceeded,
                _ => PointFaultKind.ReaderCrashed,
            };
            return PointListTable.Failed(kind, met.Amount);
        }
    }

    /// <summary>Detects what kind of file an attachment is, or why it is not accepted.</summary>
    /// <inheritdoc cref="ReadReport"/>
    public async Task<(AttachmentKind? Kind, Finding? Problem)> ReadAttachment(
        byte[] content, IProgress<FileProgress>? progress = null, CancellationToken cancellation = default)
    {
        // Only packages are unpacked; of all others the first bytes tell.
        if (!AttachmentContent.IsZip(content))
            return AttachmentContent.DetectKind(content);
        try
        {
            var (kind, problem) = await ReadInChild(
                new(UploadedFileKind.Attachment, "", content), FileReaderProtocol.ReadAttachment, progress, cancellation);
            return (kind, problem is { } wrong ? new(wrong, AttachmentContent.FieldName) : null);
        }
        catch (FileLimitException met)
        {
            var kind = met.Limit switch
            {
                FileLimit.Memory => FindingKind.AttachmentMemoryExceeded,
                FileLimit.ProcessorTime => FindingKind.AttachmentProcessorTimeExceeded,
                FileLimit.Time => FindingKind.AttachmentTimeExceeded,
                _ => FindingKind.AttachmentReaderCrashed,
            };
            return (null, new(kind, AttachmentContent.FieldName, met.Amount));
        }
    }

    /// <summary>Waits in the queue, then has the file read.</summary>
    /// <exception cref="FileLimitException">A limit was exceeded.</exception>
    internal virtual async Task<T> ReadInChild<T>(
        FileReadRequest request, Func<ChildMessageReader, T> result, IProgress<FileProgress>? progress, CancellationToken cancellation)
    {
        using var turn = await queue.Enter(place => progress?.Report(new(place, 0)), cancellation);
        progress?.Report(new(0, 0));
        try
        {
            await using var process = spare.TakeOrStart();
            try
            {
                return await process.ReadFile(request, result, rows => progress?.Report(new(0, rows)), cancellation);
            }
            catch (FileLimitException met)
            {
                logger.LogWarning(
                    "A {Kind} of {Bytes} bytes was not read: {Limit}. {Errors}", request.Kind, request.Content.Length, met.Limit,
                    process.Errors);
                throw;
            }
        }
        finally
        {
            // Files often come several at a time.
            StartSpareProcess();
        }
    }

    static ReportFindingKind FindingKindFor(FileLimit limit) => limit switch
    {
        FileLimit.Memory => ReportFindingKind.MemoryExceeded,
        FileLimit.ProcessorTime => ReportFindingKind.ProcessorTimeExceeded,
        FileLimit.Time => ReportFindingKind.TimeExceeded,
        _ => ReportFindingKind.ReaderCrashed,
    };

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            spare.Dispose();
    }
}
