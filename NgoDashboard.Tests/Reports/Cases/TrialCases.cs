using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Tests.TestKit.Samples;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Reports.Cases;

/// <summary>Tables that were laid out without knowledge of the program, with what a careful person reads from them.</summary>
static class TrialCases
{
    static readonly (FigureKey, Quantity)[] KnownNation =
    [
        (FigureKey.National(2022, Measure.Disbursed), SampleData.Usd(223_700_000)),
        (new(Period.ForYear(2021), new ProvinceCode(63, "62"), null, null, Measure.Committed), SampleData.Vnd(30_200_000_000)),
    ];

    public static IEnumerable<ReportCase> All => [.. Totals(), .. Lists(), .. Places()];

    static IEnumerable<ReportCase> Totals()
    {
        yield return new("Trial_NationalTotalBesideTheKnownOne", TextWorkbook.Create("""
            TOÀN QUỐC
            VIỆN TRỢ THEO LĨNH VỰC NĂM 2022 (triệu USD)
            Lĩnh vực|Giải ngân
            Y tế|#60
            Giáo dục|#40
            Khác|#88
            Tổng cộng|#188
            """), """
            VN health disbursed 2022 60000000 USD
            VN education-training disbursed 2022 40000000 USD
            VN other disbursed 2022 88000000 USD
            VN - disbursed 2022 188000000 USD Doubtful:DiffersFromPublished
            """) { KnownFigures = KnownNation };
        yield return new("Trial_ProvincialTotalBesideTheKnownOne", TextWorkbook.Create("""
            UBND TỈNH KON TUM
            VIỆN TRỢ NĂM 2021 (tỷ đồng)
            Lĩnh vực|Cam kết
            Y tế|#12.5
            Giáo dục|#8
            Tổng cộng|#20.5
            """), """
            63:62 health committed 2021 12500000000 VND
            63:62 education-training committed 2021 8000000000 VND
            63:62 - committed 2021 20500000000 VND Doubtful:DiffersFromPublished
            """) { KnownFigures = KnownNation };
        yield return new("Trial_TotalsUnderYearsAndMeasures", TextWorkbook.Create("""
            ỦY BAN NHÂN DÂN TỈNH KON TUM
            Bảng 3. Viện trợ PCPNN giai đoạn 2021-2022 theo lĩnh vực
            | | |Đơn vị tính: tỷ đồng
            Lĩnh vực|Năm 2021|<|Năm 2022|<
            ^|Cam kết|Giải ngân|Cam kết|Giải ngân
            Y tế|#12.5|#10.2|#14|#13.1
            Xóa đói giảm nghèo|#5.1|#4.4|#5.5|#5.05
            Tổng cộng|#17.6|#14.6|#19.5|#18.15
            """), """
            63:62 health committed 2021 12500000000 VND
            63:62 health disbursed 2021 10200000000 VND
            63:62 health committed 2022 14000000000 VND
            63:62 health disbursed 2022 13100000000 VND
            63:62 socio-economic-development committed 2021 5100000000 VND
            63:62 socio-economic-development disbursed 2021 4400000000 VND
            63:62 socio-economic-development committed 2022 5500000000 VND
            63:62 socio-economic-development disbursed 2022 5050000000 VND
            63:62 - committed 2021 17600000000 VND
            63:62 - disbursed 2021 14600000000 VND
            63:62 - committed 2022 19500000000 VND
            63:62 - disbursed 2022 18150000000 VND
            """);
        yield return new("Trial_MillionsByTheNumberFormat", TextWorkbook.Create("""
            UBND TỈNH ĐIỆN BIÊN
            VIỆN TRỢ NĂM 2024 (triệu đồng)
            Lĩnh vực|Giải ngân
            Y tế|#1250000000{=#,##0.0,,}
            Giáo dục|#830000000{=#,##0.0,,}
            """), """
            63:11 health disbursed 2024 1250000000 VND
            63:11 education-training disbursed 2024 830000000 VND
            """);
        yield return new("Trial_EstimateInTheTitle", TextWorkbook.Create("""
            UBND TỈNH ĐIỆN BIÊN
            ƯỚC GIẢI NGÂN VIỆN TRỢ NĂM 2024 (USD)
            Lĩnh vực|Giải ngân
            Y tế|#500000
            """), """
            63:11 health disbursed 2024 500000 USD about
            """);
        yield return new("Trial_SeparatorsThatTheTotalDecides", TextWorkbook.Create("""
            UBND TỈNH ĐIỆN BIÊN
            VIỆN TRỢ NĂM 2024 (USD)
            Lĩnh vực|Giải ngân
            Y tế|45.525
            Giáo dục|1.117
            Môi trường|250
            Khác|999
            Tổng|47.891
            """), """
            63:11 health disbursed 2024 45525 USD
            63:11 education-training disbursed 2024 1117 USD
            63:11 environment disbursed 2024 250 USD
            63:11 other disbursed 2024 999 USD
            63:11 - disbursed 2024 47891 USD
            """);
        yield return new("Trial_SeparatorsThatAnotherColumnDecides", TextWorkbook.Create("""
            UBND TỈNH ĐIỆN BIÊN
            VIỆN TRỢ NĂM 2024 (triệu đồng)
            Lĩnh vực|Cam kết|Giải ngân
            Y tế|1.250|310,5
            Giáo dục|1.830|82,25
            """), """
            63:11 health committed 2024 1250000000 VND
            63:11 education-training committed 2024 1830000000 VND
            63:11 health disbursed 2024 310500000 VND
            63:11 education-training disbursed 2024 82250000 VND
            """);
        yield return new("Trial_NotesBelowTheTable", TextWorkbook.Create("""
            UBND TỈNH ĐIỆN BIÊN
            VIỆN TRỢ NĂM 2024 (USD)
            Lĩnh vực|Giải ngân
            Y tế|#10000
            Giáo dục|#20000
            Tổng|#30000
            Ghi chú: số liệu Y tế năm 2023 là|#9000
            Nguồn: Sở Ngoại vụ, ĐT: 0215|#3825123
            Điện Biên, ngày 15 tháng 12 năm 2024
            """), """
            63:11 health disbursed 2024 10000 USD
            63:11 education-training disbursed 2024 20000 USD
            63:11 - disbursed 2024 30000 USD
            """);
        yield return new("Trial_ProjectsAndNonProjectsByCountAndValue", TextWorkbook.Create("""
            UBND TỈNH LẠNG SƠN
            GIẢI NGÂN VIỆN TRỢ PCPNN NĂM 2023 (USD)
            Lĩnh vực|Dự án|<|Phi dự án|<|Tổng cộng|<
            ^|Số lượng|Giá trị|Số lượng|Giá trị|Số lượng|Giá trị
            Y tế|#3|#3000|#2|#200|#5|#3200
            Giáo dục|#1|#1000|#4|#400|#5|#1400
            Tổng|#4|#4000|#6|#600|#10|#4600
            """), """
            63:20 health projects 2023 3 count
            63:20 health non_projects 2023 2 count
            63:20 health disbursed 2023 3200 USD
            63:20 education-training projects 2023 1 count
            63:20 education-training non_projects 2023 4 count
            63:20 education-training disbursed 2023 1400 USD
            63:20 - projects 2023 4 count
            63:20 - non_projects 2023 6 count
            63:20 - disbursed 2023 4600 USD
            """);
    }

