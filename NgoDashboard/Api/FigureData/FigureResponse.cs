using NgoDashboard.Api.MeetingRecords;
using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Api.FigureData;

/// <summary>One statement in the API's form, in the order of its properties.</summary>
/// <param name="Value">In whole units: dollars, đồng, pieces, percent.</param>
/// <param name="Version">When the figure last changed: what an edit gives back as its expectedVersion.</param>
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
        RecordEntries.ToIsoDate(figure.Key.Period.From),
        RecordEntries.ToIsoDate(figure.Key.Period.To),
        figure.Key.Province?.ToString(),
        figure.Key.Sector,
        figure.Key.Campaign,
        figure.Key.Measure.ToCode(),
        statement.Value.WholeUnits,
        statement.Value.Unit.ToCode(),
        statement.Qualifier.ToCode(),
        statement.Status.ToCode(),
        RecordEntries.ToIsoDate(statement.AsOf),
        new(statement.Source.Title, statement.Source.Url, statement.Source.Date),
        statement.IsAdopted,
        figure.Version);
}

/// <param name="Url">Of a figure that came from a report, told to the desk alone: where its row is shown, inside this server.</param>
/// <param name="Date">A year, a month or a day.</param>
public sealed record SourceResponse(string Title, string? Url, string? Date);
