namespace NgoDashboard.Language;

/// <summary>A setting that cannot be used. The message is a sentence in both languages, for the person who starts the server.</summary>
public sealed class InvalidSettingException(string message) : Exception(message)
{
    /// <param name="sentence">Returns the sentence in a language; called once for each.</param>
    public static InvalidSettingException For(Func<DisplayLanguage, string> sentence) => new(DisplayLanguage.InAllLanguages(sentence));
}
