using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Reports.Cases;

/// <summary>Layouts of offices in which a number is easily mistaken for another.</summary>
static class OfficeCases
{
    public static IEnumerable<ReportCase> All =>
    [
        new("Total_BesideADash", TextWorkbook.Create("""
            TỈNH LẠNG SƠN NĂM 2023 (USD)
            TT|Tên dự án|Nhà tài trợ|Giải ngân
            1|A|Oxfam|#24
            2|B|Plan|#5
            |Tổng cộng|-|#29
            """), """
            63:20 - disbursed 2023 29 USD
            63:20 - organisations 2023 2 count
            """),
        new("Total_BesideCountsInWords", TextWorkbook.Create("""
            TỈNH LẠNG SƠN NĂM 2023 (USD)
            TT|Tên dự án|Nhà tài trợ|Đối tác|Giải ngân
            1|A|Oxfam|X|#100000
            2|B|Plan|Y|#50000
            |Tổng cộng|02 tổ chức|02 đơn vị|#150000
            """), """
            63:20 - disbursed 2023 150000 USD
            63:20 - organisations 2023 2 count
            """),
        new("Row_ThatIsTheSumOfTheOthers", TextWorkbook.Create("""
            TỈNH LẠNG SƠN NĂM 2023 (USD)
            TT|Tên dự án|Nhà tài trợ|Giải ngân
            1|A|Oxfam|#24
            2|B|Plan|#5
            |2 dự án|2 nhà tài trợ|#29
            """), """
            63:20 - disbursed 2023 58 USD
            63:20 - organisations 2023 3 count
            ! LooksLikeSum 5
            """),
        new("Total_WithoutAName", TextWorkbook.Create("""
            TỈNH LẠNG SƠN NĂM 2023 (USD)
            TT|Tên dự án|Nhà tài trợ|Giải ngân
            1|A|Oxfam|#24
            2|B|Plan|#5
            |||#29
            """), """
            63:20 - disbursed 2023 29 USD
            63:20 - organisations 2023 2 count
            """),
        new("Total_AbbreviatedAndConverted", TextWorkbook.Create("""
            TỈNH LẠNG SƠN NĂM 2023 (USD)
            TT|Tên dự án|Nhà tài trợ|Giải ngân
            1|A|Oxfam|#24
            2|B|Plan|#5
            |TC||#29
            |Quy đổi VND||#3500000
            """), """
            63:20 - disbursed 2023 29 USD
            63:20 - organisations 2023 2 count
            * PartOfRowAbove 6
            """),
        new("Numbering_InRomanNumerals_OfSectors", TextWorkbook.Create("""
            VIỆN TRỢ TOÀN QUỐC NĂM 2023 (triệu USD)
            TT|Lĩnh vực|Giải ngân
            I|Y tế|#51
            II|Nông nghiệp, nông thôn|#43.5
            III|Giáo dục|#30.9
            """), """
            VN health disbursed 2023 51000000 USD
            VN education-training disbursed 2023 30900000 USD
            ? Sector Nông nghiệp, nông thôn
            ! Unanswered B4
            """),
        new("Numbering_InRomanNumerals_OfDonors", TextWorkbook.Create("""
            TỈNH LẠNG SƠN NĂM 2023
            TT|Tên tổ chức|Số dự án|Giải ngân (USD)
            I|Oxfam|#3|#100000
            II|Plan|#2|#50000
            """), """
            63:20 - disbursed 2023 150000 USD
            63:20 - organisations 2023 2 count
            63:20 - projects 2023 5 count
            """),
        new("Numbering_InRomanNumerals_OfProvinces", TextWorkbook.Create("""
            NĂM 2023 (USD)
            TT|Tỉnh|Giải ngân
            I|Lạng Xơn|#10
            II|Cao Bằng|#20
            """), """
            63:04 - disbursed 2023 20 USD
            ? Province Lạng Xơn
            ! Unanswered B3
            """),
        new("Grant_OverItsParts", TextWorkbook.Create("""
            TỈNH LẠNG SƠN NĂM 2023 (USD)
            TT|Tên dự án|Hình thức|Giải ngân
            1|Oxfam||#150
            1.1|A|DA|#100
            1.2|B|DA|#50
            2|Plan||#10
            2.1|C|DA|#10
            """), """
            63:20 - disbursed 2023 160 USD
            63:20 - projects 2023 3 count
            """),
        new("Grant_OverPartsWithADash", TextWorkbook.Create("""
            TỈNH LẠNG SƠN NĂM 2023 (USD)
            TT|Tên dự án|Hình thức|Giải ngân
            1|Oxfam||#150
            -|A|DA|#100
            -|B|DA|#50
            2|Plan||#10
            -|C|DA|#10
            """), """
            63:20 - disbursed 2023 320 USD
            ! LooksLikeSum 3
            ! LooksLikeSum 6
            """),
        new("Grants_OverTheirSumWithoutANumber", TextWorkbook.Create("""
            TỈNH LẠNG SƠN NĂM 2023 (USD)
            TT|Tên dự án|Hình thức|Giải ngân
            |Dự án chuyển tiếp||#29
            1|A|DA|#24
            2|B|DA|#5
            |Dự án mới||#7
            3|C|DA|#7
            """), """
            63:20 - disbursed 2023 72 USD
            ! LooksLikeSum 3
            ! LooksLikeSum 6
            """),
        new("Grant_OfWhichParts", TextWorkbook.Create("""
            TỈNH LẠNG SƠN NĂM 2023 (USD)
            TT|Tên dự án|Nhà tài trợ|Giải ngân
            1|A|Oxfam|#50
            ||Trong đó: Care|#30
            ||Plan|#20
            2|B|Plan|#5
            """), """
            63:20 - disbursed 2023 55 USD
            63:20 - organisations 2023 2 count
            * PartOfRowAbove 4
            * PartOfRowAbove 5
            """),
        new("Grant_CalledAsASector", TextWorkbook.Create("""
            TỈNH LẠNG SƠN, NĂM 2023 (USD)
            TT|Tên dự án|Hình thức|Địa điểm|Giải ngân
            1|Nước sạch nông thôn|DA|Huyện Cao Lộc|#100
            2|Cứu trợ khẩn cấp|PDA|Huyện Lộc Bình|#50
            3|Áo ấm|PDA|Huyện Tràng Định|#30
            """), """
            63:20 - disbursed 2023 180 USD
            63:20 - projects 2023 1 count
            63:20 - non_projects 2023 2 count
            """),
        new("Total_AboveItsParts", TextWorkbook.Create("""
            NĂM 2023 (USD)
            TT|Tỉnh|Giải ngân
            |Tổng cộng|#338
            1|Lạng Sơn|#10
            2|Cao Bằng|#20
            """), """
            63:20 - disbursed 2023 10 USD
            63:04 - disbursed 2023 20 USD
            ! TotalDiffers C3
            """),
        new("Region_AboveItsParts", TextWorkbook.Create("""
            NĂM 2023 (USD)
            TT|Tỉnh|Giải ngân
            I|Tây Nguyên|#100
            1|Gia Lai|#30
            2|Kon Tum|#30
            II|Đông Nam Bộ|#50
            1|Đồng Nai|#50
            """), """
            63:64 - disbursed 2023 30 USD
            63:62 - disbursed 2023 30 USD
            63:75 - disbursed 2023 50 USD
            ! TotalDiffers C3
            """),
        new("Years_AsLinesBetweenTheRows", TextWorkbook.Create("""
            GIẢI NGÂN CỦA CÁC TỈNH 2022-2023 (USD)
            TT|Tỉnh|Giải ngân
            |Năm 2022|
            1|Lạng Sơn|#10
            |Năm 2023|
            1|Cao Bằng|#20
            """), """
            63:20 - disbursed 2022 10 USD
            63:04 - disbursed 2023 20 USD
            """),
        new("Measures_AsLinesBetweenTheRows", TextWorkbook.Create("""
            TÌNH HÌNH GIẢI NGÂN NĂM 2023 (USD)
            TT|Tỉnh|Số tiền
            I|Cam kết|
            1|Lạng Sơn|#10
            II|Giải ngân|
            1|Lạng Sơn|#5
            """), """
            63:20 - committed 2023 10 USD
            63:20 - disbursed 2023 5 USD
            """),
        new("Sectors_AsLinesOneNotKnown", TextWorkbook.Create("""
            NĂM 2023 (USD)
            TT|Tỉnh|Giải ngân
            I|Y tế|#30
            1|Lạng Sơn|#30
            II|Thủy sản|#20
            1|Hà Giang|#20
            """), """
            63:20 health disbursed 2023 30 USD
            ? Sector Thủy sản
            ! Unanswered B5
            * TotalWithoutParts C5
            """),
        new("Head_OfGrowth", TextWorkbook.Create("""
            BÁO CÁO NĂM 2023 (USD)
            TT|Tỉnh|Năm 2023||Tăng, giảm so với năm 2022 (%)|<
            ^|^|Cam kết|Giải ngân|Cam kết|Giải ngân
            1|Lạng Sơn|#700000|#600000|#12.5|#8.3
            """), """
            63:20 - committed 2023 700000 USD
            63:20 - disbursed 2023 600000 USD
            """),
        new("Head_OfSixMonthsInWords", TextWorkbook.Create("""
            BÁO CÁO (USD)
            TT|Tỉnh|Năm 2022||Sáu tháng đầu năm 2023|
            ^|^|Cam kết|Giải ngân|Cam kết|Giải ngân
            1|Lạng Sơn|#7|#6|#5|#4
            """), """
            63:20 - committed 2022 7 USD
            63:20 - disbursed 2022 6 USD
            63:20 - committed 2023-01-01/2023-06-30 5 USD
            63:20 - disbursed 2023-01-01/2023-06-30 4 USD
            """),
        new("Head_OfWhatWasGivenSoFar", TextWorkbook.Create("""
            BÁO CÁO (USD)
            TT|Tỉnh|Năm 2022||Lũy kế đến hết năm 2023|
            ^|^|Cam kết|Giải ngân|Cam kết|Giải ngân
            1|Lạng Sơn|#7|#6|#5|#4
            """), """
            63:20 - committed 2022 7 USD
            63:20 - disbursed 2022 6 USD
            """),
        new("Head_OfOtherMoney", TextWorkbook.Create("""
            BÁO CÁO NĂM 2023 (USD)
            TT|Tỉnh|Nguồn ODA||Nguồn khác|
            ^|^|Cam kết|Giải ngân|Cam kết|Giải ngân
            1|Lạng Sơn|#7|#6|#5|#4
            """), """
            ? Column Nguồn ODA Cam kết
            ? Column Nguồn ODA Giải ngân
            ? Column Nguồn khác Cam kết
            ? Column Nguồn khác Giải ngân
            ! Unanswered C4
            ! Unanswered D4
            ! Unanswered E4
            ! Unanswered F4
            """),
        new("Head_OfAnEstimate", TextWorkbook.Create("""
            BÁO CÁO NĂM 2023 (USD)
            TT|Tỉnh|Ước thực hiện|<
            ^|^|Cam kết|Giải ngân
            1|Lạng Sơn|#7|#6
            """), """
            63:20 - committed 2023 7 USD about
            63:20 - disbursed 2023 6 USD about
            """),
        new("Title_OfAnEstimate", TextWorkbook.Create("""
            ƯỚC GIẢI NGÂN VIỆN TRỢ NĂM 2023 (USD)
            TT|Tỉnh|Giải ngân
            1|Lạng Sơn|#7
            2|Cao Bằng|6 (ước)
            """), """
            63:20 - disbursed 2023 7 USD about
            63:04 - disbursed 2023 6 USD about
            * TextNumbers C4
            """),
        new("Title_UntilNow", TextWorkbook.Create("""
            KẾT QUẢ GIẢI NGÂN TỪ NĂM 2021 ĐẾN NAY (USD)
            TT|Tỉnh|Giải ngân
            1|Lạng Sơn|#7
            """), """
            ? Period Tổng hợp
            ! Unanswered C3
            ! TitleOfOtherPeriod 3
            """),
        new("Numbers_ThatTheirFormatDivides", TextWorkbook.Create("""
            NĂM 2023
            TT|Tỉnh|Giải ngân (triệu đồng)|Cam kết (đồng)
            1|Lạng Sơn|#1250000000{=#,##0.0,,}|#1250000000{=#,##0,}
            2|Cao Bằng|#1250|#1250000{=;;;}
            """), """
            63:20 - disbursed 2023 1250000000 VND Doubtful:DisbursedOverCommitted
            63:20 - committed 2023 1250000 VND Doubtful:ScaledDisplay,DisbursedOverCommitted
            63:04 - disbursed 2023 1250000000 VND
            ! HiddenNumber D4
            """),
        new("Numbers_WithTheirAmountInDong", TextWorkbook.Create("""
            NĂM 2023 (USD)
            TT|Tỉnh|Giải ngân
            1|Lạng Sơn|45.500,5 (1,08 tỷ đồng)
            2|Cao Bằng|45.500*
            3|Hà Giang|Không phát sinh
            """), """
            63:20 - disbursed 2023 45500.5 USD
            63:04 - disbursed 2023 45500 USD
            """),
        new("Head_OfResults", TextWorkbook.Create("""
            BÁO CÁO NĂM 2023 (USD)
            TT|Tỉnh|Kết quả thực hiện|<
            ^|^|Cam kết|Giải ngân
            1|Lạng Sơn|#7|#6
            """), """
            63:20 - committed 2023 7 USD
            63:20 - disbursed 2023 6 USD
            """),
        new("Head_OfMoneyOverProjects", TextWorkbook.Create("""
            TỈNH LẠNG SƠN NĂM 2023 (ĐVT: USD)
            TT|Lĩnh vực|Giá trị viện trợ|<|
            ^|^|Tổng số|Dự án|Phi dự án
            1|Y tế|#150000|#120000|#30000
            """), """
            63:20 health non_projects 2023 30000 count Doubtful:CountIsLarge
            ? Column Giá trị viện trợ Dự án
            ! Unanswered D4
            """),
        new("Projects_BelowMoney", TextWorkbook.Create("""
            TỈNH LẠNG SƠN NĂM 2023 (USD)
            TT|Chỉ tiêu|2022|2023
            1|Giải ngân|#1000|#1100
            |- Dự án|#800|#900
            |- Phi dự án|#200|#200
            """), """
            63:20 - disbursed 2022 1000 USD
            63:20 - disbursed 2023 1100 USD
            ? Measure - Dự án
            ? Measure - Phi dự án
            ! Unanswered B4
            ! Unanswered B4
            ! Unanswered B5
            ! Unanswered B5
            """),
        new("Head_OfAShare", TextWorkbook.Create("""
            NĂM 2023 (ĐVT: USD)
            TT|Tỉnh|Cam kết|Giải ngân (%)
            1|Lạng Sơn|#1000|#68.5
            """), """
            63:20 - committed 2023 1000 USD
            """),
        new("Head_OfAShareOfAYear", TextWorkbook.Create("""
            GIẢI NGÂN (ĐVT: USD)
            TT|Tỉnh|Năm 2022|Năm 2023 (%)
            1|Lạng Sơn|#1000|#68.5
            """), """
            63:20 - disbursed 2022 1000 USD
            """),
        new("Head_OfSharesOfSectors", TextWorkbook.Create("""
            GIẢI NGÂN NĂM 2023 TỈNH LẠNG SƠN (USD)
            TT|Tỉnh|Giải ngân|Cơ cấu (%) theo lĩnh vực|<
            ^|^|^|Y tế|Giáo dục
            1|Lạng Sơn|#1000|#60|#40
            """), """
            63:20 - disbursed 2023 1000 USD
            """),
        new("Head_OfHalfAndWholeYear", TextWorkbook.Create("""
            BÁO CÁO NĂM 2023 (ĐVT: USD)
            TT|Tỉnh|Giải ngân|<
            ^|^|6 tháng đầu năm|Cả năm
            1|Lạng Sơn|#300000|#1000000
            """), """
            63:20 - disbursed 2023-01-01/2023-06-30 300000 USD
            63:20 - disbursed 2023 1000000 USD
            """),
        new("Head_OfMonthsInShort", TextWorkbook.Create("""
            BÁO CÁO NĂM 2023 (ĐVT: USD)
            TT|Tỉnh|Giải ngân|
            ||6T/2023|12T/2023
            1|Lạng Sơn|#300000|#1000000
            """), """
            63:20 - disbursed 2023-01-01/2023-06-30 300000 USD
            63:20 - disbursed 2023 1000000 USD
            """),
        new("Head_OfDays", TextWorkbook.Create("""
            BÁO CÁO NĂM 2023 (ĐVT: USD)
            TT|Tỉnh|Giải ngân|<
            ^|^|30/6/2023|31/12/2023
            1|Lạng Sơn|#300000|#1000000
            """), """
            ! PeriodUnreadable C4
            ! PeriodUnreadable D4
            """),
        new("Tables_WithOneHead_OfTwoYears", TextWorkbook.Create("""
            BẢNG 1. GIẢI NGÂN NĂM 2022 (triệu USD)
            TT|Tỉnh|Giải ngân
            1|Lạng Sơn|#1

            BẢNG 2. GIẢI NGÂN NĂM 2023 (tỷ đồng)
            TT|Tỉnh|Giải ngân
            1|Cao Bằng|#23
            """), """
            63:20 - disbursed 2022 1000000 USD
            63:04 - disbursed 2023 23000000000 VND
            """),
        new("Tables_WithOneHead_OfTwoMeasures", TextWorkbook.Create("""
            BẢNG 1. CAM KẾT NĂM 2023 (USD)
            TT|Tỉnh|Y tế|Giáo dục
            1|Lạng Sơn|#1|#2
            BẢNG 2. GIẢI NGÂN
            TT|Tỉnh|Y tế|Giáo dục
            1|Cao Bằng|#23|#24
            """), """
            63:20 health committed 2023 1 USD
            63:20 education-training committed 2023 2 USD
            63:04 health disbursed 2023 23 USD
            63:04 education-training disbursed 2023 24 USD
            """),
        new("Tables_WithOneHead_OfTwoProvinces", TextWorkbook.Create("""
            LẠNG SƠN NĂM 2022 (USD)
            TT|Lĩnh vực|Giải ngân
            1|Y tế|#1
            CAO BẰNG NĂM 2022
            TT|Lĩnh vực|Giải ngân
            1|Giáo dục|#23
            """), """
            63:20 health disbursed 2022 1 USD
            63:04 education-training disbursed 2022 23 USD
            """),
        new("Tables_SideBySide", TextWorkbook.Create("""
            GIẢI NGÂN (USD)
            TT|Tỉnh|Năm 2022||TT|Tỉnh|Năm 2023
            1|Lạng Sơn|#10||1|Cao Bằng|#30
            2|Cao Bằng|#20||2|Hà Giang|#40
            """), """
            63:20 - disbursed 2022 10 USD
            63:04 - disbursed 2022 20 USD
            63:04 - disbursed 2023 30 USD
            63:02 - disbursed 2023 40 USD
            """),
        new("Title_OfWhatWasGivenSoFar", TextWorkbook.Create("""
            LŨY KẾ GIẢI NGÂN ĐẾN HẾT NĂM 2023 (USD)
            TT|Tỉnh|Giải ngân
            1|Lạng Sơn|#10
            """), """
            63:20 - disbursed 2023 10 USD
            ! TitleOfOtherPeriod 3
            """),
        new("Title_OfAPlan", TextWorkbook.Create("""
            DỰ KIẾN GIẢI NGÂN NĂM 2023 (USD)
            TT|Tỉnh|Giải ngân
            1|Lạng Sơn|#10
            """), """
            63:20 - disbursed 2023 10 USD
            ! TitleOfOtherPeriod 3
            """),
        new("Contents_OfIndicators", TextWorkbook.Create("""
            NĂM 2023, TỈNH LẠNG SƠN
            STT|Nội dung|ĐVT|Số lượng
            1|Giá trị giải ngân|USD|#1000
            2|Số dự án|dự án|#12
            """), """
            63:20 - disbursed 2023 1000 USD
            63:20 - projects 2023 12 count
            """),
        new("Years_WithRemarks", TextWorkbook.Create("""
            GIẢI NGÂN (USD)
            TT|Tỉnh|2022*|2023 (9 tháng)|2023/2022 (%)
            1|Lạng Sơn|#10|#12|#120
            """), """
            63:20 - disbursed 2022 10 USD
            63:20 - disbursed 2023-01-01/2023-09-30 12 USD
            """),
        new("Grants_OfWhichTheMoneyIsNotNamed", TextWorkbook.Create("""
            TỈNH LẠNG SƠN NĂM 2023
            TT|Tên dự án|Nhà tài trợ|Giá trị viện trợ (USD)
            1|A|Oxfam|#60
            """), """
            63:20 - organisations 2023 1 count
            ? Column Giá trị viện trợ (USD)
            ! Unanswered D3
            """),
        new("Sum_BesideSectorsAndAYear", TextWorkbook.Create("""
            NĂM 2023 (USD), TOÀN QUỐC
            Tỉnh|Tổng số|Y tế|Giáo dục|Năm 2022
            Lạng Sơn|#3|#1|#2|#9
            """), """
            ? Table Tổng hợp
            ! Unanswered C3
            ! Unanswered D3
            ! Unanswered E3
            """),
        new("Title_OfAnOfficeOfPlanning", TextWorkbook.Create("""
            SỞ KẾ HOẠCH VÀ ĐẦU TƯ - GIẢI NGÂN VIỆN TRỢ
            NĂM 2023 (USD)
            TT|Tỉnh|Giải ngân
            1|Lạng Sơn|#10
            """), """
            63:20 - disbursed 2023 10 USD
            """),
        new("Column_WithoutAHead", TextWorkbook.Create("""
            NĂM 2023 (USD)
            TT|Tỉnh|Giải ngân|
            1|Lạng Sơn|#10|#12
            2|Cao Bằng|#11|#13
            """), """
            63:20 - disbursed 2023 10 USD
            63:04 - disbursed 2023 11 USD
            ! ColumnWithoutHeader D3
            """),
        new("Grant_WithoutAName", TextWorkbook.Create("""
            TỈNH LẠNG SƠN NĂM 2023 (USD)
            TT|Tên dự án|Nhà tài trợ|Giải ngân
            1|A|Oxfam|#24
            |||#7
            """), """
            63:20 - disbursed 2023 24 USD
            63:20 - organisations 2023 1 count
            ! GrantNameMissing D4
            """),
        new("Regions_WithoutTheirProvinces", TextWorkbook.Create("""
            NĂM 2023 (USD)
            TT|Tỉnh|Giải ngân
            |Tây Nguyên|#100
            """), """
            ! NothingRead 3
            * TotalWithoutParts C3
            """),
        new("Sheet_NamedForAnotherYear", TextWorkbook.Create(("2022", true, "NĂM 2023 (USD)\nTT|Tỉnh|Giải ngân\n1|Lạng Sơn|#10")), """
            63:20 - disbursed 2023 10 USD
            ! SheetDisagrees 3
            """),
        new("Sheet_NamedForAnotherProvince", TextWorkbook.Create(("Cao Bằng", true, "TỈNH LẠNG SƠN NĂM 2023 (USD)\nTT|Lĩnh vực|Giải ngân\n1|Y tế|#10")), """
            63:20 health disbursed 2023 10 USD
            ! SheetDisagrees 3
            """),
        new("Projects_UnderATitleOfMoney", TextWorkbook.Create("""
            GIẢI NGÂN NĂM 2023 (ĐVT: triệu đồng)
            TT|Tỉnh|Dự án|Phi dự án|Tổng cộng
            1|Lạng Sơn|#1200|#300|#1500
            """), """
            ? Column Dự án
            ? Column Phi dự án
            ! Unanswered C3
            ! Unanswered D3
            """),
        new("Projects_OfWhichNobodySaysHowMuchOrHowMany", TextWorkbook.Create("""
            BÁO CÁO NĂM 2023 (USD)
            TT|Tỉnh|Giải ngân|Trong đó|<
            ^|^|^|Dự án|Phi dự án
            1|Lạng Sơn|#30|#10|#20
            """), """
            63:20 - disbursed 2023 30 USD
            ? Column Trong đó Dự án
            ? Column Trong đó Phi dự án
            ! Unanswered D4
            ! Unanswered E4
            """),
        new("Head_OfThreeLines_YearMeasureCurrency", TextWorkbook.Create("""
            TỔNG HỢP
            TT|Tỉnh|Năm 2022|<|Năm 2023|<
            ^|^|Giải ngân|<|Giải ngân|<
            ^|^|USD|VNĐ|USD|VNĐ
            1|Lạng Sơn|#1000||#800|#19069600
            """), """
            63:20 - disbursed 2022 1000 USD
            63:20 - disbursed 2023 800 USD
            """),
        new("Measures_OverTheirSums", TextWorkbook.Create("""
            TỔNG HỢP NĂM 2023 (USD)
            TT|Tỉnh|Số tiền
            I|Cam kết|#30
            1|Lạng Sơn|#10
            2|Cao Bằng|#20
            II|Giải ngân|#25
            1|Hà Giang|#25
            """), """
            63:20 - committed 2023 10 USD
            63:04 - committed 2023 20 USD
            63:02 - disbursed 2023 25 USD
            """),
        new("Provinces_DividedBySourceOfMoney", TextWorkbook.Create("""
            NĂM 2023 (USD)
            TT|Tỉnh|Nguồn vốn|Giải ngân
            1|Lạng Sơn|ODA|#20
            2|Cao Bằng|PCPNN|#30
            """), """
            63:20 - disbursed 2023 20 USD
            63:04 - disbursed 2023 30 USD
            * ColumnNotRead C2
            ! ColumnSplits C3
            """),
        new("Title_OfShares", TextWorkbook.Create("""
            TỶ TRỌNG GIẢI NGÂN THEO LĨNH VỰC (%)
            Tỉnh Lạng Sơn (USD)
            Lĩnh vực|2022|2023
            Y tế|#60|#55
            """), """
            ? Table Tổng hợp
            ! Unanswered B4
            ! Unanswered C4
            """),
        new("Grants_InOtherMoneyThanTheTitle", TextWorkbook.Create("""
            TỈNH LẠNG SƠN NĂM 2023, ĐVT: nghìn USD
            TT|Tên dự án|Nhà tài trợ|Giải ngân|Loại tiền
            1|A|Oxfam|#24|USD
            2|B|Plan|#3000000|VND
            """), """
            63:20 - disbursed 2023 24000 USD Doubtful:SumIncomplete
            63:20 - organisations 2023 2 count
            ? Unit Giải ngân (VND)
            ! Unanswered D4
            """),
        new("Grants_WithTwoColumnsOfPlacesAndOfNames", TextWorkbook.Create("""
            NĂM 2023 (USD)
            TT|Tên dự án|Nhà tài trợ|Tỉnh|Địa bàn|Giải ngân|Nội dung viện trợ
            1|A|Oxfam|Lạng Sơn|Huyện Cao Lộc|#24|Nước sạch
            """), """
            63:20 - disbursed 2023 24 USD
            63:20 - organisations 2023 1 count
            """),
        new("Tables_SideBySide_UnderTheirYears", TextWorkbook.Create("""
            GIẢI NGÂN (USD)
            Năm 2022|||||Năm 2023|
            TT|Tỉnh|Giải ngân||TT|Tỉnh|Giải ngân
            1|Lạng Sơn|#10||1|Cao Bằng|#30
            2|Cao Bằng|#20||2|Hà Giang|#40
            """), """
            63:20 - disbursed 2022 10 USD
            63:04 - disbursed 2022 20 USD
            63:04 - disbursed 2023 30 USD
            63:02 - disbursed 2023 40 USD
            """),
    ];
}
