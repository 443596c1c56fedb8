using System.Collections.Immutable;
using NgoDashboard.Exchange;
using NgoDashboard.Figures;
using NgoDashboard.Reports;
using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Reports;

/// <summary>Where a figure has several values the desk chooses by what they are.</summary>
public sealed class SeveralValuesTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Choice_OfAValue_TellsItInFullWithItsPlace()
    {
        var question = Asked(("trung.xlsx", ReportBook.Of("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#700000\nCao Bằng|#1\nLạng Sơn|#800000")));

        Assert.Equal("700.000 USD — trung.xlsx, Tổng hợp!B3, dòng 3", Text(question, 0));
        Assert.Equal("800.000 USD — trung.xlsx, Tổng hợp!B5, dòng 5", Text(question, 1));
        // So the page, the API and the command line have it.
        Assert.Equal(Text(question, 0), ReportQuestion.Of(question, Published.Data.Reference).Choices[0].Text);
    }

    [Fact]
    public void Choices_OfListsInTwoVersions_BeginWithTheValuesAndTellTheSum()
    {
        const string rows = "Tỉnh Lạng Sơn, năm 2023\nTên dự án|Nhà tài trợ|Giải ngân (USD)\nN|Oxfam|#10\nM|Oxfam|#20";
        var question = Asked(("a.xlsx", ReportBook.Of(rows)), ("b.xlsx", ReportBook.Of(rows + "\nK|Oxfam|#5")));

        Assert.Equal([Question.AddUp, Question.LeaveOut], question.Choices[2..]);
        Assert.Equal("30 USD — a.xlsx, Tổng hợp!C3, tổng của 2 dòng", Text(question, 0));
        Assert.Equal("35 USD — b.xlsx, Tổng hợp!C3, tổng của 3 dòng", Text(question, 1));
        Assert.StartsWith("Cộng lại được 65 USD", Text(question, 2), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Giải ngân (triệu đồng)", true)]
    [InlineData("Giải ngân (triệu USD)", false)]
    public void Sentence_OfValuesInTwoCurrencies_SaysSo(string other, bool says)
    {
        var question = Asked(("a.xlsx", ReportBook.Of("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#5")), ("b.xlsx", ReportBook.Of($"Năm 2023\nTỉnh|{other}\nLạng Sơn|#5")));

        Assert.Equal(says, question.Sentence(Published.Data.Reference).Contains("hai loại tiền", StringComparison.Ordinal));
    }

    static Question Asked(params (string Name, byte[] Content)[] files) => Review(Replies.None, files).Open.First();

    static ReportReview Review(Replies replies, params (string Name, byte[] Content)[] files) =>
        ReportReview.Of([.. files.Select(file => ReportFiles.Read(file.Name, file.Content, null, Cancellation))], Snapshot.Of(Published.Data.Reference, []), [], replies, 2026);

    static string Text(Question question, int choice) => question.Choice(question.Choices[choice], Published.Data.Reference);
}
