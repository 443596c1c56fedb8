using MudBlazor;
using NgoDashboard.Language;
using NgoDashboard.Live;

namespace NgoDashboard.Components.Desk;

/// <summary>What became of a wish, told in passing. What is refused or doubted stays on the page and is told there.</summary>
static class OutcomeWords
{
    const string Last = "outcome";

    public static void Tell(this ISnackbar snackbar, Outcome outcome)
    {
        var (text, severity) = outcome switch
        {
            Taken { Now: { Cover: Cover.None } now } => (Words.Desk["taken", now.Version], Severity.Success),
            Taken { Now: var now } => (Words.Desk["taken-behind", now.Version], Severity.Success),
            Awaiting => (Words.Desk["awaiting"], Severity.Info),
            NotStored refused => (Words.Desk["not-stored", refused.Problem], Severity.Error),
            SamePerson => (Words.Desk["same-person"], Severity.Warning),
            NoSecondPerson => (Words.Desk["no-second-person"], Severity.Warning),
            Nothing => (Words.Desk["nothing-to-do"], Severity.Info),
            _ => (Words.Desk["look-again"], Severity.Warning),
        };
        // Few are shown at once, and one more waits until another goes: what became of the last wish is told now, in place of the one before.
        snackbar.RemoveByKey(Last);
        snackbar.Add(text, severity, key: Last);
    }
}
