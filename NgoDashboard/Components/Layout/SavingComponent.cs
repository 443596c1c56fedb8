using Microsoft.AspNetCore.Components;
using MudBlazor;
using NgoDashboard.Components.Localization;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Layout;

/// <summary>
/// Base of the components that save to the database, or that follow what changes while the page is open. Pages for provinces use it too, so
/// it gives access to nothing of the meeting.
/// </summary>
public abstract class SavingComponent : LocalizedComponent, IDisposable
{
    readonly List<IDisposable> subscriptions = [];

    [Inject] protected ISnackbar Snackbar { get; private set; } = null!;

    /// <summary>True while <see cref="RunIfIdle"/> runs its work: the buttons of the component are disabled then.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Renders again at each notification, until the component is disposed.</summary>
    protected void RerenderOn(Func<Action, IDisposable> subscribe) => subscriptions.Add(subscribe(() => _ = InvokeAsync(StateHasChanged)));

    /// <summary>
    /// Runs the work of a press, unless that of an earlier press is still running: a double click, or a press while a slow disk stores the
    /// first, does the work once. The disabled button alone does not prevent it, because the second press may already be on its way.
    /// </summary>
    protected async Task RunIfIdle(Func<Task> work)
    {
        if (IsBusy)
            return;
        IsBusy = true;
        try
        {
            await work();
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <summary><see cref="TrySave"/> within <see cref="RunIfIdle"/>.</summary>
    protected Task SaveIfIdle(Func<Task> work) => RunIfIdle(() => TrySave(work));

    /// <summary>Runs work that the database may refuse to save, and tells the user if it does: only this attempt is lost.</summary>
    /// <returns>True if the work was saved.</returns>
    protected async Task<bool> TrySave(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (NotSavedException failure)
        {
            Snackbar.Add(Words.Desk["not-stored", failure.ToSentence(Language)], Severity.Error);
            return false;
        }
    }

    /// <summary>As <see cref="TrySave"/>; also tells the user if another one was faster and nothing was changed.</summary>
    protected async Task<bool> TrySaveIfUnchanged(Func<Task<bool>> work)
    {
        var isDone = false;
        if (!await TrySave(async () => isDone = await work()))
            return false;
        if (!isDone)
            Snackbar.Add(Words.Inbox["settled-meanwhile"], Severity.Warning);
        return isDone;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
    }
}
