using NgoDashboard.Figures;

namespace NgoDashboard.Exchange;

/// <summary>One statement in the API's form, in the order of its properties.</summary>
/// <param name="Value">In whole units: dollars, đồng, pieces, percent.</param>
/// <param name="Version">When the figure last changed: what an edit gives back as its expectedVersion.</param>
public sealed record FigureRow(
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
    SourceRow Source,
    bool Adopted,
    long Version)
{
    public static FigureRow Of(Figure figure, Statement statement) => new(
        RecordRows.Iso(figure.Key.Period.From),
        RecordRows.Iso(figure.Key.Period.To),
        figure.Key.Province?.ToString(),
        figure.Key.Sector,
        figure.Key.Campaign,
        figure.Key.Measure.Word(),
        statement.Value.Whole,
        statement.Value.Unit.Word(),
        statement.Qualifier.Word(),
        statement.Status.Word(),
        RecordRows.Iso(statement.AsOf),
        new(statement.Source.Title, statement.Source.Url, statement.Source.Date),
        statement.Adopted,
        figure.Version);
}

/// <param name="Url">Of a figure that came from a report, told to the desk alone: where its row is shown, inside this server.</param>
/// <param name="Date">A year, a month or a day.</param>
public sealed record SourceRow(string Title, string? Url, string? Date);
