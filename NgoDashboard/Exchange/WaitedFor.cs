using NgoDashboard.Figures;
using NgoDashboard.Reports;

namespace NgoDashboard.Exchange;

/// <summary>Which open question a line waits for: the line tells where it stands and what is unclear in it, the question where it came up first.</summary>
sealed class WaitedFor(ReportReview review)
{
    readonly ILookup<string, Question> ofNames = review.Open.Where(IsOfAName).ToLookup(question => Folding.Fold(question.About));

    readonly ILookup<(string File, string Sheet), Question> ofSheets = review.Open.ToLookup(question => (question.File, question.Where.Sheet));

    /// <returns>Null where none can be told.</returns>
    public Question? By(ReviewLine line)
    {
        var here = ofSheets[(line.File, line.Where.Sheet)].Where(question => question.Where.Line <= line.Where.Line).ToArray();
        return here.FirstOrDefault(question => question.Where == line.Where)
            // A name is asked for once, whichever file it came up in.
            ?? ofNames[Folding.Fold(line.Received)].FirstOrDefault()
            ?? here.LastOrDefault(question => line.Received.Length > 0 && question.About == line.Received)
            ?? Nearest(here.Where(question => question.Where.Column == line.Where.Column))
            ?? Nearest(here.Where(question => !IsOfAName(question) && (question.Where.Column is null || question.Kind == QuestionKind.Table)));
    }

    static bool IsOfAName(Question question) => question.Kind is QuestionKind.Province or QuestionKind.Sector;

    /// <summary>Of several tables on a sheet the one that the line stands in.</summary>
    static Question? Nearest(IEnumerable<Question> questions) => questions.MaxBy(question => question.Where.Line);
}
