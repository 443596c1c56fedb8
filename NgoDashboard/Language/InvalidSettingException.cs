namespace NgoDashboard.Language;

/// <summary>A setting that cannot be used. The message is a sentence in both languages, for the person who starts the server.</summary>
public sealed class InvalidSettingException(string message) : Exception(message)
{
    /// <param name="sentence">Returns the sentence in a language; called once for each.</param>
    public static InvalidSettingException For(Func<DisplayLanguage, string> sentence) => new(DisplayLanguage.InAllLanguages(sentence));

    /// <summary>The sentence that fits most settings: the name, the value, and what is allowed.</summary>
    /// <param name="allowed">Called once for each language, to follow the words "it must be".</param>
    public static InvalidSettingException ForValue(string name, string value, Func<DisplayLanguage, string> allowed) =>
        For(language => language.Words.Api["setting-wrong", name, value, allowed(language)]);
}
