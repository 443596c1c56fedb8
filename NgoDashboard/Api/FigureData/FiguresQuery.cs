using System.Globalization;
using NgoDashboard.Access.Scope;
using NgoDashboard.Components.Shared;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.Scenes;

namespace NgoDashboard.Api.FigureData;

/// <summary>The filters of GET /api/figures.</summary>
/// <param name="WithPredecessors">Whether a province includes the units that it was merged from.</param>
public sealed record FiguresQuery(
    int? Year, ProvinceCode? Province, string? Sector, Measure? Measure, bool AllSources, bool WithPredecessors)
{
    /// <summary>Parses query parameters; with findings, the query leaves out the wrong ones.</summary>
    public static (FiguresQuery Query, IReadOnlyList<Finding> Findings) Parse(
        string? year, string? province, string? sector, string? measure, string? sources, string? predecessors, ReferenceData reference)
    {
        var findings = new List<Finding>();
        int? readYear = null;
        if (year is not null)
        {
            if (int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is >= SceneKinds.FirstYear and <= SceneKinds.LastYear)
                readYear = number;
            else
                findings.Add(new(FindingKind.InvalidYear, "year", $"{SceneKinds.FirstYear}", $"{SceneKinds.LastYear}"));
        }

        ProvinceCode? readProvince = null;
        if (province is not null)
        {
            if (ProvinceCode.TryParse(province, out var code) && reference.FindProvince(code) is not null)
                readProvince = code;
            else
                findings.Add(new(FindingKind.UnknownProvince, "province", province));
        }

        if (sector is not null)
            findings.AddRange(KnownItems.FindUnknown(reference, ItemKind.Sector, sector, "sector"));
        Measure? readMeasure = null;
        if (measure is not null)
        {
            if (EnumCodes.TryParse(measure, out Measure known))
                readMeasure = known;
            else
                findings.Add(new(FindingKind.UnknownMeasure, "measure", measure));
        }

        if (sources is not (null or PageUrls.AllFilterValue))
            findings.Add(new(FindingKind.UnknownSources, "sources", sources));
        if (predecessors is not (null or "true" or "false"))
            findings.Add(new(FindingKind.WrongType, "predecessors", predecessors, FieldType.Boolean));
        return (new(readYear, readProvince, sector, readMeasure, sources == PageUrls.AllFilterValue, predecessors == "true"), findings);
    }

    /// <summary>The matching statements that the reader may see, the latest period first.</summary>
    public IReadOnlyList<FigureResponse> ToResponses(ReadableFigures readable) =>
        [.. MatchingStatements(readable).Select(found => FigureResponse.FromStatement(found.Figure, found.Statement))];

    /// <inheritdoc cref="ToResponses"/>
    public IReadOnlyList<(Figure Figure, Statement Statement)> MatchingStatements(ReadableFigures readable) =>
    [
        .. readable.Figures
            .Where(figure => Matches(figure.Key, readable.Reference))
            .OrderByDescending(figure => figure.Key.Period)
            .ThenBy(figure => figure.Key.Province?.ToString(), StringComparer.Ordinal)
            .ThenBy(figure => figure.Key.Sector, StringComparer.Ordinal)
            .ThenBy(figure => figure.Key.Campaign, StringComparer.Ordinal)
            .ThenBy(figure => figure.Key.Measure.SortOrder)
            .SelectMany(figure => figure.Statements
                .Where(statement => AllSources || statement.IsAdopted)
                .OrderByDescending(statement => statement.IsAdopted).ThenBy(statement => statement.Id)
                .Select(statement => (figure, statement))),
    ];

    bool Matches(FigureKey key, ReferenceData reference) =>
        (Year is not { } year || key.Period.IsWithinYear(year))
        && (Province is null || key.Province == Province
            || (WithPredecessors && key.Province is { } code && reference.FindProvince(code)?.Successor == Province))
        && (Sector is null || key.Sector == Sector)
        && (Measure is null || key.Measure == Measure);
}
