using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Reports.Cases;

/// <summary>Units, names, places, periods and counts that are easily mistaken for others.</summary>
static class NameCases
{
    public static IEnumerable<ReportCase> All => [.. Units(), .. Provinces(), .. Places(), .. Numbers(), .. Hidden(), .. Counts(), .. Wholes(), .. Times(), .. Decrees()];

    static IEnumerable<ReportCase> Units()
    {
        foreach (var (unit, expected) in ((string, string)[])[
            ("ĐVT: nghìn tỷ đồng", "5000000000000 VND"), ("(trăm triệu đồng)", "500000000 VND"), ("(trăm nghìn USD)", "500000 USD"), ("(chục triệu đồng)", "50000000 VND"),
            ("ĐVT: 1000đ", "5000 VND"), ("ĐVT: 1.000đ", "5000 VND"), ("ĐVT: 1,000 đ", "5000 VND"), ("ĐVT: 1.000 triệu đồng", "5000000000 VND"), ("DVT: tram trieu dong", "500000000 VND"),
            ("GIAI NGAN TRIEU DONG", "5000000 VND"), ("theo báo cáo của các tổ chức, nghìn USD", "5000 USD")])
            yield return new($"Unit_OfATitle_{unit}", TextWorkbook.Create($"Năm 2023 {unit}\nTỉnh|Giải ngân\nLạng Sơn|#5"), $"63:20 - disbursed 2023 {expected}");

        foreach (var unit in (string[])[
            "ĐVT: triệu đồng, USD", "ĐVT: USD, đồng", "(triệu đồng/USD)", "ĐVT: đồng và USD", "ĐVT: nghìn, triệu đồng", "- 1 tỷ đồng = 1.000 triệu đồng", "- 1.000 USD = 23,5 triệu đồng",
            "đạt 1.000 triệu đồng"])
            yield return new($"Unit_OfATitle_{unit}", TextWorkbook.Create($"Năm 2023 {unit}\nTỉnh|Giải ngân\nLạng Sơn|#5"), """
                ? Unit Giải ngân
                ! Unanswered B3
                """);

        yield return new("Units_OfScalesOverScales", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Cam kết, nghìn tỷ đồng|Giải ngân (trăm triệu đồng)|Tổng cam kết
            Lạng Sơn|#1.5|#5|2 trăm nghìn USD
            """), """
            63:20 - committed 2023 1500000000000 VND
            63:20 - disbursed 2023 500000000 VND
            63:20 - committed_total 2023 200000 USD
            """);
        yield return new("Unit_OfAHeadThatNamesTwo", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (triệu đồng, USD)
            Lạng Sơn|#5
            """), """
            ? Unit Giải ngân (triệu đồng, USD)
            ! Unanswered B3
            """);
        yield return new("Numbers_PastAllMeasureOnceMultiplied", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân
            Lạng Sơn|999999999 nghìn tỷ đồng
            """), "! NumberTooLarge B3");
    }

    static IEnumerable<ReportCase> Provinces()
    {
        var cities = TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)
            TP. Hải Phòng|#1
            Thành phố Cao Bằng|#2
            TP. Lạng Sơn|#3
            T. Hà Giang|#4
            """);
        yield return new("Cities_OfWhichTwoLieInProvinces", cities, """
            63:31 - disbursed 2023 1 USD
            63:02 - disbursed 2023 4 USD
            ? Province Thành phố Cao Bằng
            ? Province TP. Lạng Sơn
            ! Unanswered A4
            ! Unanswered A5
            """);
        yield return new("Cities_OfWhichTwoLieInProvinces_Answered", cities, """
            63:31 - disbursed 2023 1 USD
            63:04 - disbursed 2023 2 USD
            63:02 - disbursed 2023 4 USD
            * LeftOut A5
            """) { Answers = ["63:04", "-"] };
        yield return new("Hue_BeforeItWasACity", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)
            Thừa Thiên Huế|#1
            TP. Huế|#2
            Hà Giang|#3
            """), """
            63:46 - disbursed 2023 1 USD
            63:02 - disbursed 2023 3 USD
            ? Province TP. Huế
            ! Unanswered A4
            """);
        yield return new("Hue_SinceItIsACity", TextWorkbook.Create("""
            6 tháng đầu năm 2025
            Tỉnh|Giải ngân (USD)
            Thành phố Huế|#1
            TP. Hồ Chí Minh|#2
            Hà Giang|#3
            """), """
            63:46 - disbursed 2025-01-01/2025-06-30 1 USD
            63:79 - disbursed 2025-01-01/2025-06-30 2 USD
            63:02 - disbursed 2025-01-01/2025-06-30 3 USD
            """);
        yield return new("Names_OfUnitsOfToday", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)
            TP. Hồ Chí Minh (mới)|#1
            Lâm Đồng (mới)|#2
            Quảng Trị (sau sáp nhập)|#3
            """), """
            34:79 - disbursed 2023 1 USD
            34:68 - disbursed 2023 2 USD
            34:44 - disbursed 2023 3 USD
            """);
        yield return new("Name_OfAUnitThatIsNoMoreIsNoneOfToday", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)
            Quảng Bình (mới)|#1
            """), """
            ? Province Quảng Bình (mới)
            ! Unanswered A3
            """);
        yield return new("Owner_IsNoCityOfAProvince", TextWorkbook.Create("""
            UBND THÀNH PHỐ LẠNG SƠN
            Năm 2023
            Lĩnh vực|Giải ngân (USD)
            Y tế|#1
            """), """
            ? Owner Tổng hợp
            ! Unanswered 4
            """);
        yield return new("Owner_IsTheProvinceOfACity", TextWorkbook.Create("""
            UBND TỈNH LẠNG SƠN - THÀNH PHỐ LẠNG SƠN
            Năm 2023
            Lĩnh vực|Giải ngân (USD)
            Y tế|#1
            """), "63:20 health disbursed 2023 1 USD");
        yield return new("Owner_IsHueBeforeItWasACity", TextWorkbook.Create("""
            UBND THÀNH PHỐ HUẾ NĂM 2023
            Lĩnh vực|Giải ngân (USD)
            Y tế|#1
            """), """
            ? Owner Tổng hợp
            ! Unanswered 3
            """);
        yield return new("Owner_IsNotToWhomALetterGoes", TextWorkbook.Create("""
            Kính gửi: Bộ Ngoại giao, số 1 Tôn Thất Đàm, Hà Nội
            Nơi nhận: Sở Ngoại vụ Đà Nẵng
            Địa chỉ: Hải Phòng
            Năm 2023
            Lĩnh vực|Giải ngân (USD)
            Y tế|#1
            """), """
            ? Owner Tổng hợp
            ! Unanswered 6
            """);
    }

    static IEnumerable<ReportCase> Places()
    {
        var places = TextWorkbook.Create("""
            Tỉnh Quảng Bình, năm 2023 (USD)
            Tên dự án|Nhà tài trợ|Địa bàn|Giải ngân
            A|Oxfam|Quảng Ninh|#10
            B|Plan|Quảng Ninh|#20
            C|Plan|Huyện Lệ Thủy|#40
            D|Plan|Quảng Bình|#80
            """);
        yield return new("Place_ThatHasTheNameOfAnotherProvince", places, """
            63:44 - disbursed 2023 120 USD
            63:44 - organisations 2023 1 count
            ? Province Quảng Ninh
            ! Unanswered C3
            ! Unanswered C4
            """);
        yield return new("Place_ThatHasTheNameOfAnotherProvince_AndIsADistrict", places, """
            63:44 - disbursed 2023 150 USD
            63:44 - organisations 2023 2 count
            """) { Answers = ["63:44"] };
        yield return new("Place_ThatHasTheNameOfAnotherProvince_AndIsIt", places, """
            63:44 - disbursed 2023 120 USD
            63:44 - organisations 2023 1 count
            63:22 - disbursed 2023 30 USD
            63:22 - organisations 2023 2 count
            """) { Answers = ["63:22"] };
        yield return new("Place_ThatHasTheNameOfAnotherProvince_LeftOut", places, """
            63:44 - disbursed 2023 120 USD
            63:44 - organisations 2023 1 count
            * LeftOut C3
            * LeftOut C4
            """) { Answers = ["-"] };
        yield return new("Places_ThatAreCities", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023 (USD)
            Tên dự án|Nhà tài trợ|Địa bàn|Giải ngân
            A|Oxfam|TP. Lạng Sơn|#10
            B|Plan|TP. Cao Bằng|#20
            """), """
            63:20 - disbursed 2023 10 USD
            63:20 - organisations 2023 1 count
            ? Province TP. Cao Bằng
            ! Unanswered C4
            """);
    }

    static IEnumerable<ReportCase> Numbers()
    {
        yield return new("Numbers_OfTwoOffices_InWholeDollars", ReportCase.EncodeText("Năm 2023;\nTỉnh;Giải ngân (USD)\nLạng Sơn;956.5\nCao Bằng;196.137\nHà Giang;196.500\nLào Cai;1234.5678\nYên Bái;1,500.000"), """
            63:20 - disbursed 2023 956.5 USD
            63:15 - disbursed 2023 1500 USD
            ! TooFine B4
            ! TooFine B5
            ! TooFine B6
            """) { File = "a.csv" };
        yield return new("Numbers_WithManyDecimals_WhereTheirScaleIsLarge", ReportCase.EncodeText("Năm 2023;\nTỉnh;Giải ngân (triệu USD)\nLạng Sơn;956.5\nCao Bằng;1.196137"), """
            63:20 - disbursed 2023 956500000 USD
            63:04 - disbursed 2023 1196137 USD
            """) { File = "a.csv" };
        yield return new("Numbers_OfAProgram_AreRounded", TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#196.137"), "63:20 - disbursed 2023 196.14 USD");
    }

    static IEnumerable<ReportCase> Hidden()
    {
        yield return new("Columns_Hidden", TextWorkbook.WithHiddenColumns(TextWorkbook.Create("Năm 2023\nTỉnh|Cam kết (USD)|Giải ngân (USD)\nLạng Sơn|#2|#1"), 2, 16_384), """
            63:20 - committed 2023 2 USD
            63:20 - disbursed 2023 1 USD
            * HiddenColumns B1
            """);
        yield return new("Columns_HiddenThatAreEmpty", TextWorkbook.WithHiddenColumns(TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#2"), 3, 16_384), "63:20 - disbursed 2023 2 USD");
    }

    static IEnumerable<ReportCase> Counts()
    {
        yield return new("Donors_ThatAreTheOneAbove", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023 (USD)
            Tên dự án|Nhà tài trợ|Quốc gia|Giải ngân
            A|Oxfam|Anh|#1
            B|nt|-nt-|#2
            C|như trên|"|#4
            D|Plan|Hoa Kỳ|#8
            E|''|nt|#16
            """), """
            63:20 - disbursed 2023 31 USD
            63:20 - organisations 2023 2 count
            63:20 - countries 2023 2 count
            """);
        yield return new("Donors_ThatAreTheOneAbove_InAnotherProvince", TextWorkbook.Create("""
            Năm 2023 (USD)
            Tên dự án|Nhà tài trợ|Địa bàn|Giải ngân
            A|Oxfam|Lạng Sơn|#1
            B|nt|Cao Bằng|#2
            C|Oxfam|Cao Bằng|#4
            """), """
            63:20 - disbursed 2023 1 USD
            63:20 - organisations 2023 1 count
            63:04 - disbursed 2023 6 USD
            63:04 - organisations 2023 1 count
            """);
        yield return new("Countries_InTheirSpellings", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023 (USD)
            Tên dự án|Nhà tài trợ|Quốc gia|Giải ngân
            A|A|Hoa Kỳ|#1
            B|A|Mỹ|#1
            C|A|USA|#1
            D|A|Hoa Kì|#1
            E|A|Vương quốc Anh|#1
            F|A|UK|#1
            G|A|Hàn Quốc|#1
            H|A|Korea|#1
            I|A|Thụy Sĩ|#1
            K|A|Thuỵ Sỹ|#1
            L|A|Ôxtrâylia|#1
            M|A|Úc|#1
            N|A|Nước ngoài khác|#1
            """), """
            63:20 - disbursed 2023 13 USD
            63:20 - organisations 2023 1 count
            63:20 - countries 2023 6 count
            """);
        yield return new("Grants_AreCountedInEachYearInWhichTheyHaveMoney", TextWorkbook.Create("""
            Tỉnh Lạng Sơn
            Tên dự án|Hình thức|Nhà tài trợ|Giải ngân 2022 (USD)|Giải ngân 2023 (USD)
            A|DA|Oxfam|#10|#40
            B|DA|Plan|#0|#20
            C|PDA|Care|#30|
            """), """
            63:20 - disbursed 2022 40 USD
            63:20 - disbursed 2023 60 USD
            63:20 - organisations 2022 2 count
            63:20 - projects 2022 1 count
            63:20 - non_projects 2022 1 count
            63:20 - organisations 2023 2 count
            63:20 - projects 2023 2 count
            """);
    }

    static IEnumerable<ReportCase> Wholes()
    {
        yield return new("Whole_OfAProvincesSectors", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023
            Lĩnh vực|Giải ngân (USD)
            Y tế|#5
            Giáo dục|#7
            Toàn tỉnh|#13
            """), """
            63:20 health disbursed 2023 5 USD
            63:20 education-training disbursed 2023 7 USD
            ! TotalDiffers B5
            63:20 - disbursed 2023 13 USD Doubtful:TotalDiffers
            """);
        yield return new("Whole_OfACitysSectors", TextWorkbook.Create("""
            Thành phố Hải Phòng, năm 2023
            Lĩnh vực|Giải ngân (USD)
            Toàn thành phố|#12
            Y tế|#5
            Giáo dục|#7
            """), """
            63:31 health disbursed 2023 5 USD
            63:31 education-training disbursed 2023 7 USD
            63:31 - disbursed 2023 12 USD
            """) { Answers = ["63"] };
        yield return new("Regions_BelowTheirProvinces", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)
            Lạng Sơn|#5
            Cao Bằng|#7
            Miền Bắc|#12
            Nghệ An|#9
            Miền Trung|#8
            Cả nước|#21
            """), """
            63:20 - disbursed 2023 5 USD
            63:04 - disbursed 2023 7 USD
            63:40 - disbursed 2023 9 USD
            VN - disbursed 2023 21 USD
            ! TotalDiffers B7
            """);
        yield return new("Regions_AboveTheirProvinces", TextWorkbook.Create("""
            Năm 2023
            TT|Tỉnh|Giải ngân (USD)
            |Miền Bắc|#12
            1|Lạng Sơn|#5
            2|Cao Bằng|#7
            |Miền Nam|#9
            3|Cà Mau|#9
            """), """
            63:20 - disbursed 2023 5 USD
            63:04 - disbursed 2023 7 USD
            63:96 - disbursed 2023 9 USD
            """) { Answers = ["63"] };
    }

    static IEnumerable<ReportCase> Times()
    {
        yield return new("Parts_OfTheYearInTheTitle", TextWorkbook.Create("""
            GIẢI NGÂN NĂM 2023 (USD)
            Tỉnh|Kỳ|Giải ngân
            Lạng Sơn|Quý I|#1
            Lạng Sơn|6 tháng đầu năm|#2
            Lạng Sơn|Cả năm|#4
            Lạng Sơn|Lũy kế 9 tháng|#8
            """), """
            63:20 - disbursed 2023-01-01/2023-03-31 1 USD
            63:20 - disbursed 2023-01-01/2023-06-30 2 USD
            63:20 - disbursed 2023 4 USD
            ! PeriodUnreadable B6
            """);
        yield return new("Parts_OfTwoYearsInTheTitle", TextWorkbook.Create("""
            GIẢI NGÂN NĂM 2022 VÀ NĂM 2023 (USD)
            Tỉnh|Kỳ|Giải ngân
            Lạng Sơn|Quý I|#1
            """), "! PeriodUnreadable B3");
    }

    static IEnumerable<ReportCase> Decrees()
    {
        foreach (var text in (string[])["theo Nghị định số 80 năm 2020", "Chỉ thị 19 năm 2018", "Thông tư số 12/2020/TT-BTC", "Chỉ thị số 19-CT/TW năm 2018"])
        {
            yield return new($"Period_IsNotThatOf_{text}", TextWorkbook.Create($"Tổng hợp {text}\nTỉnh|Giải ngân (USD)\nLạng Sơn|#1"), """
                ? Period Tổng hợp
                ! Unanswered B3
                """);
        }

        yield return new("Period_BehindTheDecreeOfAnotherYear", TextWorkbook.Create("""
            Kết quả thực hiện Nghị định số 80/2020/NĐ-CP năm 2023
            Tỉnh|Giải ngân (USD)
            Lạng Sơn|#1
            """), "63:20 - disbursed 2023 1 USD");
    }
}
