using NgoDashboard.Figures;
using NgoDashboard.Language;

namespace NgoDashboard.Exchange;

/// <summary>Figures as a sheet for an office: real numbers, and names in the reader's language.</summary>
static class FiguresSheet
{
    public static byte[] Write(IReadOnlyList<(Figure Figure, Statement Statement)> rows, Reference reference) => SheetFile.Write(new SheetContent(
        Words.Province["sheet"],
        [
            new(Words.Province["period"], 18), new(Words.Province["place-of"], 24), new(Words.Province["code-of"], 10), new(Words.Province["sector"], 28), new(Words.Province["campaign"], 24),
            new(Words.Province["figure"], 24), new(Words.Province["value"], 20), new(Words.Province["unit-of"], 10), new(Words.Province["qualifier"], 14),
            new(Words.Province["status"], 14), new(Words.Province["as-of"], 14), new(Words.Province["source"], 60), new(Words.Province["adopted"], 16),
            new(Words.Province["of-version"], 10),
        ],
        rows.Select(row => Cells(row.Figure, row.Statement, reference))));

    static IReadOnlyList<object?> Cells(Figure figure, Statement statement, Reference reference) =>
    [
        Names.Of(figure.Key.Period),
        figure.Key.Province is { } province ? Names.Of(province, reference) : Words.Subject["nationwide"],
        // Seven codes and many names changed their meaning: with its basis a code has one.
        figure.Key.Province?.ToString(),
        figure.Key.Sector is { } sector && reference.Sector(sector) is { } known ? Names.Of(known) : null,
        figure.Key.Campaign is { } campaign && reference.Campaign(campaign) is { } named ? Names.Of(named) : null,
        Names.Of(figure.Key.Measure),
        statement.Value.Whole,
        Names.Of(statement.Value.Unit),
        Names.Of(statement.Qualifier),
        Names.Of(statement.Status),
        Names.Of(statement.AsOf),
        Names.Of(statement.Source),
        statement.Adopted ? Words.Province["is-adopted"] : null,
        figure.Version,
    ];
}
