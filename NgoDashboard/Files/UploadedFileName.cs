using NgoDashboard.Figures.Text;

namespace NgoDashboard.Files;

/// <summary>
/// The name of a received file: its questions and figures are told apart from those of other files by it. The sender may call a file
/// anything, and several files the same.
/// </summary>
public static class UploadedFileName
{
    /// <summary>In characters: a name becomes part of reasons and titles, which have limits of their own.</summary>
    const int MaxLength = 150;

    /// <summary>
    /// In characters: no spreadsheet has a longer extension, so a longer text behind the last point is a part of the name.
    /// </summary>
    const int MaxExtensionLength = 10;

    /// <summary>Cleans and truncates the name before it is made unique, because names may be equal once they are truncated.</summary>
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

    /// <summary>Without invisible characters, and truncated to the maximum length. Idempotent.</summary>
    public static string CleanName(string sent) => Truncate(TextSanitizer.SanitizeLine(sent));

    /// <summary>Keeps the end, where the year and the extension stand.</summary>
    static string Truncate(string name)
    {
        var end = name.Length > MaxLength ? name[^MaxLength..] : name;
        // Half of a surrogate pair cannot be stored.
        return end.Length > 0 && char.IsLowSurrogate(end[0]) ? end[1..] : end;
    }
}
