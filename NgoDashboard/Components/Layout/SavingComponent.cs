using Microsoft.AspNetCore.Components;
using MudBlazor;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Layout;

/// <summary>Base of the components that save to the database, or that follow more than the briefing.</summary>
public abstract class SavingComponent : LiveComponent
{
    readonly List<IDisposable> subscriptions = [];

    [Inject] protected ISnackbar Snackbar { get; private set; } = null!;

    /// <summary>Renders again at each notification, until the component is disposed.</summary>
    protected void RerenderOn(Func<Action, IDisposable> subscribe) => subscriptions.Add(subscribe(() => _ = InvokeAsync(StateHasChanged)));

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
            Snackbar.Add(Words.Asked["settled-meanwhile"], Severity.Warning);
        return isDone;
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
        base.Dispose(disposing);
    }
}
