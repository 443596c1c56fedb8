using NgoDashboard.Tests.TestKit;

namespace NgoDashboard.Tests.Reports;

/// <summary>Units, names, places, times and counts that are easily taken for others.</summary>
static class ReportCasesOfNames
{
    public static IEnumerable<ReportCase> All => [.. Units()];

    static IEnumerable<ReportCase> Units()
    {
        foreach (var (unit, expected) in ((string, string)[])[
            ("ĐVT: nghìn tỷ đồng", "5000000000000 VND"), ("(trăm triệu đồng)", "500000000 VND"), ("(trăm nghìn USD)", "500000 USD"), ("(chục triệu đồng)", "50000000 VND"),
            ("ĐVT: 1000đ", "5000 VND"), ("ĐVT: 1.000đ", "5000 VND"), ("ĐVT: 1,000 đ", "5000 VND"), ("ĐVT: 1.000 triệu đồng", "5000000000 VND"), ("DVT: tram trieu dong", "500000000 VND"),
            ("GIAI NGAN TRIEU DONG", "5000000 VND"), ("theo báo cáo của các tổ chức, nghìn USD", "5000 USD")])
            yield return new($"Unit_OfATitle_{unit}", ReportBook.Of($"Năm 2023 {unit}\nTỉnh|Giải ngân\nLạng Sơn|#5"), $"63:20 - disbursed 2023 {expected}");

        foreach (var unit in (string[])[
            "ĐVT: triệu đồng, USD", "ĐVT: USD, đồng", "(triệu đồng/USD)", "ĐVT: đồng và USD", "ĐVT: nghìn, triệu đồng", "- 1 tỷ đồng = 1.000 triệu đồng", "- 1.000 USD = 23,5 triệu đồng",
            "đạt 1.000 triệu đồng"])
            yield return new($"Unit_OfATitle_{unit}", ReportBook.Of($"Năm 2023 {unit}\nTỉnh|Giải ngân\nLạng Sơn|#5"), """
                ? Unit Giải ngân
                ! Unanswered B3
                """);

        yield return new("Units_OfScalesOverScales", ReportBook.Of("""
            Năm 2023
            Tỉnh|Cam kết, nghìn tỷ đồng|Giải ngân (trăm triệu đồng)|Tổng cam kết
            Lạng Sơn|#1.5|#5|2 trăm nghìn USD
            """), """
            63:20 - committed 2023 1500000000000 VND
            63:20 - disbursed 2023 500000000 VND
            63:20 - committed_total 2023 200000 USD
            """);
        yield return new("Unit_OfAHeadThatNamesTwo", ReportBook.Of("""
            Năm 2023
            Tỉnh|Giải ngân (triệu đồng, USD)
            Lạng Sơn|#5
            """), """
            ? Unit Giải ngân (triệu đồng, USD)
            ! Unanswered B3
            """);
        yield return new("Numbers_PastAllMeasureOnceMultiplied", ReportBook.Of("""
            Năm 2023
            Tỉnh|Giải ngân
            Lạng Sơn|999999999 nghìn tỷ đồng
            """), "! NumberTooLarge B3");
    }
}
