using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Reports.Cases;

/// <summary>Numbers that are read as written, but are doubtful beside known figures or beside each other.</summary>
static class CheckCases
{
    static readonly FigureKey Nation = FigureKey.National(2023, Measure.Disbursed);

    /// <summary>Lạng Sơn was not merged; Tuyên Quang was, with Hà Giang.</summary>
    static readonly ProvinceCode LangSon = new(63, "20"), HaGiang = new(63, "02"), TuyenQuang = new(63, "08");

    public static IEnumerable<ReportCase> All => [.. Slips(), .. Merged(), .. Jumps(), .. Overlaps(), .. Repeated(), .. Answers(), .. Past()];

    static IEnumerable<ReportCase> Slips()
    {
        // No rate is known yet for 2024.
        yield return new("Slip_OfCurrencyInAYearWithoutRate", TextWorkbook.Create("""
            Năm 2024 (triệu đồng)
            Địa phương|Giải ngân
            Toàn quốc|#230
            """), "VN - disbursed 2024 230000000 VND Doubtful:CurrencyMistaken") { KnownFigures = [(Nation, SampleData.Usd(228_700_000))] };
        yield return new("Slip_NoneInTheOtherCurrencyOfAYearWithoutRate", TextWorkbook.Create("""
            Năm 2024 (tỷ đồng)
            Địa phương|Giải ngân
            Toàn quốc|#5600
            """), "VN - disbursed 2024 5600000000000 VND") { KnownFigures = [(Nation, SampleData.Usd(228_700_000))] };
        yield return new("Disbursed_OverCommittedInTheOtherCurrencyOfAYearWithoutRate", TextWorkbook.Create("""
            Năm 2024
            Địa phương|Giải ngân (triệu đồng)
            Toàn quốc|#300
            """), "VN - disbursed 2024 300000000 VND Doubtful:DisbursedOverCommitted") { KnownFigures = [(new(Period.ForYear(2024), null, null, null, Measure.Committed), SampleData.Usd(10_000))] };
    }

    static IEnumerable<ReportCase> Merged()
    {
        var then = Nation with { Period = Period.ForYear(2024), Province = LangSon };
        var book = TextWorkbook.Create("""
            Năm 2025
            Mã tỉnh|Giải ngân (USD)
            34:20|#700000000
            34:08|#500000000
            """);
        yield return new("Slip_SinceTheYearBeforeOnTheOtherBasis", book, """
            34:20 - disbursed 2025 700000000 USD Doubtful:UnitMistaken
            34:08 - disbursed 2025 500000000 USD Doubtful:UnitMistaken
            """) { KnownFigures = [(then, SampleData.Usd(700_000)), (then with { Province = HaGiang }, SampleData.Usd(200_000)), (then with { Province = TuyenQuang }, SampleData.Usd(300_000))] };
        yield return new("Slip_NoneBesidePartOfWhatWasMerged", book, """
            34:20 - disbursed 2025 700000000 USD
            34:08 - disbursed 2025 500000000 USD
            """) { KnownFigures = [(then with { Province = HaGiang }, SampleData.Usd(500_000))] };
        yield return new("Jump_NoneBesidePartOfWhatWasMerged", TextWorkbook.Create("""
            Năm 2025
            Mã tỉnh|Giải ngân (USD)
            34:08|#500000
            """), "34:08 - disbursed 2025 500000 USD") { KnownFigures = [(then with { Province = TuyenQuang }, SampleData.Usd(20_000))] };
        yield return new("Slip_BesideTheYearBeforeOnTheNewerBasis", TextWorkbook.Create("""
            Năm 2025
            Mã tỉnh|Giải ngân (USD)
            63:20|#700000000
            63:08|#500000000
            """), """
            63:20 - disbursed 2025 700000000 USD Doubtful:UnitMistaken
            63:08 - disbursed 2025 500000000 USD
            """) { KnownFigures = [(then with { Province = new(34, "20") }, SampleData.Usd(700_000)), (then with { Province = new(34, "08") }, SampleData.Usd(500_000))] };
    }

    static IEnumerable<ReportCase> Jumps()
    {
        var then = Nation with { Province = LangSon };
        yield return new("Jump_OfTheNationSinceTheYearBefore", TextWorkbook.Create("""
            Năm 2024 (triệu USD)
            Địa phương|Giải ngân|Số tổ chức
            Toàn quốc|#1500|#60
            """), """
            VN - disbursed 2024 1500000000 USD Doubtful:YearJump
            VN - organisations 2024 60 count Doubtful:YearJump
            """) { KnownFigures = [(Nation, SampleData.Usd(228_700_000)), (Nation with { Measure = Measure.Organisations }, SampleData.Count(396))] };
        yield return new("Jump_BeforeTheYearAfter", TextWorkbook.Create("""
            Năm 2022 (triệu USD)
            Địa phương|Giải ngân
            Toàn quốc|#1500
            """), "VN - disbursed 2022 1500000000 USD Doubtful:YearJump") { KnownFigures = [(Nation, SampleData.Usd(228_700_000))] };
        yield return new("Jump_AcrossCurrenciesAndWindows", TextWorkbook.Create("""
            Báo cáo từ ngày 15/12/2023 đến ngày 14/12/2024
            Địa phương|Giải ngân (tỷ đồng)
            Toàn quốc|#35000
            """), "VN - disbursed 2023-12-15/2024-12-14 35000000000000 VND Doubtful:YearJump,Overlaps") { KnownFigures = [(Nation, SampleData.Usd(228_700_000))] };
        yield return new("Jump_WithinOneReportIsToldOfTheLaterYear", TextWorkbook.Create("""
            Giải ngân (USD)
            Tỉnh|#2022|#2023
            Lạng Sơn|#100000|#600000
            """), """
            63:20 - disbursed 2022 100000 USD
            63:20 - disbursed 2023 600000 USD Doubtful:YearJump
            """);
        yield return new("Jump_NoneOfFiveTimesOrOfWhatIsSmall", TextWorkbook.Create("""
            Năm 2024
            Tỉnh|Cam kết (USD)|Giải ngân (USD)|Số tổ chức
            Lạng Sơn|#500000|#49000|#9
            """), """
            63:20 - committed 2024 500000 USD
            63:20 - disbursed 2024 49000 USD
            63:20 - organisations 2024 9 count
            """)
        {
            KnownFigures = [(then with { Measure = Measure.Committed }, SampleData.Usd(100_000)), (then, SampleData.Usd(1_000)), (then with { Measure = Measure.Organisations }, SampleData.Count(1))],
        };
    }

