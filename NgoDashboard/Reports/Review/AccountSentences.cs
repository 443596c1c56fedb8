using NgoDashboard.Figures.Codes;
using NgoDashboard.Language;
using NgoDashboard.Reports.Account;

namespace NgoDashboard.Reports.Review;

/// <summary>The account of a sheet as a sentence: "214 số: 180 số liệu, 20 tổng đã đối chiếu, 10 số thứ tự, 4 không đọc".</summary>
public static class AccountSentences
{
    public static string ToSentence(this SheetAccount account, DisplayLanguage language) => language.Words.Reports[
        "account", account.Cells.Length,
        string.Join(", ", CellClasses.All.Select(of => (Class: of, Count: account.Count(of))).Where(entry => entry.Count > 0)
            .Select(entry => language.Words.Reports[$"account-{entry.Class.ToCode()}", entry.Count]))];
}
