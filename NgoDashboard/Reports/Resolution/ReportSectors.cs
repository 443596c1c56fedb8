using NgoDashboard.Figures.Text;
using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Resolution;

/// <summary>The sectors and campaigns that the cells of a table name.</summary>
sealed class ReportSectors(TableScope scope)
{
    /// <summary>The sector that a cell names, or why it is not certain.</summary>
    public Resolved<string> ResolveSector(string text, SheetRow row, int? column)
    {
        if (scope.FindSector(text) is { } known)
            return known;
        var answer = scope.Questions.Ask(
            QuestionKind.Sector, $"sector|{TextFolding.Fold(text)}", scope.Table.FileName, scope.Table.ReferenceTo(row, column), text,
            () => [.. scope.Names.FindSimilar(AliasKind.Sector, text), "other", Question.LeaveOutAnswer],
            new(AliasKind.Sector, text));
        return answer == Question.LeaveOutAnswer ? scope.CreateFinding(ReportFindingKind.LeftOut, row, column, text)
            : answer is not null && scope.Reference.FindSector(answer) is not null ? answer
            : scope.CreateFinding(ReportFindingKind.Unanswered, row, column, text);
    }

    /// <summary>The campaign that a cell names; neither campaign nor problem if it is empty.</summary>
    public Resolved<string> ResolveCampaign(string text, SheetRow row) =>
        text.Length == 0 ? default
        : scope.Names.FindCampaign(text) is { } campaign ? campaign
        : scope.CreateFinding(ReportFindingKind.CampaignUnknown, row, scope.Header.FindColumn(ColumnType.Campaign)!.Index, text);
}
