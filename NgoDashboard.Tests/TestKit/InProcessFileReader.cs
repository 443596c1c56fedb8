using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NgoDashboard.Exchange.SentFiles;

namespace NgoDashboard.Tests.TestKit;

/// <summary>Reads sent files in the process of the test, through the same answers that a child would write: a process for each would take minutes.</summary>
sealed class InProcessFileReader() : SentFileReader(Options.Create(new FileReadingOptions { AtOnce = 1 }), TimeProvider.System, NullLogger<SentFileReader>.Instance)
{
    public override void Prepare()
    {
    }

    internal override Task<T> Read<T>(SentFileRequest request, Func<AnswerReader, T> result, IProgress<FileProgress>? progress, CancellationToken cancellation) => Task.Run(
        () =>
        {
            using var sent = new MemoryStream();
            request.WriteTo(sent);
            sent.Position = 0;
            using var answer = new MemoryStream();
            FileAnswer.Write(SentFileRequest.ReadFrom(sent)!, answer, cancellation);
            return FileAnswer.Read(new MemoryStream(answer.ToArray()), result, rows => progress?.Report(new(0, rows)));
        },
        cancellation);
}
