using NgoDashboard.Figures;
using NgoDashboard.Live;

namespace NgoDashboard.Tests.TestKit;

/// <summary>
/// Everything that a state holds, as text that can be compared: immutable arrays are equal only to themselves, and a difference
/// of two texts says where it is.
/// </summary>
static class Telling
{
    public static string Of(Snapshot snapshot) =>
        $"{snapshot.LastStatement}\n{string.Join('\n', snapshot.Figures.OrderBy(figure => figure.Key.ToString(), StringComparer.Ordinal).Select(Of))}";

    public static string Of(Figure figure) =>
        $"{figure.Key} {figure.EmptiedBy}\n{string.Join('\n', figure.Statements.Select(statement => $"    {statement}"))}";

    public static string Of(OnAir now) =>
        $"""
        {now.Version} {now.At:O} {now.Scene} {now.Item} {now.IsRehearsal} {now.Cover}
        {now.Meeting}
        undo {now.Steps.Undoable}, redo {now.Steps.Redoable}
        --- recent
        {Of(now.Recent)}
        --- latest
        {Of(now.Latest)}
        --- corrections
        {Of(now.Corrections)}
        --- changes
        {Of(now.Changes)}
        --- read out
        {string.Join('\n', now.ReadOut.Select(key => key.ToString()).Order(StringComparer.Ordinal))}
        --- figures
        {Of(now.Snapshot)}
        """;

    public static string Of(IEnumerable<AiredChange> changes) => string.Join('\n', changes.Select(change => $"{change} {change.At:O}"));

    /// <summary>What is stated, without the versions that say when: what an undo restores.</summary>
    public static string Stated(Snapshot snapshot) => string.Join('\n', snapshot.Figures
        .Where(figure => !figure.Statements.IsEmpty)
        .OrderBy(figure => figure.Key.ToString(), StringComparer.Ordinal)
        .Select(figure => Of(figure with { EmptiedBy = 0, Statements = [.. figure.Statements.Select(statement => statement with { Version = 0 })] })));

    public static string Of(Reference reference) => string.Join('\n',
    [
        .. reference.Provinces.Select(one => $"{one with { Aliases = [] }} {string.Join(';', one.Aliases)}"),
        .. reference.Sectors.Select(one => $"{one with { Aliases = [] }} {string.Join(';', one.Aliases)}"),
        .. reference.Campaigns.Select(one => one.ToString()),
        .. reference.Rates.Select(one => FormattableString.Invariant($"{one.Year} {one.VndPerUsd:0.00} {one.Source} {one.IsSure}")),
    ]);
}
