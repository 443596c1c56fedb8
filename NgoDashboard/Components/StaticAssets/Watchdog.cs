using System.Security.Cryptography;
using System.Text;

namespace NgoDashboard.Components.StaticAssets;

/// <summary>
/// The inline script and style of a page (see <see cref="WatchdogHead"/>). They report that files of the page are missing, so they must not
/// be files themselves. The content-security policy allows these two texts by their hashes.
/// </summary>
public static class Watchdog
{
    public static string Script { get; } = ReadMinified("watchdog.js");

    public static string Style { get; } = ReadMinified("watchdog.css");

    public static string ScriptHash { get; } = Hash(Script);

    public static string StyleHash { get; } = Hash(Style);

    /// <summary>Drops comment lines and indentation, because every screen loads this text.</summary>
    static string ReadMinified(string file)
    {
        using var reader = new StreamReader(typeof(Watchdog).Assembly.GetManifestResourceStream($"NgoDashboard.{file}")!);
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim());
        return string.Join('\n', lines.Where(line => line.Length > 0 && !IsComment(line)));

        static bool IsComment(string line) =>
            line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith("/*", StringComparison.Ordinal);
    }

    static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
