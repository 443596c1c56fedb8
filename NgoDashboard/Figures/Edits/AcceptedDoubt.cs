using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Figures.Edits;

/// <summary>A doubt about a report, accepted before its figures entered a draft. The take writes it to the journal.</summary>
/// <param name="Key">The figure concerned; null if the doubt concerns the whole report.</param>
/// <param name="Report">The address of the stored report, with which the source addresses of its figures begin.</param>
/// <param name="Sentence">In the language of the meeting, like the record.</param>
public sealed record AcceptedDoubt(FigureKey? Key, string Report, string Sentence);
