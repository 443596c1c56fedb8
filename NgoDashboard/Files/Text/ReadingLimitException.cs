using NgoDashboard.Reports.Questions;

namespace NgoDashboard.Files.Text;

/// <summary>A file exceeds a limit.</summary>
/// <param name="amount">The limit; 0 if it is not one number.</param>
sealed class ReadingLimitException(ReportFindingKind kind, int amount) : Exception
{
    public ReportFindingKind Kind => kind;

    public int Limit => amount;
}
