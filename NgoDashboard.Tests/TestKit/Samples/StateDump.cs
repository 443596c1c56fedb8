using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.State;

namespace NgoDashboard.Tests.TestKit.Samples;

/// <summary>
/// Everything in a state as text, for comparison: immutable arrays compare by reference, and a difference between two texts shows where
/// it is.
/// </summary>
static class StateDump
{
    public static string Dump(Snapshot snapshot) =>
        $"{snapshot.LastStatementId}\n{string.Join('\n', snapshot.Figures.OrderBy(figure => figure.Key.ToString(), StringComparer.Ordinal).Select(Dump))}";

    public static string Dump(Figure figure) =>
        $"{figure.Key} {figure.EmptiedInVersion}\n{string.Join('\n', figure.Statements.Select(statement => $"    {statement}"))}";

    public static string Dump(BriefingState now) =>
        $"""
        {now.Version} {now.TakenAt:O} {now.Scene} {now.AgendaItemId} {now.IsRehearsal} {now.Cover}
        {now.Meeting}
        undo {now.UndoHistory.UndoableVersion}, redo {now.UndoHistory.RedoableVersion}
        --- recent
        {Dump(now.RecentChanges)}
        --- latest
        {Dump(now.LatestChanges)}
        --- corrections
        {Dump(now.Corrections)}
        --- changes
        {Dump(now.MeetingChanges)}
        --- read out
        {string.Join('\n', now.TotalsOnAir.Select(key => key.ToString()).Order(StringComparer.Ordinal))}
        --- figures
        {Dump(now.Snapshot)}
        --- reference {now.Snapshot.Reference.Version}
        {DumpChangeable(now.Snapshot.Reference)}
        {string.Join('\n', now.Snapshot.Reference.SectorList.Retired.Select(one => $"{Dump(one.Item)} {one.MergedInto}"))}
        {string.Join('\n', now.Snapshot.Reference.CampaignList.Retired.Select(one => $"{Dump(one.Item)} {one.MergedInto}"))}
        """;

    public static string Dump(IEnumerable<AiredChange> changes) => string.Join('\n', changes.Select(change => $"{change} {change.OccurredAt:O}"));

    /// <summary>The statements without their versions: what an undo restores.</summary>
    public static string DumpStatements(Snapshot snapshot) => string.Join('\n', snapshot.Figures
        .Where(figure => !figure.Statements.IsEmpty)
        .OrderBy(figure => figure.Key.ToString(), StringComparer.Ordinal)
        .Select(figure => Dump(figure with { EmptiedInVersion = 0, Statements = [.. figure.Statements.Select(statement => statement with { Version = 0 })] })));

    public static string Dump(ReferenceData reference) => string.Join('\n',
    [
        .. reference.Provinces.Select(province => $"{province with { Aliases = [] }} {string.Join(';', province.Aliases)}"),
        DumpChangeable(reference),
    ]);

    /// <summary>What the desk can change of the reference data; without the version of the last change.</summary>
    public static string DumpChangeable(ReferenceData reference) => string.Join('\n',
    [
        .. reference.Sectors.Select(Dump),
        .. reference.Campaigns.Select(Dump),
        .. reference.Rates.Select(one => FormattableString.Invariant($"{one.Year} {one.VndPerUsd:0.00} {one.Source} {one.IsConfirmed}")),
    ]);

    static string Dump(ReferenceItem item) => $"{item with { Aliases = [] }} {string.Join(';', item.Aliases)}";
}
