using MudBlazor;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.State;

namespace NgoDashboard.Components.DeskPanels;

/// <summary>Shows the result of a command as a snackbar. The caller shows rejections and doubts on the page itself.</summary>
static class DeskResultWords
{
    const string SnackbarKey = "outcome";

    public static void ShowResult(this ISnackbar snackbar, DeskResult outcome, DisplayLanguage language)
    {
        var (text, severity) = outcome switch
        {
            Committed { State: { Cover: Cover.None } state } => (language.Words.Desk["taken", state.Version], Severity.Success),
            Committed { State: var state } => (language.Words.Desk["taken-behind", state.Version], Severity.Success),
            AwaitingApproval => (language.Words.Desk["awaiting"], Severity.Info),
            NotStored failure => (language.Words.Desk["not-stored", failure.ToSentence(language)], Severity.Error),
            SamePerson => (language.Words.Desk["same-person"], Severity.Warning),
            NoSecondPerson => (language.Words.Desk["no-second-person"], Severity.Warning),
            NoChange => (language.Words.Desk["nothing-to-do"], Severity.Info),
            _ => (language.Words.Desk["look-again"], Severity.Warning),
        };
        // MudBlazor shows only a few snackbars and queues the rest, so the latest result replaces the one before it.
        snackbar.RemoveByKey(SnackbarKey);
        snackbar.Add(text, severity, key: SnackbarKey);
    }
}
