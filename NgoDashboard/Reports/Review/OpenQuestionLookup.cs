using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Review;

/// <summary>
/// Finds the open question that a review line waits for. The line knows its location and its unclear text, the question the place where it
/// came up first.
/// </summary>
sealed class OpenQuestionLookup(ReportReview review)
{
    readonly ILookup<string, Question> byName = review.OpenQuestions.Where(IsAboutName)
        .ToLookup(question => TextFolding.Fold(question.Subject));

    // Indexed by every property that a line may share with its question, because a file may leave as many questions open as it has rows.
    readonly ILookup<(string File, CellReference Where), Question> byLocation =
        review.OpenQuestions.ToLookup(question => (question.File, Where: question.Location));

    readonly ILookup<(string File, string Sheet, string About), Question> bySubject =
        review.OpenQuestions.ToLookup(question => (question.File, Sheet: question.Location.SheetName, About: question.Subject));

    readonly Dictionary<(string File, string Sheet, int? Column), Question[]> byColumn = review.OpenQuestions
        .GroupBy(question => (question.File, Sheet: question.Location.SheetName, Column: question.Location.ColumnIndex))
        .ToDictionary(group => group.Key, ByLine);

    readonly Dictionary<(string File, string Sheet), Question[]> byTable = review.OpenQuestions
        .Where(question => !IsAboutName(question) && (question.Location.ColumnIndex is null || question.Kind == QuestionKind.Table))
        .GroupBy(question => (question.File, Sheet: question.Location.SheetName)).ToDictionary(group => group.Key, ByLine);

    /// <returns>Null if no question is found.</returns>
    public Question? FindFor(ReviewLine line)
    {
        var (file, sheet, row) = (line.File, line.Location.SheetName, line.Location.RowNumber);
        return byLocation[(file, line.Location)].FirstOrDefault()
            // A name is asked about once for all files of an import.
            ?? byName[TextFolding.Fold(line.WrittenText)].FirstOrDefault()
            ?? (line.WrittenText.Length > 0
                ? bySubject[(file, sheet, line.WrittenText)].LastOrDefault(question => question.Location.RowNumber <= row) : null)
            ?? Nearest(byColumn.GetValueOrDefault((file, sheet, line.Location.ColumnIndex), []), row)
            ?? Nearest(byTable.GetValueOrDefault((file, sheet), []), row);
    }

    static bool IsAboutName(Question question) => question.Kind is QuestionKind.Province or QuestionKind.Sector;

    /// <summary>Of several tables on a sheet the question of the one in which the line stands: the last question at or above it.</summary>
    /// <param name="questions">In the order of their rows.</param>
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

        // Of several in the same row, the first.
        while (low > 1 && questions[low - 2].Location.RowNumber == questions[low - 1].Location.RowNumber)
            low--;
        return low == 0 ? null : questions[low - 1];
    }

    static Question[] ByLine(IEnumerable<Question> questions) => [.. questions.OrderBy(question => question.Location.RowNumber)];
}
