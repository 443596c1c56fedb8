using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;

namespace NgoDashboard.Reports.Resolution;

/// <summary>The context of reading a report.</summary>
/// <param name="NewestYear">
/// The newest year that is offered where a table states no period. Passed in, because reading is pure and uses no clock.
/// </param>
/// <param name="Cancellation">Checked for every row, because the client may have disconnected.</param>
sealed record ReadingContext(
    NameLookup Names, ReferenceData Reference, QuestionLog Questions, int NewestYear, CancellationToken Cancellation);
