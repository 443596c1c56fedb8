using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using NgoDashboard.Access;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Storage;
using NgoDashboard.Storage.Chain;

namespace NgoDashboard.Exchange;

/// <summary>A setting that makes no sense; the message is a sentence in both languages.</summary>
public sealed class SettingException(string message) : Exception(message)
{
    /// <param name="sentence">In the language of the moment at which it is called.</param>
    public static SettingException For(Func<string> sentence) => new(StartRefusal.InBoth(sentence));
}

/// <summary>Why the server does not start, for the person who starts it: a sentence with its remedy, and not a stack trace.</summary>
public static class StartRefusal
{
    /// <returns>Null for a mistake of the program, whose stack trace is wanted.</returns>
    public static string? Explain(Exception broken, string? addresses) => broken switch
    {
        DamagedDatabaseException damaged => string.Join(Environment.NewLine, ChainText.Refuse(damaged)),
        StorageException refused => refused.Explanation,
        DataFileException or SettingException or WrongSettingException => broken.Message,
        IOException { InnerException: AddressInUseException } => InBoth(() => Words.Exchange["port-in-use", addresses]),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => InBoth(() => Words.Exchange["port-denied", addresses]),
        SocketException or FormatException or IOException { InnerException: SocketException } => InBoth(() => Words.Exchange["no-such-address", addresses, broken.Message]),
        OptionsValidationException wrong => InBoth(() => Words.Exchange["settings-wrong", string.Join(' ', wrong.Failures)]),
        AggregateException { InnerException: { } inner } => Explain(inner, addresses),
        _ => null,
    };

    /// <summary>The language of who starts a server is not known.</summary>
    internal static string InBoth(Func<string> sentence) =>
        string.Join(Environment.NewLine, Languages.All.Select(language => Languages.In(language, sentence)));
}
