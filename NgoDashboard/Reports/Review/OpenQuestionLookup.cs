using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Review;

/// <summary>Which open question a line waits for: the line tells where it stands and what is unclear in it, the question where it came up first.</summary>
sealed class OpenQuestionLookup(ReportReview review)
{
    readonly ILookup<string, Question> ofNames = review.OpenQuestions.Where(IsAboutName).ToLookup(question => TextFolding.Fold(question.Subject));

    // By all that a line may know of its question, so that none is searched for: a file may leave as many open as it has rows.
    readonly ILookup<(string File, CellReference Where), Question> ofPlaces = review.OpenQuestions.ToLookup(question => (question.File, Where: question.Location));

    readonly ILookup<(string File, string Sheet, string About), Question> ofTexts = review.OpenQuestions.ToLookup(question => (question.File, Sheet: question.Location.SheetName, About: question.Subject));

    readonly Dictionary<(string File, string Sheet, int? Column), Question[]> ofColumns = review.OpenQuestions.GroupBy(question => (question.File, Sheet: question.Location.SheetName, Column: question.Location.ColumnIndex))
        .ToDictionary(group => group.Key, ByLine);

    readonly Dictionary<(string File, string Sheet), Question[]> ofTables = review.OpenQuestions.Where(question => !IsAboutName(question) && (question.Location.ColumnIndex is null || question.Kind == QuestionKind.Table))
        .GroupBy(question => (question.File, Sheet: question.Location.SheetName)).ToDictionary(group => group.Key, ByLine);

    /// <returns>Null where none can be told.</returns>
    public Question? FindFor(ReviewLine line)
    {
        var (file, sheet, at) = (line.File, line.Location.SheetName, line.Location.RowNumber);
        return ofPlaces[(file, line.Location)].FirstOrDefault()
            // A name is asked for once, whichever file it came up in.
            ?? ofNames[TextFolding.Fold(line.WrittenText)].FirstOrDefault()
            ?? (line.WrittenText.Length > 0 ? ofTexts[(file, sheet, line.WrittenText)].LastOrDefault(question => question.Location.RowNumber <= at) : null)
            ?? Nearest(ofColumns.GetValueOrDefault((file, sheet, line.Location.ColumnIndex), []), at)
            ?? Nearest(ofTables.GetValueOrDefault((file, sheet), []), at);
    }

    static bool IsAboutName(Question question) => question.Kind is QuestionKind.Province or QuestionKind.Sector;

    /// <summary>Of several tables on a sheet the one that the line stands in.</summary>
    /// <param name="questions">By their lines.</param>
    static Question? Nearest(Question[] questions, int line)
    {
        var (low, high) = (0, questions.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (questions[middle].Location.RowNumber <= line)
                low = middle + 1;
            else
                high = middle;
        }

        // Of several in one line the first.
        while (low > 1 && questions[low - 2].Location.RowNumber == questions[low - 1].Location.RowNumber)
            low--;
        return low == 0 ? null : questions[low - 1];
    }

    static Question[] ByLine(IEnumerable<Question> questions) => [.. questions.OrderBy(question => question.Location.RowNumber)];
}
