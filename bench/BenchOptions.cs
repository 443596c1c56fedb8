using System.Globalization;

namespace NgoDashboard.Bench;

/// <summary>Command-line options: <c>--name value</c>, or <c>--name</c> alone. Unknown names are ignored.</summary>
sealed class BenchOptions
{
    readonly Dictionary<string, string> values = [];

    /// <exception cref="BenchException">An argument does not begin with two dashes.</exception>
    public BenchOptions(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
                throw new BenchException($"'{arguments[i]}' is no option: options begin with two dashes.");
            var hasValue = i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal);
            var name = arguments[i][2..];
            values[name] = hasValue ? arguments[++i] : "";
        }
    }

    public bool IsQuick => values.ContainsKey("quick");

    public string? GetText(string name) => values.GetValueOrDefault(name);

    public int GetNumber(string name, int defaultValue) =>
        !values.TryGetValue(name, out var text) ? defaultValue
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new BenchException($"--{name} needs a number, not '{text}'.");

    /// <summary>The processor of the server and that of the clients; null if they are not pinned.</summary>
    public static (int? Server, int? Clients) GetProcessorPins(bool isPinned) => isPinned && Environment.ProcessorCount > 1 ? (0, 1) : (null, null);
}
