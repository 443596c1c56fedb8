using System.Security.Cryptography;
using System.Text;

namespace NgoDashboard.Components.StaticAssets;

/// <summary>
/// The script and the style that stand inside a page (see <see cref="WatchdogHead"/>): they say that the page is not whole when any
/// of its files is lost, so they may not be files themselves. The content-security policy allows these two texts by their hashes.
/// </summary>
public static class Watchdog
{
    public static string Script { get; } = ReadMinified("watchdog.js");

    public static string Style { get; } = ReadMinified("watchdog.css");

    public static string ScriptHash { get; } = Hash(Script);

    public static string StyleHash { get; } = Hash(Style);

    /// <summary>Without the lines of comment and the indentation, which every screen would load.</summary>
    static string ReadMinified(string file)
    {
        using var reader = new StreamReader(typeof(Watchdog).Assembly.GetManifestResourceStream($"NgoDashboard.{file}")!);
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim());
        return string.Join('\n', lines.Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("/*", StringComparison.Ordinal)));
    }

    static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
