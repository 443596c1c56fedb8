using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Reports.Cases;

/// <summary>Tables whose rows are measures or campaigns, and tables whose header does not state what their numbers are.</summary>
static class MeasureCases
{
    public static IEnumerable<ReportCase> All => [.. Rows(), .. Places(), .. Heads()];

    static IEnumerable<ReportCase> Rows()
    {
        yield return new("Measures_WithYearsSideBySide", TextWorkbook.Create("""
            SỞ NGOẠI VỤ TỈNH LẠNG SƠN
            KẾT QUẢ VIỆN TRỢ PCPNN GIAI ĐOẠN 2022-2023
            TT|Chỉ tiêu|#2022|Năm 2023
            I|Số tổ chức PCPNN|#11|#12
            II|Tổng giá trị cam kết (USD)|#3000000|#4000000
            III|Giá trị giải ngân (triệu USD)|#1.5|#2
            IV|Tỷ lệ giải ngân (%)|#50|#66.7
            """), """
            63:20 - organisations 2022 11 count
            63:20 - organisations 2023 12 count
            63:20 - committed_total 2022 3000000 USD
            63:20 - committed_total 2023 4000000 USD
            63:20 - disbursed 2022 1500000 USD
            63:20 - disbursed 2023 2000000 USD
            63:20 - disbursement_rate 2022 50 percent
            63:20 - disbursement_rate 2023 66.7 percent
            """);
        yield return new("Measures_WithTheirUnitsInAColumn", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023
            TT|Chỉ tiêu|Đơn vị|Kế hoạch|Thực hiện|So với cùng kỳ (%)
            1|Số tổ chức|tổ chức|#10|#12|#110
            2|Cam kết|triệu USD|#4|#5|#120
            3|Giải ngân|tỷ đồng|#90|#100|#130
            4|Số giấy đăng ký được cấp|giấy|#2|#3|#150
            """), """
            63:20 - organisations 2023 12 count
            63:20 - committed 2023 5000000 USD
            63:20 - disbursed 2023 100000000000 VND
            * RowNotRead B6
            """);
        yield return new("Measures_WithTheirSectorsBelowThem", TextWorkbook.Create("""
            Tỉnh Lạng Sơn
            Chỉ tiêu|Năm 2022|Năm 2023
            Giải ngân (USD)|#10|#12
            - Trong đó: Y tế|#4|#5
            - Giáo dục|#6|#7
            Số dự án|#3|#4
            + Y tế|#1|#2
            """), """
            63:20 - disbursed 2022 10 USD
            63:20 - disbursed 2023 12 USD
            63:20 health disbursed 2022 4 USD
            63:20 health disbursed 2023 5 USD
            63:20 education-training disbursed 2022 6 USD
            63:20 education-training disbursed 2023 7 USD
            63:20 - projects 2022 3 count
            63:20 - projects 2023 4 count
            63:20 health projects 2022 1 count
            63:20 health projects 2023 2 count
            """);
        yield return new("Measures_BelowAHeading", TextWorkbook.Create("""
            Tỉnh Lạng Sơn
            Chỉ tiêu|Năm 2022|Năm 2023
            A. Giải ngân theo lĩnh vực (nghìn USD)||
            Y tế|#4|#5
            B. Hoạt động khác||
            Y tế|#1|#2
            """), """
            63:20 health disbursed 2022 4000 USD
            63:20 health disbursed 2023 5000 USD
            * RowNotRead A6
            """);
        yield return new("Measures_WithTheirYearInTheirRow", TextWorkbook.Create("""
            Tỉnh Lạng Sơn
            Chỉ tiêu|Kết quả
            Giải ngân năm 2022 (USD)|#5
            Giải ngân năm 2023 (USD)|#6
            """), """
            63:20 - disbursed 2022 5 USD
            63:20 - disbursed 2023 6 USD
            """);
        yield return new("Measures_OfAnotherYearThanTheirColumn", TextWorkbook.Create("""
            Tỉnh Lạng Sơn
            Chỉ tiêu|Năm 2022|Năm 2023
            Giải ngân năm 2021 (USD)|#5|#6
            """), """
            ! PeriodUnreadable B3
            ! PeriodUnreadable C3
            """);
        var unsure = TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023
            Chỉ tiêu|Thực hiện
            Giá trị cam kết của các tổ chức (USD)|#9000000
            Giải ngân|#7
            Lũy kế giải ngân (USD)|#9
            """);
        yield return new("Measures_ThatAreNotCertain", unsure, """
            ? Measure Giá trị cam kết của các tổ chức (USD)
            ? Unit Giải ngân
            ! Unanswered A3
            ! Unanswered B4
            * RowNotRead A5
            """);
        yield return new("Measures_ThatAreNotCertain_Answered", unsure, """
            63:20 - committed 2023 9000000 USD
            63:20 - disbursed 2023 7000000 USD
            * RowNotRead A5
            """) { Answers = ["committed", "USD:1000000"] };
        yield return new("Measures_ThatAreNotCertain_LeftOut", unsure, """
            63:20 - disbursed 2023 7000000 USD
            * LeftOut A3
            * RowNotRead A5
            """) { Answers = ["-", "USD:1000000"] };
        yield return new("Measures_ByTheirNamesInEnglish", TextWorkbook.Create("""
            Foreign NGO aid nationwide
            Indicator|Unit|#2022|#2023
            Foreign NGOs|organisations|#436|#396
            Disbursed|USD million|#223.7|#228.7
            """), """
            VN - organisations 2022 436 count
            VN - organisations 2023 396 count
            VN - disbursed 2022 223700000 USD
            VN - disbursed 2023 228700000 USD
            """);
        yield return new("Measures_BelowLinesThatSayWhoseAndWhen", TextWorkbook.Create("""
            Tỉnh|Lạng Sơn
            Năm|#2023
            Chỉ tiêu|Số liệu
            Giải ngân (USD)|#5
            """), "63:20 - disbursed 2023 5 USD");
        yield return new("Measures_OnTheSheetOfATableOfProvinces", TextWorkbook.Create("""
            Giải ngân năm 2021
            Tỉnh|Giải ngân (USD)
            Cao Bằng|#4
            Tỉnh Lạng Sơn
            Chỉ tiêu|#2022|#2023
            Giải ngân (USD)|#5|#6
            """), """
            63:04 - disbursed 2021 4 USD
            63:20 - disbursed 2022 5 USD
            63:20 - disbursed 2023 6 USD
            """);
        yield return new("Measures_InAUnitThatIsNoneOfTheirs", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023
            Chỉ tiêu|Đơn vị tính|Thực hiện
            Số tổ chức|USD|#12
            Giải ngân|EUR|#5
            """), """
            ! UnitDoesNotFit C3
            ! UnitUnknown B4
            """);
    }

    static IEnumerable<ReportCase> Places()
    {
        yield return new("Measures_OfProvinces_InAFileThatMergesNothing", ReportCase.EncodeText("""
            Tỉnh;Chỉ tiêu;2022;2023
            Lạng Sơn;Giải ngân (USD);5;6
            ;Số tổ chức;2;3
            Cao Bằng;Giải ngân (USD);7;8
            ;Số tổ chức;1;2
            Tổng cộng;Giải ngân (USD);12;15
            ;Số tổ chức;3;6
            """), """
            63:20 - disbursed 2022 5 USD
            63:20 - disbursed 2023 6 USD
            63:20 - organisations 2022 2 count
            63:20 - organisations 2023 3 count
            63:04 - disbursed 2022 7 USD
            63:04 - disbursed 2023 8 USD
            63:04 - organisations 2022 1 count
            63:04 - organisations 2023 2 count
            ! TotalDiffers D6
            ! TotalDiffers D7
            * FilledDown A3
            """) { File = "a.csv" };
        yield return new("Measures_OfProvincesOfWhichOneIsNotSaid", TextWorkbook.Create("""
            Tỉnh|Chỉ tiêu|#2022
            Lạng Sơn|Giải ngân (USD)|#5
            |Số tổ chức|#2
            Lạng Sơn|Số dự án|#7
            """), """
            63:20 - disbursed 2022 5 USD
            63:20 - projects 2022 7 count
            ! NameMissing A3
            """);
        yield return new("Measures_OfSectorsOfWhichOneIsNotSaid", TextWorkbook.Create("""
            Tỉnh Lạng Sơn
            Lĩnh vực|Chỉ tiêu|#2022
            Y tế|Giải ngân (USD)|#5
            |Số dự án|#2
            Y tế|Cam kết (USD)|#7
            """), """
            63:20 health disbursed 2022 5 USD
            63:20 health committed 2022 7 USD
            ! SectorMissing A4
            """);
        yield return new("Measures_OfSectorsSideBySide", TextWorkbook.Create("""
            Tỉnh Lạng Sơn năm 2023
            Chỉ tiêu|Y tế|Giáo dục|Cộng
            Giải ngân (USD)|#5|#6|#12
            Số dự án|#1|#2|#3
            """), """
            63:20 health disbursed 2023 5 USD
            63:20 education-training disbursed 2023 6 USD
            63:20 health projects 2023 1 count
            63:20 education-training projects 2023 2 count
            ! TotalDiffers D3
            63:20 - disbursed 2023 12 USD Doubtful:TotalDiffers
            63:20 - projects 2023 3 count
            """);
        yield return new("Provinces_SideBySide", TextWorkbook.Create("""
            Giải ngân năm 2023 (USD)
            Lĩnh vực|Lạng Sơn|Cao Bằng|Cộng
            Y tế|#5|#6|#11
            Giáo dục|#7|#8|#15
            """), """
            63:20 health disbursed 2023 5 USD
            63:04 health disbursed 2023 6 USD
            63:20 education-training disbursed 2023 7 USD
            63:04 education-training disbursed 2023 8 USD
            """);
        yield return new("Campaigns_InRows", TextWorkbook.Create("""
            VIỆN TRỢ TOÀN QUỐC THEO ĐỢT, NĂM 2020
            Chương trình|Số tổ chức|Giải ngân (triệu USD)
            Phòng, chống dịch COVID-19 năm 2020|#115|#6.5
            Cứu trợ bão lũ miền Trung năm 2020|#45|#9
            Đợt khác||#1
            Tổng cộng|#160|#16.5
            """), """
            VN - organisations 2020 115 count covid-19-2020
            VN - disbursed 2020 6500000 USD covid-19-2020
            VN - organisations 2020 45 count central-floods-2020
            VN - disbursed 2020 9000000 USD central-floods-2020
            ! CampaignUnknown A5
            """);
        yield return new("Campaigns_BesideMeasures", TextWorkbook.Create("""
            Toàn quốc
            Chương trình|Chỉ tiêu|Năm 2020
            Phòng, chống dịch COVID-19 năm 2020|Số tổ chức|#115
            |Giải ngân (triệu USD)|#6.5
            """), """
            VN - organisations 2020 115 count covid-19-2020
            VN - disbursed 2020 6500000 USD covid-19-2020
            * FilledDown A4
            """);
        yield return new("Programmes_ThatAreCounted", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Chương trình|Dự án|Phi dự án
            Lạng Sơn|#1|#2|#3
            """), """
            63:20 - projects 2023 2 count
            63:20 - non_projects 2023 3 count
            ? Column Chương trình
            ! Unanswered B3
            """);
    }

    static IEnumerable<ReportCase> Heads()
    {
        yield return new("Amounts_OfWhatTheTitleSays", TextWorkbook.Create("""
            GIẢI NGÂN VIỆN TRỢ NĂM 2023
            Tỉnh|Số tiền (USD)
            Lạng Sơn|#5
            Cao Bằng|#7
            Tổng cộng|#13
            """), """
            63:20 - disbursed 2023 5 USD
            63:04 - disbursed 2023 7 USD
            ! TotalDiffers B5
            """);
        var amounts = TextWorkbook.Create("""
            CAM KẾT VÀ GIẢI NGÂN NĂM 2023
            Tỉnh|Số tiền (USD)
            Lạng Sơn|#5
            """);
        yield return new("Amounts_OfATitleThatSaysTwo", amounts, """
            ? Column Số tiền (USD)
            ! Unanswered B3
            """);
        yield return new("Amounts_OfATitleThatSaysTwo_Answered", amounts, "63:20 - committed 2023 5 USD") { Answers = ["committed"] };
        yield return new("Amounts_OfGrants", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023
            Tên dự án|Nhà tài trợ|Giá trị (USD)
            N|Oxfam|#5
            """), """
            63:20 - disbursed 2023 5 USD
            63:20 - organisations 2023 1 count
            """) { Answers = ["disbursed"] };
        yield return new("Total_OfAColumnWhoseUnitWasAnswered", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân
            Lạng Sơn|#5
            Cao Bằng|#7
            Tổng cộng|#12
            """), """
            63:20 - disbursed 2023 5000000000 VND
            63:04 - disbursed 2023 7000000000 VND
            """) { Answers = ["VND:1000000000"] };
        yield return new("Currencies_OfWhichOneIsNotKept", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023
            Tên dự án|Nhà tài trợ|Giải ngân|Loại tiền
            N|Oxfam|#46|EUR
            M|Plan|#1|USD
            """), """
            63:20 - disbursed 2023 1 USD Doubtful:SumIncomplete
            63:20 - organisations 2023 2 count
            ! UnitUnknown D3
            """);
        yield return new("Corner_ThatSaysWhatStandsBesideIt", TextWorkbook.Create("""
            Tỉnh Lạng Sơn
            Năm|#2022|#2023
            Giải ngân (USD)|#5|#6
            Số tổ chức|#2|#3
            """), """
            63:20 - disbursed 2022 5 USD
            63:20 - disbursed 2023 6 USD
            63:20 - organisations 2022 2 count
            63:20 - organisations 2023 3 count
            """);
        yield return new("Corner_ThatSaysNothing", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023
            TT|Nội dung|Y tế|Giáo dục
            1|Giải ngân (USD)|#5|#6
            2|Số dự án|#2|#3
            """), """
            63:20 health disbursed 2023 5 USD
            63:20 education-training disbursed 2023 6 USD
            63:20 health projects 2023 2 count
            63:20 education-training projects 2023 3 count
            """);
        yield return new("Corner_ThatIsEmpty", TextWorkbook.Create("""
            Giải ngân (USD)
            |#2022|#2023
            Lạng Sơn|#5|#6
            Cao Bằng|#7|#8
            Tổng cộng|#12|#15
            """), """
            63:20 - disbursed 2022 5 USD
            63:20 - disbursed 2023 6 USD
            63:04 - disbursed 2022 7 USD
            63:04 - disbursed 2023 8 USD
            ! TotalDiffers C5
            """);
        yield return new("Sectors_OfAnotherAmountThanTheTitles", TextWorkbook.Create("""
            Giải ngân năm 2023, tỉnh Lạng Sơn (USD)
            Năm|Giải ngân||Vốn đối ứng|
            |Y tế|Giáo dục|Y tế|Giáo dục
            #2023|#5|#6|#1|#2
            """), """
            63:20 health disbursed 2023 5 USD
            63:20 education-training disbursed 2023 6 USD
            * ColumnNotRead D3
            * ColumnNotRead E3
            """);
    }
}
