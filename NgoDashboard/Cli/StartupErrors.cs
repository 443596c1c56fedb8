using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
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
        DataFileException unreadable => unreadable.Explanation,
        InvalidSettingException => broken.Message,
        IOException { InnerException: AddressInUseException } =>
            DisplayLanguage.InAllLanguages(language => language.Words.Api["port-in-use", addresses]),
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            DisplayLanguage.InAllLanguages(language => language.Words.Api["port-denied", addresses]),
        SocketException or FormatException or IOException { InnerException: SocketException } =>
            DisplayLanguage.InAllLanguages(language => language.Words.Api["no-such-address", addresses, broken.Message]),
        AggregateException { InnerException: { } inner } => Explain(inner, addresses),
        _ => null,
    };
}
