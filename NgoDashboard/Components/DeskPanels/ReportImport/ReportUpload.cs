using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using MudBlazor;
using NgoDashboard.Components.Shared;
using NgoDashboard.Files;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Files.Parsing;
using NgoDashboard.Language;
using NgoDashboard.Live.Imports;

namespace NgoDashboard.Components.DeskPanels.ReportImport;

/// <summary>
/// The files of an import: receives them from the browser one after the other, has them read, and reports how far that is.
/// </summary>
/// <param name="changed">Called when <see cref="Status"/> has changed.</param>
/// <param name="notify">Called with a sentence for the operator.</param>
sealed class ReportUpload(
    UploadedFileReader reader, TimeProvider time, DisplayLanguage language, Action changed, Action<string, Severity> notify) : IDisposable
{
    /// <summary>More files at once are probably a folder that was dropped by mistake.</summary>
    public const int MaxFiles = 100;

    const int Megabyte = 1024 * 1024;

    /// <summary>More updates could not be read and would cost more than the reading itself.</summary>
    static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(150);

    readonly List<UploadedReport> files = [];
    CancellationTokenSource? reading;
    long lastProgressAt;
    bool isDisposed;

    public IReadOnlyList<UploadedReport> Files => files;

    /// <summary>Which file is being received or read, and how far; null if none is.</summary>
    public string? Status { get; private set; }

    public void Dispose()
    {
        isDisposed = true;
        reading?.Cancel();
        reading?.Dispose();
        reading = null;
    }

    public async Task AddFiles(IReadOnlyList<IBrowserFile> chosen)
    {
        reading?.Dispose();
        reading = new();
        var token = reading.Token;
        foreach (var file in chosen.Take(MaxFiles))
        {
            Status = language.Words.Reports["reading", file.Name, 0];
            changed();
            if (!await AddFile(file, token))
                break;
        }

        Status = null;
        if (chosen.Count > MaxFiles)
            NotifyIfOpen(language.Words.Reports["too-many-files", MaxFiles], Severity.Warning);
    }

    /// <summary>Skips the files that are still to be read; those that were read stay.</summary>
    public void Cancel() => reading?.Cancel();

    public void RemoveFile(UploadedReport file) => files.Remove(file);

    public void RemoveAllFiles() => files.Clear();

    /// <returns>False if the remaining files are to be skipped.</returns>
    async Task<bool> AddFile(IBrowserFile file, CancellationToken token)
    {
        try
        {
            var content = await BrowserFileReader.ReadBytes(
                file, ReportFileReader.MaxBytes, received => ShowReceived(file, received), token);
            var name = UploadedFileName.MakeUnique(file.Name, files.Select(earlier => earlier.File.FileName));
            var reported = new Progress<FileProgress>(progress => ShowProgress(file.Name, progress));
            var read = await reader.ReadReport(name, content, reported, token);
            if (read.Sha256.Length > 0 && files.Any(earlier => earlier.File.Sha256 == read.Sha256))
                notify(language.Words.Reports["there-already", file.Name], Severity.Normal);
            else
                files.Add(new(read, read.Sha256.Length > 0 ? content : []));
            return true;
        }
        catch (OperationCanceledException)
        {
            NotifyIfOpen(language.Words.Reports["cancelled"], Severity.Normal);
            return false;
        }
        catch (ReadingQueueFullException)
        {
            NotifyIfOpen(language.Words.Reports["queue-full", file.Name], Severity.Warning);
            return !isDisposed;
        }
        catch (Exception failure) when (failure is IOException or JSException or InvalidOperationException or TimeoutException)
        {
            // The file was changed or removed during the upload; the others may still be readable.
            NotifyIfOpen(language.Words.Reports["broken-off", file.Name], Severity.Error);
            return !isDisposed;
        }
    }

    /// <summary>For a large file on a slow line.</summary>
    void ShowReceived(IBrowserFile file, int receivedBytes)
    {
        if (file.Size > Megabyte)
            SetStatus(language.Words.Reports["receiving", file.Name, receivedBytes / Megabyte, file.Size / Megabyte]);
    }

    void ShowProgress(string name, FileProgress progress)
    {
        if (progress.QueuePosition > 0)
            SetStatus(language.Words.Reports["waiting", name, progress.QueuePosition], isRare: true);
        else
            SetStatus(language.Words.Reports["reading", name, progress.Rows]);
    }

    /// <param name="isRare">True for a status that is reported only once, so that the rate limit must not drop it.</param>
    void SetStatus(string text, bool isRare = false)
    {
        // An update that arrives after the reading has ended is dropped.
        if (Status is null || (!isRare && time.GetElapsedTime(lastProgressAt) < ProgressInterval))
            return;
        (Status, lastProgressAt) = (text, time.GetTimestamp());
        changed();
    }

    void NotifyIfOpen(string text, Severity severity)
    {
        if (!isDisposed)
            notify(text, severity);
    }
}
