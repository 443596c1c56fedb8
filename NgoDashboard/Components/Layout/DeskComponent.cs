using Microsoft.AspNetCore.Components;
using MudBlazor;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Layout;

/// <summary>A part of the desk: it works on the newest version, also while the screens are held or covered.</summary>
public abstract class DeskComponent : LiveComponent
{
    [Inject] protected ISnackbar Snackbar { get; private set; } = null!;

    protected override OnAir Look() => Air.Newest;

    /// <summary>Does what the disk may refuse, and says so where it does: nothing is lost but the attempt.</summary>
    /// <returns>Whether the disk has it.</returns>
    protected async Task<bool> Keep(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (NotKeptException)
        {
            Snackbar.Add(Words.Desk["not-stored"], Severity.Error);
            return false;
        }
    }
}
