using NgoDashboard.Figures;
using NgoDashboard.Reports;

namespace NgoDashboard.Exchange;

/// <summary>Which open question a line waits for: the line tells where it stands and what is unclear in it, the question where it came up first.</summary>
sealed class WaitedFor(ReportReview review)
{
    readonly ILookup<string, Question> ofNames = review.Open.Where(IsOfAName).ToLookup(question => Folding.Fold(question.About));

    // By all that a line may know of its question, so that none is searched for: a file may leave as many open as it has rows.
    readonly ILookup<(string File, Place Where), Question> ofPlaces = review.Open.ToLookup(question => (question.File, question.Where));

    readonly ILookup<(string File, string Sheet, string About), Question> ofTexts = review.Open.ToLookup(question => (question.File, question.Where.Sheet, question.About));

    readonly Dictionary<(string File, string Sheet, int? Column), Question[]> ofColumns = review.Open.GroupBy(question => (question.File, question.Where.Sheet, question.Where.Column))
        .ToDictionary(group => group.Key, ByLine);

    readonly Dictionary<(string File, string Sheet), Question[]> ofTables = review.Open.Where(question => !IsOfAName(question) && (question.Where.Column is null || question.Kind == QuestionKind.Table))
        .GroupBy(question => (question.File, question.Where.Sheet)).ToDictionary(group => group.Key, ByLine);

    /// <returns>Null where none can be told.</returns>
    public Question? By(ReviewLine line)
    {
        var (file, sheet, at) = (line.File, line.Where.Sheet, line.Where.Line);
        return ofPlaces[(file, line.Where)].FirstOrDefault()
            // A name is asked for once, whichever file it came up in.
            ?? ofNames[Folding.Fold(line.Received)].FirstOrDefault()
            ?? (line.Received.Length > 0 ? ofTexts[(file, sheet, line.Received)].LastOrDefault(question => question.Where.Line <= at) : null)
            ?? Nearest(ofColumns.GetValueOrDefault((file, sheet, line.Where.Column), []), at)
            ?? Nearest(ofTables.GetValueOrDefault((file, sheet), []), at);
    }

    static bool IsOfAName(Question question) => question.Kind is QuestionKind.Province or QuestionKind.Sector;

    /// <summary>Of several tables on a sheet the one that the line stands in.</summary>
    /// <param name="questions">By their lines.</param>
    static Question? Nearest(Question[] questions, int line)
    {
        var (low, high) = (0, questions.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (questions[middle].Where.Line <= line)
                low = middle + 1;
            else
                high = middle;
        }

        // Of several in one line the first.
        while (low > 1 && questions[low - 2].Where.Line == questions[low - 1].Where.Line)
            low--;
        return low == 0 ? null : questions[low - 1];
    }

    static Question[] ByLine(IEnumerable<Question> questions) => [.. questions.OrderBy(question => question.Where.Line)];
}