    static IEnumerable<ReportCase> Lists()
    {
        yield return new("Trial_MoreThanTheWholeCountry", TextWorkbook.Create("""
            UBND TỈNH ĐIỆN BIÊN
            DANH MỤC VIỆN TRỢ NĂM 2024 (USD)
            TT|Tên dự án|Nhà tài trợ|Giải ngân
            #1|A|Oxfam|#1200000000
            #2|B|CARE|#230000000
            """), """
            63:11 - disbursed 2024 1430000000 USD Doubtful:AboveNation
            63:11 - organisations 2024 2 count
            """) { KnownFigures = KnownNation };
        yield return new("Trial_MoreThanTheWholeCountryInHalfAYear", TextWorkbook.Create("""
            UBND TỈNH LẠNG SƠN
            DANH MỤC VIỆN TRỢ 6 THÁNG ĐẦU NĂM 2024 (USD)
            TT|Tên dự án|Nhà tài trợ|Giải ngân
            #1|A|Oxfam|#1200000000
            """), """
            63:20 - disbursed 2024-01-01/2024-06-30 1200000000 USD Doubtful:AboveNation
            63:20 - organisations 2024-01-01/2024-06-30 1 count
            """) { KnownFigures = KnownNation };
        yield return new("Trial_VariantsOfDonorsNames", TextWorkbook.Create("""
            UBND TỈNH ĐIỆN BIÊN
            DANH MỤC VIỆN TRỢ NĂM 2024 (USD)
            TT|Tên dự án|Nhà tài trợ|Giải ngân
            #1|A|Plan|#10
            #2|B|Plan International|#20
            #3|C|Plan International Việt Nam|#30
            #4|D|Tổ chức Plan International (Anh)|#40
            #5|E|Save the Children; Oxfam|#50
            #6|F|SCI (Save the Children International)|#60
            """), """
            63:11 - disbursed 2024 210 USD
            63:11 - organisations 2024 3 count about
            """);
        yield return new("Trial_DonorsThatAreNoOrganisations", TextWorkbook.Create("""
            UBND TỈNH ĐIỆN BIÊN
            DANH MỤC VIỆN TRỢ NĂM 2024 (USD)
            TT|Tên dự án|Nhà tài trợ|Giải ngân
            #1|A|Oxfam|#10
            #2|B|Chưa rõ|#20
            #3|C|Công ty TNHH Sao Mai|#30
            #4|D|Bà Hạnh|#40
            """), """
            63:11 - disbursed 2024 100 USD
            63:11 - organisations 2024 1 count about
            """);
        yield return new("Trial_ProjectsCountedBesideEachDonor", TextWorkbook.Create("""
            UBND TỈNH ĐIỆN BIÊN
            DANH SÁCH TỔ CHỨC NĂM 2024 (USD)
            TT|Tên tổ chức|Số dự án|Giải ngân
            #1|Oxfam|#3|#100
            #2|CARE|#2|#200
            |Tổng|#5|#300
            """), """
            63:11 - disbursed 2024 300 USD
            63:11 - projects 2024 5 count
            63:11 - organisations 2024 2 count
            """);
        yield return new("Trial_DonorsOverTheirGrants", TextWorkbook.Create("""
            UBND TỈNH HÀ GIANG|||||Phụ lục II
            KẾT QUẢ THỰC HIỆN VIỆN TRỢ PHI CHÍNH PHỦ NƯỚC NGOÀI NĂM 2021
            |||||Đơn vị tính: triệu đồng
            TT|Nhà tài trợ/Tên khoản viện trợ|Đối tác|Giá trị cam kết|Giải ngân trong năm|Tỷ lệ (%)
            I|Plan International Việt Nam||18.250,5|16.100,2|88,2
            1|Dự án Quyền trẻ em|Sở LĐTBXH|10.250,5|9.600,2|93,7
            2|Dự án Nước sạch trường học|Sở GDĐT|8.000|6.500|81,3
            II|Tổ chức Caritas Thụy Sỹ||5.420|5.120,75|94,5
            1|Trồng rừng và sinh kế|Sở NN&PTNT|5.420|5.120,75|94,5
            |TỔNG CỘNG (I+II)||23.670,5|21.220,95|90,5
            Ghi chú: Số liệu tính đến 15/12/2021.
            ||||TM. ỦY BAN NHÂN DÂN
            """), """
            63:02 - committed 2021 23670500000 VND
            63:02 - disbursed 2021 21220950000 VND
            63:02 - organisations 2021 2 count
            """);
        yield return new("Trial_RowsOfCountries", TextWorkbook.Create("""
            ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN
            VIỆN TRỢ PCPNN THEO QUỐC GIA NĂM 2023
            ĐVT: USD
            STT|Quốc gia|Số tổ chức|Số dự án|Giá trị giải ngân
            #1|Hoa Kỳ|#5|#7|#500000
            #2|Hàn Quốc|#3|#3|#120000
            #3|Anh|#1|#1|#80000
            |Tổng cộng|#9|#11|#700000
            """), """
            63:20 - disbursed 2023 700000 USD
            63:20 - organisations 2023 9 count
            63:20 - projects 2023 11 count
            63:20 - countries 2023 3 count
            """);
        yield return new("Trial_CashAndAidInKind", TextWorkbook.Create("""
            ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
            DANH MỤC VIỆN TRỢ PCPNN NĂM 2022
            ĐVT: USD
            TT|Tên dự án|Nhà tài trợ|Giá trị giải ngân|<|<
            ^|^|^|Tiền mặt|Hiện vật|Tổng cộng
            #1|A|Oxfam|#1000|#200|#1200
            #2|B|Plan|#500|-|#500
            |Tổng||#1500|#200|#1700
            """), """
            63:04 - disbursed 2022 1700 USD
            63:04 - organisations 2022 2 count
            """);
        yield return new("Trial_CashAndAidInKindWithoutTheirTotal", TextWorkbook.Create("""
            ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
            DANH MỤC VIỆN TRỢ PCPNN NĂM 2022
            ĐVT: USD
            TT|Tên dự án|Nhà tài trợ|Giá trị giải ngân|<
            ^|^|^|Bằng tiền|Bằng hiện vật
            #1|A|Oxfam|#1000|#200
            #2|B|Plan|#500|-
            """), """
            63:04 - disbursed 2022 1700 USD
            63:04 - organisations 2022 2 count
            """);
    }

