using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Files.Exports;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Live.Imports;
using NgoDashboard.Live.State;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Review;

namespace NgoDashboard.Components.DeskPanels.ReportImport;

/// <summary>
/// One import of reports, from the chosen files to the draft. The page renders it and forwards what the operator does, one action at a
/// time; the acceptance of lines alone may come in between. Not thread-safe: it belongs to the page's circuit.
/// </summary>
public sealed class ReportImportSession : IDisposable
{
    readonly ReportReviewRunner reviews;
    readonly ReportImporter imports;
    readonly LiveBriefing briefing;
    readonly DisplayLanguage language;
    readonly ReportUpload upload;

    /// <summary>Cancelled on dispose, so that no review runs for a closed page.</summary>
    readonly CancellationTokenSource closing = new();

    QuestionAnswers answers = QuestionAnswers.None;
    HashSet<FigureKey> accepted = [];

    public ReportImportSession(
        UploadedFileReader reader,
        ReportReviewRunner reviews,
        ReportImporter imports,
        LiveBriefing briefing,
        TimeProvider time,
        DisplayLanguage language)
    {
        (this.reviews, this.imports, this.briefing, this.language) = (reviews, imports, briefing, language);
        upload = new(reader, time, language, () => Changed?.Invoke(), (text, severity) => Notified?.Invoke(text, severity));
    }

    /// <summary>What is shown has changed while an action runs.</summary>
    public event Action? Changed;

    /// <summary>A sentence for the operator.</summary>
    public event Action<string, Severity>? Notified;

    /// <summary>Whose draft it is.</summary>
    public Operator Actor { get; set; } = new("", "");

    public IReadOnlyList<UploadedReport> Files => upload.Files;

    /// <inheritdoc cref="ReportUpload.Status"/>
    public string? ReadingStatus => upload.Status;

    /// <summary>The review of all files, with the answers so far; null while there is none.</summary>
    public ReviewAgainstDraft? Current { get; private set; }

    /// <summary>The doubtful figures that the operator accepts.</summary>
    public IReadOnlySet<FigureKey> Accepted => accepted;

    /// <summary>What the senders must correct.</summary>
    public IReadOnlyList<SendBackFile> SendBacks { get; private set; } = [];

    /// <summary>The author of the reports as the screens name it; empty: the province of each figure.</summary>
    public string Publisher { get; set; } = "";

    /// <summary>The operator has seen the doubts about whole files. Asked again after each review.</summary>
    public bool HasConfirmedDoubts { get; set; }

    /// <summary>Doubts about whole files, not about single lines.</summary>
    public int DoubtCount => Current?.Review.Findings.Count(finding => finding.IsDoubt) ?? 0;

    /// <summary>The number of figures that would be put into the draft.</summary>
    public int ReadyCount => Current is { Review: var review }
        ? review.CountLines(ReviewLineState.New) + review.CountLines(ReviewLineState.Changed) + accepted.Count
        : 0;

    public bool CanPutIntoDraft => ReadyCount > 0 && (DoubtCount == 0 || HasConfirmedDoubts);

    bool IsDisposed => closing.IsCancellationRequested;

    public void Dispose()
    {
        closing.Cancel();
        upload.Dispose();
    }

    public async Task AddFiles(IReadOnlyList<IBrowserFile> chosen)
    {
        await upload.AddFiles(chosen);
        if (!IsDisposed)
            await ReviewFiles();
    }

    /// <inheritdoc cref="ReportUpload.Cancel"/>
    public void CancelReading() => upload.Cancel();

    public Task RemoveFile(UploadedReport file)
    {
        upload.RemoveFile(file);
        return ReviewFiles();
    }

    public Task Reply(IReadOnlyList<(string Question, string Reply)> replies)
    {
        answers = replies.Aggregate(answers, (earlier, reply) => earlier.WithAnswer(reply.Question, reply.Reply));
        return ReviewFiles();
    }

    public async Task ReviewFiles()
    {
        if (Files.Count == 0)
        {
            (Current, SendBacks) = (null, []);
            return;
        }

        Changed?.Invoke();
        var reference = briefing.Newest.Snapshot.Reference;
        if (await RunReview() is { } done)
            await ShowReview(done, reference);
    }

    public void Accept((FigureKey Key, bool IsAccepted) decision)
    {
        if (decision.IsAccepted)
            accepted.Add(decision.Key);
        else
            accepted.Remove(decision.Key);
    }

    public void AcceptAll(bool all) => accepted = all && Current is { Review: var review }
        ? [.. review.Lines.Where(line => line.State == ReviewLineState.Doubtful).Select(line => line.Key!.Value)]
        : [];

    /// <summary>Puts the ready figures into the draft, unless what the operator has seen is no longer what they would be.</summary>
    /// <exception cref="NotSavedException">The write failed; draft and session are unchanged.</exception>
    public async Task PutIntoDraft()
    {
        if (Current is not { } seen)
            return;
        UploadedReport[] chosen = [.. Files];
        var (given, reference) = (answers, briefing.Newest.Snapshot.Reference);
        // Review again: another operator may have changed figures meanwhile, or this one the draft in another window.
        if (await RunReview() is not { } newest)
            return;
        if (!newest.HasSameLines(seen))
        {
            await ShowReview(newest, reference);
            Notified?.Invoke(language.Words.Reports["changed-meanwhile"], Severity.Warning);
            return;
        }

        var count = await imports.AddToDraft(Actor, chosen, newest.Review, accepted, Publisher, given);
        Notified?.Invoke(language.Words.Reports["is-put", count], Severity.Success);
        upload.RemoveAllFiles();
        (Current, answers, accepted, SendBacks, HasConfirmedDoubts) = (null, QuestionAnswers.None, [], [], false);
    }

    /// <returns>Null if the review failed, which the operator has been told, or if the page was closed.</returns>
    async Task<ReviewAgainstDraft?> RunReview()
    {
        try
        {
            return await reviews.ReviewAgainstDraft(Actor, [.. Files.Select(file => file.File)], answers, closing.Token);
        }
        catch (ReviewTimeoutException timeout)
        {
            Notified?.Invoke(language.Words.Reports["review-too-long", timeout.Seconds], Severity.Error);
        }
        catch (ReadingQueueFullException)
        {
            Notified?.Invoke(language.Words.Api["reading-queue-full"], Severity.Warning);
        }
        catch (OperationCanceledException) when (IsDisposed)
        {
        }

        return null;
    }

    async Task ShowReview(ReviewAgainstDraft done, ReferenceData reference)
    {
        // Keep the acceptance of unchanged lines only: with another value it is another doubt.
        var seen = Current is { } before ? before.Review.Lines.Where(IsAccepted).Select(before.GetIdentity).ToHashSet() : [];
        accepted =
        [
            .. done.Review.Lines.Where(line => line.State == ReviewLineState.Doubtful && seen.Contains(done.GetIdentity(line)))
                .Select(line => line.Key!.Value),
        ];
        var lists = await Task.Run(() => ReportSendBack.CreateFiles(done.Review, reference, language));
        (Current, HasConfirmedDoubts, SendBacks) = (done, false, lists);
    }

    bool IsAccepted(ReviewLine line) => line is { State: ReviewLineState.Doubtful, Key: { } key } && accepted.Contains(key);
}
