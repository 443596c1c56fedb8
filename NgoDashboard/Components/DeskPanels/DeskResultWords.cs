using MudBlazor;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.DeskPanels;

/// <summary>What became of a wish, told in passing. What is refused or doubted stays on the page and is told there.</summary>
static class DeskResultWords
{
    const string SnackbarKey = "outcome";

    public static void ShowResult(this ISnackbar snackbar, DeskResult outcome)
    {
        var (text, severity) = outcome switch
        {
            Committed { State: { Cover: Cover.None } now } => (Words.Desk["taken", now.Version], Severity.Success),
            Committed { State: var now } => (Words.Desk["taken-behind", now.Version], Severity.Success),
            AwaitingApproval => (Words.Desk["awaiting"], Severity.Info),
            NotStored refused => (Words.Desk["not-stored", refused.Problem], Severity.Error),
            SamePerson => (Words.Desk["same-person"], Severity.Warning),
            NoSecondPerson => (Words.Desk["no-second-person"], Severity.Warning),
            NoChange => (Words.Desk["nothing-to-do"], Severity.Info),
            _ => (Words.Desk["look-again"], Severity.Warning),
        };
        // Few are shown at once, and one more waits until another goes: what became of the last wish is told now, in place of the one before.
        snackbar.RemoveByKey(SnackbarKey);
        snackbar.Add(text, severity, key: SnackbarKey);
    }
}
