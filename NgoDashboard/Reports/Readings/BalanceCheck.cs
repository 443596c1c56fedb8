using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Resolution;
using NgoDashboard.Reports.Sheets;

namespace NgoDashboard.Reports.Readings;

/// <summary>Checks the balance of an account: opening + received − used = closing.</summary>
static class BalanceCheck
{
    public static void CheckRow(TableResolution steps, SheetRow row)
    {
        var header = steps.Scope.Header;
        if (header.FindColumn(ColumnType.OpeningBalance) is not { } opening
            || header.FindColumn(ColumnType.BalanceReceived) is not { } received
            || header.FindColumn(ColumnType.BalanceUsed) is not { } used
            || header.FindColumn(ColumnType.ClosingBalance) is not { } closing)
            return;
        if (Read(opening) is { } before && Read(received) is { } came && Read(used) is { } went && Read(closing) is { } left
            && before + came - went != left)
            steps.Scope.AddFinding(ReportFindingKind.BalanceDiffers, row, closing.Index);

        decimal? Read(TypedColumn column) => steps.Numbers.GetNumber(column, row).Value;
    }
}
