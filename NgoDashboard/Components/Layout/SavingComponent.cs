using Microsoft.AspNetCore.Components;
using MudBlazor;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Layout;

/// <summary>A part of a page that changes what the disk keeps, and follows more than what is on air.</summary>
public abstract class SavingComponent : LiveComponent
{
    readonly List<IDisposable> watched = [];

    [Inject] protected ISnackbar Snackbar { get; private set; } = null!;

    /// <summary>Drawn anew at each notice, for as long as the page is open.</summary>
    protected void RerenderOn(Func<Action, IDisposable> subscribe) => watched.Add(subscribe(() => _ = InvokeAsync(StateHasChanged)));

    /// <summary>Does what the disk may refuse, and says so where it does: nothing is lost but the attempt.</summary>
    /// <returns>Whether the disk has it.</returns>
    protected async Task<bool> TrySave(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (NotSavedException refused)
        {
            Snackbar.Add(Words.Desk["not-stored", refused.Message], Severity.Error);
            return false;
        }
    }

    /// <summary>As <see cref="TrySave"/>; and says so where somebody else was quicker.</summary>
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
        foreach (var subscription in watched)
            subscription.Dispose();
        base.Dispose(disposing);
    }
}
