using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Text;

namespace NgoDashboard.Api.FigureData;

/// <summary>One statement in the API's form; the order of the parameters is that of the JSON.</summary>
/// <param name="Value">In whole units: dollars, đồng, a count, percent.</param>
/// <param name="Version">The version that last changed the figure; an edit sends it back as expectedVersion.</param>
public sealed record FigureResponse(
    string From,
    string To,
    string? Province,
    string? Sector,
    string? Campaign,
    string Measure,
    decimal Value,
    string Unit,
    string Qualifier,
    string Status,
    string AsOf,
    SourceResponse Source,
    bool Adopted,
    long Version)
{
    public static FigureResponse FromStatement(Figure figure, Statement statement) => new(
        figure.Key.Period.From.ToIsoDate(),
        figure.Key.Period.To.ToIsoDate(),
        figure.Key.Province?.ToString(),
        figure.Key.Sector,
        figure.Key.Campaign,
        figure.Key.Measure.ToCode(),
        statement.Value.WholeUnits,
        statement.Value.Unit.ToCode(),
        statement.Qualifier.ToCode(),
        statement.Status.ToCode(),
        statement.AsOf.ToIsoDate(),
        new(statement.Source.Title, statement.Source.Url, statement.Source.Date),
        statement.IsAdopted,
        figure.Version);
}

/// <param name="Url">For a figure from a report, the address inside this server that shows its row; for desks only.</param>
/// <param name="Date">A year, a month or a day.</param>
public sealed record SourceResponse(string Title, string? Url, string? Date);
