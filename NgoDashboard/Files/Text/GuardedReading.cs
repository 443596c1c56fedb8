using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Files.Text;

/// <summary>What ends the reading of a file becomes a finding.</summary>
static class GuardedReading
{
    /// <returns>No sheets if a limit is exceeded or the file is damaged.</returns>
    public static IReadOnlyList<Sheet> ReadSheets(ReadingBudget reading, Func<IReadOnlyList<Sheet>> read)
    {
        try
        {
            return read();
        }
        catch (ReadingLimitException much)
        {
            reading.AddFinding(much.Kind, null, much.Limit);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException and not OperationCanceledException)
        {
            // Each part of a file can be damaged in its own way, with its own exception.
            reading.AddFinding(ReportFindingKind.Damaged);
        }

        return [];
    }
}
