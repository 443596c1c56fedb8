namespace NgoDashboard.Language;

/// <summary>A setting that cannot be used. The message is a sentence in both languages, for the person who starts the server.</summary>
public sealed class InvalidSettingException(string message) : Exception(message)
{
    /// <param name="sentence">Called once for each language; returns the sentence in the language of the current culture.</param>
    public static InvalidSettingException For(Func<string> sentence) => new(Languages.InAllLanguages(sentence));
}