    static IEnumerable<ReportCase> Overlaps()
    {
        yield return new("Overlap_OfTwoWindowsInOneImport", TextWorkbook.Create("""
            Tỉnh|Kỳ|Giải ngân (USD)
            Lạng Sơn|Năm 2021|#100
            Lạng Sơn|15/12/2020 - 14/12/2021|#90
            """), """
            63:20 - disbursed 2021 100 USD Doubtful:Overlaps
            63:20 - disbursed 2020-12-15/2021-12-14 90 USD Doubtful:Overlaps
            """);
        yield return new("Overlap_OfPartsOfWhichNeitherHoldsTheOther", TextWorkbook.Create("""
            Giải ngân (USD)
            Tỉnh|9 tháng đầu năm 2023|6 tháng cuối năm 2023
            Lạng Sơn|#90|#70
            """), """
            63:20 - disbursed 2023-01-01/2023-09-30 90 USD Doubtful:Overlaps
            63:20 - disbursed 2023-07-01/2023-12-31 70 USD Doubtful:Overlaps
            """);
        yield return new("Overlap_NoneOfPartsAndTheirYear", TextWorkbook.Create("""
            Giải ngân (USD)
            Tỉnh|6 tháng đầu năm 2023|9 tháng đầu năm 2023|Năm 2023
            Lạng Sơn|#50|#70|#90
            """), """
            63:20 - disbursed 2023-01-01/2023-06-30 50 USD
            63:20 - disbursed 2023-01-01/2023-09-30 70 USD
            63:20 - disbursed 2023 90 USD
            """);
    }

    static IEnumerable<ReportCase> Repeated()
    {
        var equal = TextWorkbook.Create("""
            Năm 2023 (USD)
            Tỉnh|Hình thức|Giải ngân
            Lạng Sơn|Dự án|#20000
            Lạng Sơn|Phi dự án|#20000
            """);
        yield return new("Rows_OfOneTableThatAreEqualAreAsked", equal, """
            ? Value 2023-01-01/2023-12-31,63:20,,,disbursed
            ! ColumnSplits B3
            ! Unanswered C3
            """);
        yield return new("Rows_OfOneTableThatAreEqual_AddedUp", equal, """
            63:20 - disbursed 2023 40000 USD
            ! ColumnSplits B3
            """) { Answers = [Question.AddUpAnswer] };
        yield return new("Rows_OfOneTableThatAreEqual_OnTwoSheets", TextWorkbook.Create(
            ("A", true, "Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#2"), ("B", true, "Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#2")), "63:20 - disbursed 2023 2 USD");
        // Two organisations or four: the desk must decide.
        yield return new("Lists_OfWhichEachCountsAsMany", TextWorkbook.Create(
            ("A", true, "Tỉnh Lạng Sơn, năm 2023\nTên dự án|Nhà tài trợ|Giải ngân (USD)\nN|Oxfam|#10\nM|Plan|#20"), ("B", true, "Tỉnh Lạng Sơn, năm 2023\nTên dự án|Nhà tài trợ|Giải ngân (USD)\nK|Caritas|#10\nL|SOS|#20")), """
            63:20 - disbursed 2023 60 USD
            ? Value 2023-01-01/2023-12-31,63:20,,,organisations
            ! Unanswered 3
            """)
        { Answers = [Question.AddUpAnswer] };
    }

    static IEnumerable<ReportCase> Answers()
    {
        yield return new("Answer_ThatIsNoStyle", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (triệu đồng)
            Lạng Sơn|1.234
            """), """
            ? Style 1.234
            ! Unanswered B3
            """) { Answers = ["comma"] };
        yield return new("Answer_ThatIsNoProvince", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)
            Lạng Xơn|#5
            """), """
            ? Province Lạng Xơn
            ! Unanswered A3
            """) { Answers = ["99:99"] };
    }

    static IEnumerable<ReportCase> Past()
    {
        // In the year of the merger it had half a year of its own.
        yield return new("Province_ThatIsNoMore", TextWorkbook.Create("""
            Giải ngân (USD)
            Tỉnh|#2025|#2026
            Quảng Bình|#5|#6
            """), """
            63:44 - disbursed 2025 5 USD
            63:44 - disbursed 2026 6 USD Doubtful:ProvinceMerged
            """);
    }
}
