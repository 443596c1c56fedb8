using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using NgoDashboard.Language;
using NgoDashboard.Live.Records;
using NgoDashboard.Storage.Chain;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Reference;

namespace NgoDashboard.Cli;

/// <summary>Explains to the person who starts the server why it fails: a sentence with the remedy, not a stack trace.</summary>
public static class StartupErrors
{
    /// <returns>Null for a programming error, which should be reported with its stack trace.</returns>
    public static string? Explain(Exception broken, string? addresses) => broken switch
    {
        DamagedDatabaseException damaged => string.Join(Environment.NewLine, ChainSentences.ExplainRefusal(damaged)),
        StorageException refused => refused.Explanation,
        DataFileException or InvalidSettingException => broken.Message,
        IOException { InnerException: AddressInUseException } =>
            DisplayLanguage.InAllLanguages(language => language.Words.Exchange["port-in-use", addresses]),
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            DisplayLanguage.InAllLanguages(language => language.Words.Exchange["port-denied", addresses]),
        SocketException or FormatException or IOException { InnerException: SocketException } =>
            DisplayLanguage.InAllLanguages(language => language.Words.Exchange["no-such-address", addresses, broken.Message]),
        OptionsValidationException invalid =>
            DisplayLanguage.InAllLanguages(language => language.Words.Exchange["settings-wrong", string.Join(' ', invalid.Failures)]),
        AggregateException { InnerException: { } inner } => Explain(inner, addresses),
        _ => null,
    };
}
