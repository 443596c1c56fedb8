using System.CommandLine;
using NgoDashboard.Reports.Questions;

namespace NgoDashboard.Cli;

/// <summary>The arguments of <see cref="ImportCommand"/>.</summary>
/// <param name="Takes">Puts on air what is good; otherwise the files are only checked.</param>
/// <param name="Database">The path of the SQLite file.</param>
sealed record ImportArguments(
    IReadOnlyList<string> Files,
    bool Takes,
    bool AcceptsDoubts,
    string? Key,
    string? Server,
    string? Publisher,
    QuestionAnswers Replies,
    string Database)
{
    public const string ReplyOption = "--reply";

    static readonly Argument<string[]> FilesArgument = new("FILE") { Arity = ArgumentArity.OneOrMore };

    static readonly Option<bool> Check = new("--check"), Take = new("--take"), Accept = new("--accept");

    static readonly Option<string?> KeyOption = new("--key"), ServerOption = new("--server"), PublisherOption = new("--publisher");

    static readonly Option<string[]> RepliesOption = new(ReplyOption);

    /// <summary>Declares them with their descriptions.</summary>
    public static void AddTo(Command command)
    {
        FilesArgument.Description = CommandLine.Language.Words.Cli["import-files"];
        Check.Description = CommandLine.Language.Words.Cli["import-check"];
        Take.Description = CommandLine.Language.Words.Cli["import-take"];
        Accept.Description = CommandLine.Language.Words.Cli["import-accept"];
        KeyOption.Description = CommandLine.Language.Words.Cli["import-key"];
        ServerOption.Description = CommandLine.Language.Words.Cli["import-server"];
        PublisherOption.Description = CommandLine.Language.Words.Cli["import-publisher"];
        RepliesOption.Description = CommandLine.Language.Words.Cli["import-reply"];
        command.Arguments.Add(FilesArgument);
        foreach (var option in (Option[])[Check, Take, Accept, KeyOption, ServerOption, PublisherOption, RepliesOption])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Check) == result.GetValue(Take)
                || (result.GetValue(RepliesOption) ?? []).Any(reply => reply.LastIndexOf('=') <= 0))
                result.AddError(CommandLine.Language.Words.Cli[$"usage-{ImportCommand.Name}"]);
        });
    }

    public static ImportArguments From(ParseResult arguments, string database) => new(
        arguments.GetRequiredValue(FilesArgument),
        arguments.GetValue(Take),
        arguments.GetValue(Accept),
        arguments.GetValue(KeyOption),
        arguments.GetValue(ServerOption),
        arguments.GetValue(PublisherOption),
        ParseReplies(arguments.GetValue(RepliesOption) ?? []),
        database);

    /// <summary>Split at the last '=': the id contains names of files and sheets, which may hold one; an answer never does.</summary>
    static QuestionAnswers ParseReplies(IEnumerable<string> replies) => replies.Aggregate(
        QuestionAnswers.None,
        (answers, reply) => reply.LastIndexOf('=') is var middle ? answers.WithAnswer(reply[..middle], reply[(middle + 1)..]) : answers);
}
