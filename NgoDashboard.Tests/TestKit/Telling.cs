using NgoDashboard.Figures;
using NgoDashboard.Live;

namespace NgoDashboard.Tests.TestKit;

/// <summary>
/// Everything that a state holds, as text that can be compared: immutable arrays are equal only to themselves, and a difference
/// of two texts says where it is.
/// </summary>
static class Telling
{
    public static string Of(Snapshot snapshot) => string.Join('\n', snapshot.Figures.OrderBy(figure => figure.Key.ToString()).Select(Of));

    public static string Of(Figure figure) => $"{figure.Key}\n{string.Join('\n', figure.Statements.Select(statement => $"    {statement}"))}";

    public static string Of(OnAir now) =>
        $"""
        {now.Version} {now.At:O} {now.Scene} {now.IsRehearsal}
        {string.Join('\n', now.Recent.Select(Of))}
        ---
        {string.Join('\n', now.Latest.Select(Of))}
        ---
        {Of(now.Snapshot)}
        """;

    static string Of(AiredChange change) => $"{change} {change.At:O}";

    public static string Of(Reference reference) => string.Join('\n',
    [
        .. reference.Provinces.Select(one => $"{one with { Aliases = [] }} {string.Join(';', one.Aliases)}"),
        .. reference.Sectors.Select(one => $"{one with { Aliases = [] }} {string.Join(';', one.Aliases)}"),
        .. reference.Campaigns.Select(one => one.ToString()),
        .. reference.Rates.Select(one => FormattableString.Invariant($"{one.Year} {one.VndPerUsd:0.00} {one.Source} {one.IsSure}")),
    ]);
}
