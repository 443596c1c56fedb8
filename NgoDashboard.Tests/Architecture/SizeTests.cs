using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Architecture;

/// <summary>Files and lines of the product stay short. What is longer today is listed, and the lists only become shorter.</summary>
public sealed class SizeTests
{
    const int MaxLines = 250, MaxLineLength = 140;

    static readonly Dictionary<string, string> LongFiles = new()
    {
    };

    /// <summary>Lines over the limit by folder: patterns, captions, SQL and raw strings, whose text a break would change.</summary>
    static readonly Dictionary<string, int> LongLines = new()
    {
        ["Access"] = 1,
        ["Api"] = 12,
        ["Components"] = 19,
        ["Files"] = 5,
        ["Reports"] = 34,
        ["Storage"] = 24,
    };

    static IEnumerable<(string Path, string Text)> Sources =>
        SourceFiles.All.Concat(SourceFiles.ScriptModules).Concat(SourceFiles.StyleSheets);

    [Fact]
    public void Files_OfTheProduct_AreShortOrListed() => Assert.Equal(
        LongFiles.Keys.Order(StringComparer.Ordinal),
        Sources
            .Where(file => file.Text.AsSpan().Count('\n') > MaxLines).Select(file => file.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void Lines_OfTheProduct_AreShortButForThoseThatCannotBeBroken()
    {
        var counts = Sources
            .Select(file => (Room: file.Path.Split('/')[0], Count: file.Text.Split('\n').Count(line => line.TrimEnd('\r').Length > MaxLineLength)))
            .GroupBy(file => file.Room, file => file.Count)
            .ToDictionary(room => room.Key, room => room.Sum());

        Assert.Empty(counts.Where(room => room.Value > LongLines.GetValueOrDefault(room.Key)).Select(room => $"{room.Key}: {room.Value}"));
    }
}
