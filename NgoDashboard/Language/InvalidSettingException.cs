namespace NgoDashboard.Language;

/// <summary>A setting that cannot be used; the message is a sentence, in both languages, for the person who starts the server.</summary>
public sealed class InvalidSettingException(string message) : Exception(message)
{
    /// <param name="sentence">In the language of the moment at which it is called.</param>
    public static InvalidSettingException For(Func<string> sentence) => new(Languages.InAllLanguages(sentence));
}
