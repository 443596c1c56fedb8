using System.Collections.Immutable;
using NgoDashboard.Language;
using NgoDashboard.Storage;
using NgoDashboard.Storage.Chain;

namespace NgoDashboard.Live;

/// <summary>What a check of the stored journal found, in sentences.</summary>
public static class ChainText
{
    /// <summary>Why the server does not start, in both languages: nobody has chosen one yet.</summary>
    public static ImmutableArray<string> Refuse(DamagedDatabaseException damaged) => InBoth(() => Describe(damaged.Path, damaged.Report));

    /// <summary>Why the database could not be checked, in both languages.</summary>
    public static ImmutableArray<string> Refuse(UncheckedDatabaseException refused) => InBoth(() => [Describe(refused)]);

    /// <summary>The result of a check, in both languages.</summary>
    public static ImmutableArray<string> Report(string path, StorageReport report) => InBoth(() => Describe(path, report));

    /// <summary>Which versions of a meeting are older than the chain; null where none are.</summary>
    public static string? DescribeChained(MeetingRecord record) => record.Chained is { } span ? Describe(span) : null;

    static string Describe(ChainedSpan span) => Words.Record["chain-chained", span.First, span.Last, Language.Names.Of(VietNam.Day(span.At))];

    static string[] Describe(string path, StorageReport report) => report switch
    {
        { Chain.Fault: { } fault } => [Describe(fault), Words.Record["verify-remedy"]],
        { Damage: { } damage } => [Describe(path, damage), Words.Record["verify-remedy"]],
        { Chain: { LastHash: { } hash } chain } =>
        [
            Words.Record["verify-holds", chain.Versions, hash],
            .. chain.Chained is { } span ? (string[])[Describe(span)] : [],
            .. chain.Removed > 0 ? (string[])[Words.Record["verify-removed", chain.Removed]] : [],
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
        { Table: { } table, Row: { } row } => Words.Record["verify-damaged-row", path, table, row, damage.Found],
        { Table: { } table } => Words.Record["verify-damaged-table", path, table, damage.Found],
        _ => Words.Record["verify-damaged-file", path, damage.Found],
    };

    static string Describe(UncheckedDatabaseException refused) => refused switch
    {
        { Schema: null, InnerException: { } inner } => Words.Record["verify-not-read", refused.Path, inner.Message],
        { Schema: null } => Words.Record["verify-not-there", refused.Path],
        { IsNewer: true } => Words.Record["verify-newer", refused.Path, refused.Schema],
        _ => Words.Record["verify-before-chain", refused.Path, refused.Schema],
    };

    static ImmutableArray<string> InBoth(Func<string[]> sentences) => [.. Languages.All.SelectMany(language => Languages.In(language, sentences))];
}
