using System.Globalization;
using NgoDashboard.Api.Imports;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Reports.Review;

namespace NgoDashboard.Cli;

/// <summary>Prints the result of <see cref="ImportCommand"/>, from the database or from a server.</summary>
static class ImportOutput
{
    /// <returns>The exit code.</returns>
    public static async Task<int> WriteNotTaken(TextWriter output)
    {
        await output.WriteLineAsync(CommandLine.Language.Words.Reports["not-taken"]);
        return ImportCommand.NotDone;
    }

    /// <returns>The exit code, see <see cref="ImportCommand"/>.</returns>
    public static async Task<int> WriteReview(ImportResponse answer, TextWriter output)
    {
        foreach (var finding in answer.Findings)
            await output.WriteLineAsync($"{finding.File}{(finding.Cell is { } cell ? $" {cell}" : "")}: {finding.Message}");
        foreach (var line in answer.Lines.Where(line => line.Text is not null))
            await output.WriteLineAsync($"{line.File} {line.Sheet}!{line.Cell}: {string.Join(' ', line.Messages.Prepend(line.Text))}");
        foreach (var question in answer.Questions)
        {
            await output.WriteLineAsync($"{question.File} {question.Cell}: {question.Message}");
            // In the form of the option that answers it.
            foreach (var choice in question.Choices)
                await output.WriteLineAsync($"    {ImportArguments.ReplyOption} '{question.Id}={choice.Value}'  {choice.Text}");
        }

        foreach (var reply in answer.Unheard)
            await output.WriteLineAsync(reply.Message);
        foreach (var account in answer.Accounts.Where(account => account.Counts.Count > 0))
            await output.WriteLineAsync($"{account.File} {account.Sheet}: {account.Message}");

        await output.WriteLineAsync(CommandLine.Language.Words.Reports[
            "counts",
            CountOf(answer, ReviewLineState.New),
            CountOf(answer, ReviewLineState.Changed),
            CountOf(answer, ReviewLineState.Unchanged),
            CountOf(answer, ReviewLineState.Doubtful),
            CountOf(answer, ReviewLineState.Refused) + CountOf(answer, ReviewLineState.AwaitingAnswer)]);
        if (answer.Version is { } version)
            await output.WriteLineAsync(CommandLine.Language.Words.Reports["taken", version.ToString(CultureInfo.InvariantCulture)]);
        return answer.Unheard.Count > 0 ? ImportCommand.NotDone : answer.Good ? 0 : 1;
    }

    static int CountOf(ImportResponse answer, ReviewLineState state) => answer.Counts[state.ToCode()];
}
