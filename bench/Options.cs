using System.Globalization;

namespace NgoDashboard.Bench;

/// <summary>What is said on the command line: <c>--name value</c>, or <c>--name</c> alone.</summary>
sealed class Options
{
    readonly Dictionary<string, string> said = [];

    /// <exception cref="TroubleException">Something is there that nobody asks for.</exception>
    public Options(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
                throw new TroubleException($"'{arguments[i]}' is no option: options begin with two dashes.");
            said[arguments[i][2..]] = i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal) ? arguments[++i] : "";
        }
    }

    public bool IsQuick => said.ContainsKey("quick");

    public string? Text(string name) => said.GetValueOrDefault(name);

    public int Number(string name, int otherwise) =>
        !said.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new TroubleException($"--{name} needs a number, not '{text}'.");

    /// <summary>The processors of server and clients; nothing where they are not pinned.</summary>
    public static (int? Server, int? Clients) Pins(bool isPinned) => isPinned && Environment.ProcessorCount > 1 ? (0, 1) : (null, null);
}