    static IEnumerable<ReportCase> Places()
    {
        yield return new("Trial_GroupsOfFormerProvincesInTheListOfToday", TextWorkbook.Create("""
            UBND TỈNH PHÚ THỌ (MỚI)
            VIỆN TRỢ NĂM 2025 (USD)
            TT|Tên khoản viện trợ|Nhà tài trợ|Giải ngân
            A|Phú Thọ (cũ)||
            #1|x|CBM|#35000
            B|Vĩnh Phúc (nay là Phú Thọ)||
            #2|y|CBM|#100000
            |Tổng||#135000
            """), """
            34:25 - disbursed 2025 135000 USD
            34:25 - organisations 2025 1 count
            """);
        yield return new("Trial_FormerProvincesByTheCaption", TextWorkbook.Create("""
            UBND TỈNH PHÚ THỌ
            VIỆN TRỢ NĂM 2025 (USD)
            TT|Địa bàn (tỉnh cũ)|Giải ngân
            #1|Phú Thọ|#35000
            #2|Vĩnh Phúc|#100000
            #3|Hòa Bình|#45000
            |Tổng|#180000
            """), """
            63:25 - disbursed 2025 35000 USD
            63:26 - disbursed 2025 100000 USD
            63:17 - disbursed 2025 45000 USD
            34:25 - disbursed 2025 180000 USD
            """);
        yield return new("Trial_GrantsThatProvincesShare", TextWorkbook.Create("""
            UBND TỈNH LẠNG SƠN
            DANH MỤC VIỆN TRỢ NĂM 2023 (USD)
            TT|Tên dự án|Nhà tài trợ|Lĩnh vực|Địa bàn|Giải ngân
            #1|Dự án A|Oxfam|Y tế|Huyện Cao Lộc|#100
            #2|Dự án C|CARE|Y tế|Tỉnh Cao Bằng và Lạng Sơn|#30
            #3|Dự án D|CARE|Y tế|Các tỉnh|#10
            """), """
            63:20 - disbursed 2023 100 USD Doubtful:SumIncomplete
            63:20 health disbursed 2023 100 USD
            63:20 - organisations 2023 1 count
            ? Province Tỉnh Cao Bằng và Lạng Sơn
            ? Province Các tỉnh
            ! Unanswered E5
            ! Unanswered E6
            """);
        yield return new("Trial_AbbreviatedProvinces", TextWorkbook.Create("""
            NĂM 2023 (USD)
            Tỉnh|Giải ngân
            BRVT|#1
            TTH|#2
            Daklak|#3
            Danang|#4
            HANOI|#5
            TP.HCM|#6
            """), """
            63:77 - disbursed 2023 1 USD
            63:46 - disbursed 2023 2 USD
            63:66 - disbursed 2023 3 USD
            63:48 - disbursed 2023 4 USD
            63:01 - disbursed 2023 5 USD
            63:79 - disbursed 2023 6 USD
            """);
        yield return new("Trial_CodesThatASpreadsheetTookForTimes", ReportCase.EncodeText("""
            Kỳ,Địa phương,Mã địa phương,Chỉ tiêu,Số liệu,Đơn vị tính,Mức chính xác
            2023,Lạng Sơn (cũ),63:20:00,Giải ngân,5,USD,đúng
            2023,Cao Bằng (cũ),2.627777777777778,Giải ngân,6,USD,đúng
            2023,Hà Giang (cũ),02/01/1900 15:02,Giải ngân,7,USD,đúng
            2023,,02/01/1900 15:02,Giải ngân,8,USD,đúng
            """), """
            63:20 - disbursed 2023 5 USD
            63:04 - disbursed 2023 6 USD
            63:02 - disbursed 2023 7 USD
            ! CodeWithoutBasis C5
            """) { File = "so-lieu.csv" };
        yield return new("Trial_NumbersOutsideOfTheTable", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023 (USD)
            Số công văn|#125
            Lĩnh vực|Giải ngân
            Y tế|#5
            """), """
            63:20 health disbursed 2023 5 USD
            * NumberOutsideTable B2
            """);
        yield return new("Trial_LargerThanAnyProvince", TextWorkbook.Create("""
            UBND TỈNH ĐIỆN BIÊN NĂM 2024
            Lĩnh vực|Giải ngân (triệu USD)
            Y tế|#30
            Khác|#25
            Tổng|#55
            """), """
            63:11 health disbursed 2024 30000000 USD Doubtful:AboveProvinces
            63:11 other disbursed 2024 25000000 USD Doubtful:AboveProvinces
            63:11 - disbursed 2024 55000000 USD Doubtful:AboveProvinces
            """)
        {
            KnownFigures = [.. ((string[])["20", "04", "02"]).Select((code, i) =>
                (new FigureKey(Period.ForYear(2023), new ProvinceCode(63, code), null, null, Measure.Disbursed), SampleData.Usd(1_000_000 * (i + 1))))],
        };
    }
}
