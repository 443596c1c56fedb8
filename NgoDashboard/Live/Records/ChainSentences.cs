using System.Collections.Immutable;
using NgoDashboard.Language;
using NgoDashboard.Storage.Chain;

namespace NgoDashboard.Live.Records;

/// <summary>Messages about the integrity check of the stored journal.</summary>
public static class ChainSentences
{
    /// <summary>Why the server does not start; in all languages, because the administrator's is unknown.</summary>
    public static ImmutableArray<string> ExplainRefusal(DamagedDatabaseException damaged) =>
        InAllLanguages(language => Describe(damaged.Path, damaged.Report, "verify-remedy", language));

    /// <summary>Why the database could not be checked, in all languages.</summary>
    public static ImmutableArray<string> ExplainRefusal(DatabaseNotCheckableException refused) =>
        InAllLanguages(language => [Describe(refused, language)]);

    /// <summary>The result of a check, in all languages.</summary>
    /// <param name="isServersOwn">Whether it is the database that the server works on; else a backup or a copy.</param>
    public static ImmutableArray<string> ExplainReport(string path, IntegrityReport report, bool isServersOwn) =>
        InAllLanguages(language => Describe(path, report, isServersOwn ? "verify-remedy" : "verify-remedy-file", language));

    /// <summary>Which versions of a meeting are older than the hash chain; null where none are.</summary>
    public static string? DescribeVersionsBeforeChain(MeetingRecord record, DisplayLanguage language) =>
        record.VersionsBeforeChain is { } span ? Describe(span, language) : null;

    static string Describe(ChainedLaterRange span, DisplayLanguage language) => language.Words.Record[
        "chain-chained", span.FirstVersion, span.LastVersion, language.DisplayNames.ForDate(VietnamTime.LocalDay(span.ChainedAt))];

    static string[] Describe(string path, IntegrityReport report, string remedy, DisplayLanguage language) => report switch
    {
        { Chain.Fault: { } fault } => [Describe(fault, language), language.Words.Record[remedy]],
        { Damage: { } damage } => [Describe(path, damage, language), language.Words.Record[remedy]],
        { Chain: { LastHash: { } hash } chain } =>
        [
            language.Words.Record["verify-holds", chain.ValidVersionCount, hash],
            .. chain.ChainedLater is { } span ? (string[])[Describe(span, language)] : [],
            .. chain.RemovedTextCount > 0 ? (string[])[language.Words.Record["verify-removed", chain.RemovedTextCount]] : [],
        ],
        _ => [language.Words.Record["verify-empty"]],
    };

    static string Describe(ChainFault fault, DisplayLanguage language)
    {
        var part = language.Words.Record[$"part-{fault.Part}"];
        return language.Words.Record["verify-broken", fault.Version, fault.IsText ? language.Words.Record["verify-text", part] : part];
    }

    static string Describe(string path, DatabaseDamage damage, DisplayLanguage language) => damage switch
    {
        { Table: { } table, Row: { } row } => language.Words.Record["verify-damaged-row", path, table, row, damage.Description],
        { Table: { } table } => language.Words.Record["verify-damaged-table", path, table, damage.Description],
        _ => language.Words.Record["verify-damaged-file", path, damage.Description],
    };

    static string Describe(DatabaseNotCheckableException refused, DisplayLanguage language) => refused switch
    {
        { Schema: null, InnerException: { } inner } => language.Words.Record["verify-not-read", refused.Path, inner.Message],
        { Schema: null } => language.Words.Record["verify-not-there", refused.Path],
        { IsNewer: true } => language.Words.Record["verify-newer", refused.Path, refused.Schema],
        _ => language.Words.Record["verify-before-chain", refused.Path, refused.Schema],
    };

    static ImmutableArray<string> InAllLanguages(Func<DisplayLanguage, string[]> sentences) =>
        [.. DisplayLanguage.All.SelectMany(sentences)];
}
