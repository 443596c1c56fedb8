using NgoDashboard.Reports.Questions;

namespace NgoDashboard.Cli;

/// <summary>The arguments of <see cref="ImportCommand"/>.</summary>
/// <param name="Values">The values of options that take one, by the name of the option.</param>
sealed record ImportArguments(
    IReadOnlyList<string> Files,
    IReadOnlySet<string> SetFlags,
    IReadOnlyDictionary<string, string> Values,
    QuestionAnswers Replies)
{
    public const string RehearsalOption = "--rehearsal";

    public const string CheckOption = "--check", TakeOption = "--take", AcceptOption = "--accept";

    public const string KeyOption = "--key", ServerOption = "--server", PublisherOption = "--publisher", ReplyOption = "--reply";

    static readonly string[] Flags = [CheckOption, TakeOption, AcceptOption];

    static readonly string[] ValueOptions = [KeyOption, ServerOption, PublisherOption];

    public bool HasFlag(string flag) => SetFlags.Contains(flag);

    public string? ValueOf(string name) => Values.GetValueOrDefault(name);

    /// <param name="args">The command line; the first one is the command's name.</param>
    /// <returns>Null if an option is unknown, no file is named, or not exactly one of check and take is set.</returns>
    public static ImportArguments? Parse(string[] args)
    {
        var (files, flags, values) = (new List<string>(), new HashSet<string>(), new Dictionary<string, string>());
        var replies = QuestionAnswers.None;
        for (var i = 1; i < args.Length; i++)
        {
            if (Flags.Contains(args[i]))
                flags.Add(args[i]);
            else if (args[i] == ReplyOption && i + 1 < args.Length && args[i + 1].LastIndexOf('=') is > 0 and var middle)
                // Split at the last '=': the id contains names of files and sheets, which may hold one; an answer never does.
                replies = replies.WithAnswer(args[++i][..middle], args[i][(middle + 1)..]);
            else if (ValueOptions.Contains(args[i]) && i + 1 < args.Length)
                values[args[i]] = args[++i];
            else if (args[i].StartsWith("--", StringComparison.Ordinal))
                return args[i] == RehearsalOption ? Parse([.. args.Where(arg => arg != RehearsalOption)]) : null;
            else
                files.Add(args[i]);
        }

        return files.Count > 0 && flags.Contains(CheckOption) != flags.Contains(TakeOption) ? new(files, flags, values, replies) : null;
    }
}
