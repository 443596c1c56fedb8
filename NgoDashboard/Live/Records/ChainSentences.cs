using System.Collections.Immutable;
using NgoDashboard.Language;
using NgoDashboard.Storage.Chain;

namespace NgoDashboard.Live.Records;

/// <summary>Messages about the integrity check of the stored journal.</summary>
public static class ChainSentences
{
    /// <summary>Why the server does not start; in all languages, because the administrator's is unknown.</summary>
    public static ImmutableArray<string> ExplainRefusal(DamagedDatabaseException damaged) =>
        InAllLanguages(() => Describe(damaged.Path, damaged.Report, "verify-remedy"));

    /// <summary>Why the database could not be checked, in all languages.</summary>
    public static ImmutableArray<string> ExplainRefusal(DatabaseNotCheckableException refused) => InAllLanguages(() => [Describe(refused)]);

    /// <summary>The result of a check, in all languages.</summary>
    /// <param name="isServersOwn">Whether it is the database that the server works on; else a backup or a copy.</param>
    public static ImmutableArray<string> ExplainReport(string path, IntegrityReport report, bool isServersOwn) =>
        InAllLanguages(() => Describe(path, report, isServersOwn ? "verify-remedy" : "verify-remedy-file"));

    /// <summary>Which versions of a meeting are older than the hash chain, in the current language; null where none are.</summary>
    public static string? DescribeVersionsBeforeChain(MeetingRecord record) =>
        record.VersionsBeforeChain is { } span ? Describe(span) : null;

    static string Describe(ChainedLaterRange span) => Words.Record[
        "chain-chained", span.FirstVersion, span.LastVersion, DisplayNames.ForDate(VietnamTime.LocalDay(span.ChainedAt))];

    static string[] Describe(string path, IntegrityReport report, string remedy) => report switch
    {
        { Chain.Fault: { } fault } => [Describe(fault), Words.Record[remedy]],
        { Damage: { } damage } => [Describe(path, damage), Words.Record[remedy]],
        { Chain: { LastHash: { } hash } chain } =>
        [
            Words.Record["verify-holds", chain.ValidVersionCount, hash],
            .. chain.ChainedLater is { } span ? (string[])[Describe(span)] : [],
            .. chain.RemovedTextCount > 0 ? (string[])[Words.Record["verify-removed", chain.RemovedTextCount]] : [],
        ],
        _ => [Words.Record["verify-empty"]],
    };

    static string Describe(ChainFault fault)
    {
        var part = Words.Record[$"part-{fault.Part}"];
        return Words.Record["verify-broken", fault.Version, fault.IsText ? Words.Record["verify-text", part] : part];
    }

    static string Describe(string path, DatabaseDamage damage) => damage switch
    {
        { Table: { } table, Row: { } row } => Words.Record["verify-damaged-row", path, table, row, damage.Description],
        { Table: { } table } => Words.Record["verify-damaged-table", path, table, damage.Description],
        _ => Words.Record["verify-damaged-file", path, damage.Description],
    };

    static string Describe(DatabaseNotCheckableException refused) => refused switch
    {
        { Schema: null, InnerException: { } inner } => Words.Record["verify-not-read", refused.Path, inner.Message],
        { Schema: null } => Words.Record["verify-not-there", refused.Path],
        { IsNewer: true } => Words.Record["verify-newer", refused.Path, refused.Schema],
        _ => Words.Record["verify-before-chain", refused.Path, refused.Schema],
    };

    static ImmutableArray<string> InAllLanguages(Func<string[]> sentences) =>
        [.. Languages.All.SelectMany(language => Languages.RunInLanguage(language, sentences))];
}
