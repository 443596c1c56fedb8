using Microsoft.Extensions.Options;
using NgoDashboard.Figures;
using NgoDashboard.Live;
using NgoDashboard.Reports;

namespace NgoDashboard.Exchange.SentFiles;

/// <summary>
/// The door for all that others send and that is parsed. Each file is read in a child process of its own, whose memory and time are limited,
/// so that no file can end or occupy the server. The reading itself is <see cref="ReportFiles"/>, <see cref="PointsFile"/> and
/// <see cref="AttachmentContent"/>, which know nothing of processes. Safe on any thread.
/// </summary>
public class SentFileReader : IDisposable
{
    readonly FileReadingOptions options;
    readonly ILogger logger;
    readonly ReadingQueue queue;
    readonly ReadingQueue reviews;
    readonly SpareProcess spare;

    public SentFileReader(IOptions<FileReadingOptions> options, TimeProvider time, ILogger<SentFileReader> logger)
    {
        (this.options, this.logger) = (options.Value, logger);
        queue = new(this.options.AtOnce, this.options.MostWaiting);
        reviews = new(this.options.AtOnce, this.options.MostWaiting);
        spare = new(this.options, time);
    }

    /// <summary>A child that stands ready for the next file; null where none does.</summary>
    internal int? SpareId => spare.Id;

    /// <summary>Called where somebody may send a file soon: the first one then need not wait for a process to start.</summary>
    public virtual void Prepare() => Task.Run(spare.Prepare);

    /// <summary>A report; where a limit was met, with the finding that says which.</summary>
    /// <exception cref="ReadingQueueFullException">Too many files wait already.</exception>
    /// <exception cref="OperationCanceledException">The caller is gone.</exception>
    public async Task<ReportFile> ReadReport(
        string name, byte[] content, IProgress<FileProgress>? progress = null, CancellationToken cancellation = default)
    {
        name = ReportFileName.Of(name);
        if (content.Length > ReportFiles.Longest)
            return ReportFiles.Read(name, content, null, cancellation);
        try
        {
            return await Read(new(SentFileKind.Report, name, content), ReportFileFormat.Read, progress, cancellation);
        }
        catch (FileLimitException met)
        {
            return new(name, "", [], [new(Kind(met.Limit), name, null, met.Amount)]);
        }
    }

    /// <summary>
    /// Sets what was read beside the figures: in this process, because the figures are here and each answer of the desk does it once more;
    /// as many at once as files are read, and no longer than it may take.
    /// </summary>
    /// <exception cref="ReadingQueueFullException">Too many wait already.</exception>
    /// <exception cref="ReviewTimeExceededException">It was given up.</exception>
    /// <exception cref="OperationCanceledException">The caller is gone.</exception>
    public async Task<T> RunReview<T>(Func<CancellationToken, T> review, CancellationToken cancellation)
    {
        using var turn = await reviews.Enter(null, cancellation);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(options.MostReviewTime);
        try
        {
            return await Task.Run(() => review(limited.Token), limited.Token);
        }
        catch (OperationCanceledException) when (limited.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new ReviewTimeExceededException(options.MostReviewTime);
        }
    }

    /// <summary>A list of bridge points as a table; where a limit was met, with the fault that says which.</summary>
    /// <inheritdoc cref="ReadReport"/>
    internal async Task<Table> ReadPoints(byte[] content, IProgress<FileProgress>? progress, CancellationToken cancellation)
    {
        if (content.Length > PointsFile.Longest)
            return Table.Of(PointFaultKind.TooLarge);
        try
        {
            return await Read(new(SentFileKind.Points, "", content), PointsTableFormat.Read, progress, cancellation);
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
            return Table.Of(kind, met.Amount);
        }
    }

    /// <summary>What kind of file an attachment is, or why it is not taken.</summary>
    /// <inheritdoc cref="ReadReport"/>
    public async Task<(AttachmentKind? Kind, Finding? Problem)> ReadAttachment(
        byte[] content, IProgress<FileProgress>? progress = null, CancellationToken cancellation = default)
    {
        // Only packed files are opened; of all others the first bytes tell.
        if (!AttachmentContent.IsPackage(content))
            return AttachmentContent.Read(content);
        try
        {
            var (kind, problem) = await Read(new(SentFileKind.Attachment, "", content), FileAnswer.ReadAttachment, progress, cancellation);
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

    /// <summary>Waits for its turn, and has the file read.</summary>
    /// <exception cref="FileLimitException">A limit was met.</exception>
    internal virtual async Task<T> Read<T>(
        SentFileRequest request, Func<AnswerReader, T> result, IProgress<FileProgress>? progress, CancellationToken cancellation)
    {
        using var turn = await queue.Enter(place => progress?.Report(new(place, 0)), cancellation);
        progress?.Report(new(0, 0));
        try
        {
            await using var process = spare.Take();
            try
            {
                return await process.Read(request, result, rows => progress?.Report(new(0, rows)), cancellation);
            }
            catch (FileLimitException met)
            {
                logger.LogWarning(
                    "A {Kind} of {Bytes} bytes was not read: {Limit}. {Errors}", request.Kind, request.Content.Length, met.Limit, process.Errors);
                throw;
            }
        }
        finally
        {
            // Files come several at a time.
            Prepare();
        }
    }

    static ReportFindingKind Kind(FileLimit limit) => limit switch
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
