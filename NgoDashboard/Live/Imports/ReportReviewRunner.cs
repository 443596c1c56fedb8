using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Live.Drafting;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;

namespace NgoDashboard.Live.Imports;

/// <summary>
/// Runs reviews in this process, because the figures are here and each answer of the desk repeats the review. As many run at once as files
/// are read, each within its time limit. Singleton; thread-safe.
/// </summary>
public sealed class ReportReviewRunner(FileReadingOptions options, ReportImporter imports, Drafts drafts)
{
    readonly ReadingQueue queue = new(options.AtOnce, options.MostWaiting);

    /// <inheritdoc cref="RunLimited"/>
    public Task<ReportReview> Review(IReadOnlyList<ReportFile> files, QuestionAnswers replies, CancellationToken cancellation) =>
        RunLimited(token => imports.Review(files, replies, token), cancellation);

    /// <summary>Compares the files with the figures and with the operator's own draft.</summary>
    /// <inheritdoc cref="RunLimited"/>
    public Task<ReviewAgainstDraft> ReviewAgainstDraft(
        Operator actor, IReadOnlyList<ReportFile> files, QuestionAnswers replies, CancellationToken cancellation) => RunLimited(
        token => Imports.ReviewAgainstDraft.Create(imports.Review(files, replies, token), drafts.ForOperator(actor)), cancellation);

    /// <exception cref="ReadingQueueFullException">Too many reviews wait.</exception>
    /// <exception cref="ReviewTimeoutException">The review exceeded its time limit.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    internal async Task<T> RunLimited<T>(Func<CancellationToken, T> review, CancellationToken cancellation)
    {
        using var turn = await queue.Enter(null, cancellation);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(options.MostReviewTime);
        try
        {
            return await Task.Run(() => review(limited.Token), limited.Token);
        }
        catch (OperationCanceledException) when (limited.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new ReviewTimeoutException(options.MostReviewTime);
        }
    }
}
