using NgoDashboard.Figures.Text;

namespace NgoDashboard.Files;

/// <summary>
/// What a file is called from the moment it comes in: by its name its questions and its figures are told from those of the others. Whoever
/// sends it may call it anything, and several the same.
/// </summary>
public static class UploadedFileName
{
    /// <summary>A name becomes part of reasons and titles, which have their own bounds.</summary>
    const int MaxLength = 150;

    /// <summary>What stands behind the last point is longer in no spreadsheet: then it is not the kind of the file, but a part of its name.</summary>
    const int MaxExtensionLength = 10;

    /// <summary>Cleaned and cut, and only then made different from the others: two that differ where they are cut are the same.</summary>
    public static string MakeUnique(string uploaded, IEnumerable<string> usedNames)
    {
        var others = usedNames.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = CleanName(uploaded);
        var ending = Path.GetExtension(name) is { Length: <= MaxExtensionLength } kind ? kind : "";
        var free = name;
        for (var i = 2; others.Contains(free); i++)
            free = Truncate($"{name[..^ending.Length]} ({i}){ending}");
        return free;
    }

    /// <summary>Without what no reader sees, and no longer than it may be. A name that is one already stays as it is.</summary>
    public static string CleanName(string sent) => Truncate(TextSanitizer.SanitizeLine(sent));

    /// <summary>The end stays: there stand the year and the kind of the file.</summary>
    static string Truncate(string name)
    {
        var end = name.Length > MaxLength ? name[^MaxLength..] : name;
        // Half of a letter is none, and cannot be stored.
        return end.Length > 0 && char.IsLowSurrogate(end[0]) ? end[1..] : end;
    }
}
