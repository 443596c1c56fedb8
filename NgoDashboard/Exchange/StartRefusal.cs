using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Storage;
using NgoDashboard.Storage.Chain;

namespace NgoDashboard.Exchange;

/// <summary>Why the server does not start, for the person who starts it: a sentence with its remedy, and not a stack trace.</summary>
public static class StartRefusal
{
    /// <returns>Null for a mistake of the program, whose stack trace is wanted.</returns>
    public static string? Explain(Exception broken, string? addresses) => broken switch
    {
        DamagedDatabaseException damaged => string.Join(Environment.NewLine, ChainText.Refuse(damaged)),
        StorageException refused => refused.Explanation,
        DataFileException or SettingException => broken.Message,
        IOException { InnerException: AddressInUseException } => Languages.InAll(() => Words.Exchange["port-in-use", addresses]),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => Languages.InAll(() => Words.Exchange["port-denied", addresses]),
        SocketException or FormatException or IOException { InnerException: SocketException } => Languages.InAll(() => Words.Exchange["no-such-address", addresses, broken.Message]),
        OptionsValidationException wrong => Languages.InAll(() => Words.Exchange["settings-wrong", string.Join(' ', wrong.Failures)]),
        AggregateException { InnerException: { } inner } => Explain(inner, addresses),
        _ => null,
    };
}
