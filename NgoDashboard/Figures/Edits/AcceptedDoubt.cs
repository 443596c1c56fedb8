using NgoDashboard.Figures.Cube;

namespace NgoDashboard.Figures.Edits;

/// <summary>What was doubtful in a report, and was accepted before its figures came into a draft: journalled when they are taken.</summary>
/// <param name="Key">The one that it is about; null where it is about the report.</param>
/// <param name="Report">Where the report is kept: the addresses of its figures' sources begin so.</param>
/// <param name="Sentence">In the language of the meeting, as the record is.</param>
public sealed record AcceptedDoubt(FigureKey? Key, string Report, string Sentence);
