using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NgoDashboard.Exchange.SentFiles;

namespace NgoDashboard.Tests.TestKit;

/// <summary>
/// Reads sent files in the process of the test, through the same answers that a child would write: a process for each would take minutes.
/// </summary>
sealed class InProcessFileReader() : SentFileReader(Options.Create(new FileReadingOptions()), TimeProvider.System, NullLogger<SentFileReader>.Instance)
{
    /// <summary>What happens before a file is read: it waits, or is refused.</summary>
    public Func<IProgress<FileProgress>?, Task>? Before { get; set; }

    public override void Prepare()
    {
    }

    internal override async Task<T> Read<T>(SentFileRequest request, Func<AnswerReader, T> result, IProgress<FileProgress>? progress, CancellationToken cancellation)
    {
        if (Before is { } before)
            await before(progress);
        return await Task.Run(() => ReadHere(request, result, progress, cancellation), cancellation);
    }

    static T ReadHere<T>(SentFileRequest request, Func<AnswerReader, T> result, IProgress<FileProgress>? progress, CancellationToken cancellation)
    {
        using var sent = new MemoryStream();
        request.WriteTo(sent);
        sent.Position = 0;
        using var answer = new MemoryStream();
        FileAnswer.Write(SentFileRequest.ReadFrom(sent)!, answer, cancellation);
        return FileAnswer.Read(new MemoryStream(answer.ToArray()), result, rows => progress?.Report(new(0, rows)));
    }
}
