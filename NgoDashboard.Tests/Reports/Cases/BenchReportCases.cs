using System.IO.Compression;
using System.Text;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Reports.Places;
using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Reports.Cases;

/// <summary>Files as offices send them, each in a layout of its own, and files without a table.</summary>
static class BenchReportCases
{
    static readonly ProvinceCode LangSon = new(63, "20"), CaoBang = new(63, "04");

    static readonly Encoding Windows1258 = CodePagesEncodingProvider.Instance.GetEncoding(1258)!;

    public static IReadOnlyList<ReportCase> All { get; } =
    [
        .. Layouts(), .. Grants(), .. NumbersAndUnits(), .. NamesAndBases(), .. Times(), .. Checks(), .. Texts(), .. Faults(),
        .. MeasureCases.All, .. MergedCases.All, .. OfficeCases.All, .. NameCases.All, .. CheckCases.All, .. TrialCases.All,
        .. FormatCases.All,
    ];

    static IEnumerable<ReportCase> Layouts()
    {
        yield return new("Totals_UnderTitles", TextWorkbook.Create("""
            ỦY BAN CÔNG TÁC PHI CHÍNH PHỦ NƯỚC NGOÀI
            TỔNG HỢP VIỆN TRỢ NĂM 2023

            | | Đơn vị tính: triệu USD

            TT|Tỉnh, thành phố|Cam kết năm|Giải ngân trong kỳ
            #1|Lạng Sơn|#2.5|#1.2
            #2|Cao Bằng|#3|#2
            |Tổng cộng|#5.5|#3.2
            """), """
            63:20 - committed 2023 2500000 USD
            63:20 - disbursed 2023 1200000 USD
            63:04 - committed 2023 3000000 USD
            63:04 - disbursed 2023 2000000 USD
            """);
        yield return new("Totals_WithYearsSideBySide", TextWorkbook.Create("""
            GIẢI NGÂN THEO TỈNH (ĐVT: USD)
            Tỉnh|#2021|#2022|Năm 2023
            Lạng Sơn|#100|#200|#300
            Cao Bằng|#400||#600
            """), """
            63:20 - disbursed 2021 100 USD
            63:20 - disbursed 2022 200 USD
            63:20 - disbursed 2023 300 USD
            63:04 - disbursed 2021 400 USD
            63:04 - disbursed 2023 600 USD
            """);
        yield return new("Totals_WithSectorsSideBySide", TextWorkbook.Create("""
            Giá trị giải ngân năm 2023 (nghìn USD)
            STT|Tên tỉnh|Y tế|Giáo dục - đào tạo|Cộng
            1|Lạng Sơn|#1|#2|#3
            2|Cao Bằng|#4|#5|#10
            |Cộng|#5|#7|#12
            """), """
            63:20 health disbursed 2023 1000 USD
            63:20 education-training disbursed 2023 2000 USD
            63:04 health disbursed 2023 4000 USD
            63:04 education-training disbursed 2023 5000 USD
            ! TotalDiffers E4
            63:20 - disbursed 2023 3000 USD
            63:04 - disbursed 2023 10000 USD Doubtful:TotalDiffers
            ! TotalDiffers E5
            """);
        yield return new("Head_OfTwoLines_MeasuresOverYears", TextWorkbook.Create("""
            Tổng hợp (USD)
            TT|Tỉnh|Cam kết||Giải ngân|
            ||#2022|#2023|#2022|#2023
            1|Lạng Sơn|#3|#4|#1|#2
            """), """
            63:20 - committed 2022 3 USD
            63:20 - committed 2023 4 USD
            63:20 - disbursed 2022 1 USD
            63:20 - disbursed 2023 2 USD
            """);
        yield return new("Head_OfTwoLines_WholeGrantAndYear", TextWorkbook.Create("""
            Báo cáo năm 2023, tỉnh Lạng Sơn
            TT|Lĩnh vực|Giá trị cam kết (USD)||Giải ngân (USD)
            ||Tổng số|Trong năm|
            1|Y tế|#30|#20|#10
            """), """
            63:20 health committed_total 2023 30 USD
            63:20 health committed 2023 20 USD
            63:20 health disbursed 2023 10 USD
            """);
        yield return new("Head_InEnglish", TextWorkbook.Create("""
            Foreign NGO aid 2023
            No|Province|Sector|Committed (USD)|Disbursed (USD)|Notes
            1|Lang Son|Health|#20|#10|
            """), """
            63:20 health committed 2023 20 USD
            63:20 health disbursed 2023 10 USD
            """);
        yield return new("Head_WithoutDiacritics", TextWorkbook.Create("""
            BAO CAO NAM 2023
            STT|Tinh thanh pho|Gia tri giai ngan (trieu dong)
            1|Lang Son|#1500
            """), "63:20 - disbursed 2023 1500000000 VND");
        yield return new("Names_Decomposed", TextWorkbook.Create("""
            BÁO CÁO NĂM 2023
            STT|Tỉnh, thành phố|Lĩnh vực|Giải ngân (USD)
            1|Lạng Sơn|Y tế|#5
            """.Normalize(NormalizationForm.FormD)), "63:20 health disbursed 2023 5 USD");
        yield return new("Columns_InAnotherOrder", TextWorkbook.Create("""
            Năm 2023
            Ghi chú|Giải ngân (USD)|Lĩnh vực|Tỉnh
            |#5|Y tế|Lạng Sơn
            """), "63:20 health disbursed 2023 5 USD");
        yield return new("Province_AboveItsSectorsInAColumnOfItsOwn", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Lĩnh vực|Giải ngân (USD)
            Lạng Sơn|Y tế|#5
            |Giáo dục|#6
            Cao Bằng|Y tế|#7
            """), """
            63:20 health disbursed 2023 5 USD
            63:20 education-training disbursed 2023 6 USD
            63:04 health disbursed 2023 7 USD
            * FilledDown A4
            """);
        yield return new("Province_AboveItsSectorsInOneColumn", TextWorkbook.Create("""
            Năm 2023, đơn vị: USD
            TT|Tỉnh|Giải ngân
            I|Lạng Sơn|#11
            1|Y tế|#5
            2|Giáo dục|#6
            II|Cao Bằng|#7
            1|Y tế|#7
            """), """
            63:20 - disbursed 2023 11 USD
            63:20 health disbursed 2023 5 USD
            63:20 education-training disbursed 2023 6 USD
            63:04 - disbursed 2023 7 USD
            63:04 health disbursed 2023 7 USD
            """);
        yield return new("Regions_AreSumsOfWhatFollows", TextWorkbook.Create("""
            Năm 2023
            TT|Tỉnh|Giải ngân (USD)
            I|Trung du và miền núi phía Bắc|#12
            1|Lạng Sơn|#5
            2|Cao Bằng|#7
            |Tổng cộng|#12
            """), """
            63:20 - disbursed 2023 5 USD
            63:04 - disbursed 2023 7 USD
            """);
        yield return new("Forms_NumberTheirColumnsAndRepeatTheirHeads", TextWorkbook.Create("""
            Biểu số 01 - năm 2023
            TT|Tỉnh|Cam kết (USD)|Giải ngân (USD)
            (1)|(2)|(3)|(4)
            1|Lạng Sơn|#9|#5
            TT|Tỉnh|Cam kết (USD)|Giải ngân (USD)
            2|Cao Bằng|#9|#7

            Người lập biểu|||Thủ trưởng đơn vị
            Hà Nội, ngày 20 tháng 12 năm 2024
            """), """
            63:20 - committed 2023 9 USD
            63:20 - disbursed 2023 5 USD
            63:04 - committed 2023 9 USD
            63:04 - disbursed 2023 7 USD
            """);
        yield return new("Nation_HasItsOwnRow", TextWorkbook.Create("""
            Năm 2023
            Địa phương|Giải ngân (USD)|Số tổ chức
            Cả nước|#12|#8
            Lạng Sơn|#5|#6
            Cao Bằng|#7|#4
            """), """
            VN - disbursed 2023 12 USD
            VN - organisations 2023 8 count
            63:20 - disbursed 2023 5 USD
            63:20 - organisations 2023 6 count
            63:04 - disbursed 2023 7 USD
            63:04 - organisations 2023 4 count
            """);
        yield return new("Tables_TwoOnOneSheet", TextWorkbook.Create("""
            Bảng 1. Giải ngân năm 2023
            Tỉnh|Giải ngân (USD)
            Lạng Sơn|#5

            Bảng 2. Số tổ chức năm 2022
            Tỉnh|Lĩnh vực|Số tổ chức|Số dự án
            Cao Bằng|Y tế|#3|#4
            """), """
            63:20 - disbursed 2023 5 USD
            63:04 health organisations 2022 3 count
            63:04 health projects 2022 4 count
            """);
        yield return new("Sectors_OfWhichOneBeginsAsATotalDoes", TextWorkbook.Create("""
            Năm 2023 (USD)
            Tỉnh|Lĩnh vực|Giải ngân
            Lạng Sơn|Y tế|#5
            Lạng Sơn|Công tác xã hội|#7
            Lạng Sơn|Cộng|#12
            """), """
            63:20 health disbursed 2023 5 USD
            63:20 social-issues disbursed 2023 7 USD
            63:20 - disbursed 2023 12 USD
            """);
        yield return new("Sectors_OfWhichMostHaveNothing", TextWorkbook.Create("""
            Giải ngân năm 2023 (USD)
            Tỉnh|Y tế|Giáo dục|Môi trường|Tư pháp|Khác
            Lạng Sơn|#5|-|-|-|-
            """), "63:20 health disbursed 2023 5 USD");
        yield return new("Sectors_BesideTheirShareOfTheTotal", TextWorkbook.Create("""
            Hà Nội, ngày 15 tháng 01 năm 2024
            TỔNG HỢP VIỆN TRỢ TOÀN QUỐC THEO LĨNH VỰC NĂM 2023
            Lĩnh vực|Giải ngân (USD)|Tỷ lệ (%)
            Y tế|#51000000|#22.5
            """), """
            VN health disbursed 2023 51000000 USD
            """);
        yield return new("Head_OfTwoLines_FormsOfGrantsUnderMoney", TextWorkbook.Create("""
            Tỉnh Lạng Sơn năm 2023
            Lĩnh vực|Giải ngân (USD)|
            |Dự án|Phi dự án
            Y tế|#100000|#5000
            """), """
            63:20 health disbursed 2023 105000 USD
            """);
        yield return new("Figures_OneInEachRow", TextWorkbook.Create("""
            Kỳ|Địa phương|Lĩnh vực|Chương trình|Chỉ tiêu|Số liệu|Đơn vị tính|Mức chính xác|Trạng thái|Đến ngày|Nguồn|Được dùng|Bản
            năm 2020|Toàn quốc|||Giải ngân|#220700000|USD|đúng|chính thức|31/12/2020|Báo|x|#1
            năm 2020|Toàn quốc||Phòng, chống dịch COVID-19 năm 2020|Giải ngân|#6500000|USD|khoảng|chính thức|31/12/2020|Báo|x|#1
            năm 2020|Toàn quốc|||Giải ngân|#220000000|USD|đúng|chính thức|31/12/2020|Báo khác||#1
            ngày 30/4/2024|Toàn quốc|||Tổ chức PCPNN|#381|đơn vị|đúng|chính thức|30/4/2024|Báo|x|#1
            năm 2020|Toàn quốc|||Vốn vay|#5|USD|đúng|chính thức|31/12/2020|Báo|x|#1
            """), """
            VN - disbursed 2020 220700000 USD
            VN - disbursed 2020 6500000 USD about covid-19-2020
            VN - organisations 2024-04-30/2024-04-30 381 count
            ! MeasureUnknown E6
            """);
        yield return new("Figures_OfAScene_OneAddedUpOneChangedOneFilledIn", TextWorkbook.Create("""
            Kỳ|Địa phương|Mã địa phương|Lĩnh vực|Chương trình|Chỉ tiêu|Số liệu|Đơn vị tính|Mức chính xác|Trạng thái|Đến ngày|Nguồn|Được dùng|Bản|Cách có số
            năm 2023|Lạng Sơn|63:20|||Giải ngân|#5|USD|đúng|||Báo||#1|cộng
            năm 2023|Lạng Sơn|63:20|||Giải ngân|#7|USD|đúng|||Báo||#1|cộng
            năm 2023|Lạng Sơn|63:20|||Cam kết|#9|USD|||||||#1|chưa công bố
            """), """
            63:20 - committed 2023 9 USD
            ! CalculatedTotalDiffers G3
            """) { KnownFigures = [(new(Period.ForYear(2023), new(ProvinceCode.OldBasis, "20"), "health", null, Measure.Disbursed), new(500, Unit.Usd))] };
    }

    static IEnumerable<ReportCase> Grants()
    {
        const string head = "TT|Tên khoản viện trợ|Hình thức (CT/DA/PDA)|Tổ chức/Nhà tài trợ|Quốc gia|Chủ khoản viện trợ/Cơ quan đối tác|Lĩnh vực|Địa bàn|Số, ngày QĐ phê duyệt|Thời gian|Tổng giá trị cam kết|Cam kết năm|Giải ngân trong kỳ|Lũy kế giải ngân|Vốn đối ứng|Loại tiền|Ghi chú";
        yield return new("Grants_OfOneProvince", TextWorkbook.Create($"""
            BÁO CÁO TÌNH HÌNH VIỆN TRỢ PCPNN NĂM 2023 CỦA TỈNH LẠNG SƠN
            {head}
            1|Nước sạch|DA|Oxfam|Anh|Sở NN|Y tế|Huyện Cao Lộc|12/QĐ-UBND, 01/02/2023|2022-2024|#300|#200|#100|#150||USD|
            2|Áo ấm|PDA|Plan|Hoa Kỳ|Sở LĐ|Các vấn đề xã hội|Huyện Lộc Bình||2023|#30|#30|#30|#30||USD|
            |Tổng cộng||||||||||#230|#130||||
            """), """
            63:20 - committed_total 2023 330 USD
            63:20 - committed 2023 230 USD
            63:20 - disbursed 2023 130 USD
            63:20 health committed_total 2023 300 USD
            63:20 health committed 2023 200 USD
            63:20 health disbursed 2023 100 USD
            63:20 social-issues committed_total 2023 30 USD
            63:20 social-issues committed 2023 30 USD
            63:20 social-issues disbursed 2023 30 USD
            63:20 - organisations 2023 2 count
            63:20 - countries 2023 2 count
            63:20 - projects 2023 1 count
            63:20 - non_projects 2023 1 count
            """);
        yield return new("Grants_OfSeveralProvincesInGroups", TextWorkbook.Create("""
            Năm 2023
            TT|Tên khoản viện trợ|Nhà tài trợ|Địa bàn|Giải ngân trong kỳ (triệu đồng)
            I|Y tế|||
            1|A|Oxfam|Lạng Sơn|#10
            2|B|Oxfam|Cao Bằng|#20
            |Cộng I|||#30
            II|Giáo dục - đào tạo|||
            1|C|Plan|Lạng Sơn|#40
            |Tổng cộng|||#70
            """), """
            63:20 - disbursed 2023 50000000 VND
            63:20 health disbursed 2023 10000000 VND
            63:20 education-training disbursed 2023 40000000 VND
            63:04 - disbursed 2023 20000000 VND
            63:04 health disbursed 2023 20000000 VND
            63:20 - organisations 2023 2 count
            63:04 - organisations 2023 1 count
            """);
        yield return new("Grants_InGroupsOfTheirForm", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023 (USD)
            TT|Tên khoản viện trợ|Nhà tài trợ|Giải ngân
            A|Dự án||
            1|N|Oxfam|#1
            2|M|Oxfam|#2
            B|Phi dự án||
            1|K|Oxfam|#4
            """), """
            63:20 - disbursed 2023 7 USD
            63:20 - organisations 2023 1 count
            63:20 - projects 2023 2 count
            63:20 - non_projects 2023 1 count
            """);
        yield return new("Grants_InTwoCurrenciesThatAgree", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2022
            Tên dự án|Nhà tài trợ|Giải ngân (USD)|Giải ngân (VND)
            N|Oxfam|#1000|#23000000
            """), """
            63:20 - disbursed 2022 1000 USD
            63:20 - organisations 2022 1 count
            """);
        yield return new("Grants_InTwoCurrenciesThatDoNot", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2022
            Tên dự án|Nhà tài trợ|Giải ngân (USD)|Giải ngân (VND)
            N|Oxfam|#1000|#33000000
            """), """
            63:20 - disbursed 2022 1000 USD Doubtful:SumIncomplete
            63:20 - organisations 2022 1 count
            ! CurrenciesDisagree D3
            """);
        yield return new("Grants_WithTheirCurrencyInAColumn", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023, tỷ giá 23.000 đồng/USD
            Tên dự án|Nhà tài trợ|Giải ngân trong kỳ (triệu)|Loại tiền
            N|Oxfam|#46|VND
            M|Plan|#1|USD
            """), """
            63:20 - disbursed 2023 1002000 USD converted
            63:20 - organisations 2023 2 count
            """);
        yield return new("Grants_PastedTwice", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023
            Tên dự án|Nhà tài trợ|Giải ngân (USD)
            N|Oxfam|#10
            N|Oxfam|#10
            """), """
            63:20 - disbursed 2023 20 USD
            63:20 - organisations 2023 1 count
            ! SameGrant 4
            """);
        yield return new("Grants_PaidMoreThanPromised", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023
            Tên dự án|Nhà tài trợ|Cam kết năm (USD)|Giải ngân (USD)
            N|Oxfam|#10|#12
            M|Oxfam|#10|#2
            """), """
            63:20 - committed 2023 20 USD
            63:20 - disbursed 2023 14 USD
            63:20 - organisations 2023 1 count
            ! DisbursedOverCommitted D3
            """);
        yield return new("Grants_OfWhichOneCannotBeRead", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023
            Tên dự án|Nhà tài trợ|Giải ngân (USD)
            N|Oxfam|#10
            M|Oxfam|mười hai
            """), """
            63:20 - disbursed 2023 10 USD Doubtful:SumIncomplete
            63:20 - organisations 2023 1 count
            ! NotANumber C4
            """);
        yield return new("Grants_WhoseTotalStandsInTheDonorsColumn", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023 (USD)
            TT|Tổ chức|Tên dự án|Giải ngân
            1|Oxfam|N|#10
            2|Plan|M|#20
            |Tổng cộng||#30
            """), """
            63:20 - disbursed 2023 30 USD
            63:20 - organisations 2023 2 count
            """);
        yield return new("Grants_OfTwoYearsSideBySide", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, giai đoạn 2022-2023
            Tên dự án|Nhà tài trợ|Giải ngân năm 2022 (USD)|Giải ngân năm 2023 (USD)
            N|Oxfam|#10|#40
            """), """
            63:20 - disbursed 2022 10 USD
            63:20 - disbursed 2023 40 USD
            63:20 - organisations 2022 1 count
            63:20 - organisations 2023 1 count
            """);
        yield return new("Grants_InGroupsThatAreNotKnown", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023 (USD)
            TT|Tên khoản viện trợ|Nhà tài trợ|Giải ngân
            I|Y tế||
            1|A|Oxfam|#10
            II|Xây dựng năng lực tổ chức||
            1|B|Plan|#20
            III|Thủy sản||
            1|C|Plan|#40
            """), """
            63:20 - disbursed 2023 70 USD
            63:20 health disbursed 2023 10 USD
            63:20 capacity-building disbursed 2023 20 USD
            63:20 - organisations 2023 2 count
            ? Sector Thủy sản
            ! Unanswered 7
            """);
        yield return new("Grants_SignedBelow", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023 (USD)
            TT|Tên dự án|Nhà tài trợ|Giải ngân
            (1)|(2)|(3)|(4)=(5)+(6)
            1|N|Oxfam|#10
            |||Lạng Sơn, ngày 20 tháng 12 năm 2023
            |NGƯỜI LẬP BIỂU||THỦ TRƯỞNG ĐƠN VỊ
            """), """
            63:20 - disbursed 2023 10 USD
            63:20 - organisations 2023 1 count
            """);
        yield return new("Grants_OfWhichOneIsNationwide", TextWorkbook.Create("""
            Danh sách viện trợ năm 2023 (USD)
            Tên dự án|Nhà tài trợ|Địa bàn|Giải ngân
            A|Oxfam|Lạng Sơn|#10
            B|Plan|Toàn quốc|#3
            """), """
            63:20 - disbursed 2023 10 USD
            63:20 - organisations 2023 1 count
            * NationalGrant C4
            """);
        yield return new("Grants_OnTwoSheetsAreParts", TextWorkbook.Create(
            ("DA", true, "Tỉnh Lạng Sơn, năm 2023 (USD)\nTên dự án|Nhà tài trợ|Giải ngân\nN|Oxfam|#30"), ("PDA", true, "Tỉnh Lạng Sơn, năm 2023 (USD)\nTên dự án|Nhà tài trợ|Giải ngân\nK|Oxfam|#30")), """
            63:20 - disbursed 2023 60 USD
            63:20 - organisations 2023 1 count
            """)
        { Answers = ["+", "bao-cao.xlsx|DA!3"] };
        yield return new("Grants_InTwoCurrenciesWithoutARate", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, từ 01/07/2025 đến 31/12/2025
            Tên dự án|Nhà tài trợ|Giải ngân|Loại tiền
            N|Oxfam|#10|USD
            M|Oxfam|#50000|đồng
            """), """
            34:20 - organisations 2025-07-01/2025-12-31 1 count
            ! ExchangeRateMissing C3
            """);
    }

    static IEnumerable<ReportCase> NumbersAndUnits()
    {
        yield return new("Numbers_WithUnitAndWordsInTheCell", TextWorkbook.Create("""
            Năm 2020
            Tỉnh|Cam kết|Giải ngân
            Lạng Sơn|145,8 tỷ đồng|hơn 93 tỷ đồng
            Cao Bằng|gần 1,5 triệu USD|-
            """), """
            63:20 - committed 2020 145800000000 VND
            63:20 - disbursed 2020 93000000000 VND over
            63:04 - committed 2020 1500000 USD nearly
            """);
        yield return new("Numbers_GroupedWithPoints", Csv("Năm 2023;;\nTỉnh;Giải ngân (USD);Cam kết (USD)\nLạng Sơn;1.234;1.196.137\nCao Bằng;2.345.678;2.456.106"), """
            63:20 - disbursed 2023 1234 USD
            63:04 - disbursed 2023 2345678 USD
            63:20 - committed 2023 1196137 USD
            63:04 - committed 2023 2456106 USD
            """) { File = "a.csv" };
        yield return new("Numbers_GroupedWithCommas", Csv("Năm 2023;\nTỉnh;Giải ngân (USD)\nLạng Sơn;3,286,743\nCao Bằng;1,234"), """
            63:20 - disbursed 2023 3286743 USD
            63:04 - disbursed 2023 1234 USD
            """) { File = "a.csv" };
        yield return new("Numbers_ThatCanBeReadInTwoWays", Csv("Năm 2023;\nTỉnh;Giải ngân (triệu đồng)\nLạng Sơn;1.234\nCao Bằng;567"), """
            63:04 - disbursed 2023 567000000 VND
            ? Style 1.234
            ! Unanswered B3
            """) { File = "a.csv" };
        yield return new("Numbers_ThatCanBeReadInTwoWays_Answered", Csv("Năm 2023;\nTỉnh;Giải ngân (triệu đồng)\nLạng Sơn;1.234\nCao Bằng;567"), """
            63:20 - disbursed 2023 1234000000 VND
            63:04 - disbursed 2023 567000000 VND
            """) { File = "a.csv", Answers = ["vi"] };
        yield return new("Numbers_OfTwoOffices", Csv("Năm 2023;\nTỉnh;Giải ngân (USD)\nLạng Sơn;145,8\nCao Bằng;3,286,743\nHà Giang;1.234"), """
            63:20 - disbursed 2023 145.8 USD
            63:04 - disbursed 2023 3286743 USD
            ? Style 1.234
            ! Unanswered B5
            """) { File = "a.csv" };
        yield return new("Numbers_WithoutAUnit", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân
            Lạng Sơn|#5
            """), """
            ? Unit Giải ngân
            ! Unanswered B3
            """);
        yield return new("Numbers_WithoutAUnit_Answered", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân
            Lạng Sơn|#5
            """), "63:20 - disbursed 2023 5000000000 VND") { Answers = ["VND:1000000000"] };
        yield return new("Numbers_WithTheirUnitInTheFormat", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Cam kết|Tỷ lệ giải ngân
            Lạng Sơn|#1.5{triệu USD}|#68.5
            """), """
            63:20 - committed 2023 1500000 USD
            63:20 - disbursement_rate 2023 68.5 percent
            """);
        yield return new("Numbers_OfAProgram_KeepFifteenDigits", TextWorkbook.Create("""
            Năm 2023 (tỷ đồng)
            Tỉnh|Giải ngân
            Lạng Sơn|#145.80000000000001
            """), "63:20 - disbursed 2023 145800000000 VND");
        yield return new("Numbers_AsText", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)
            Lạng Sơn|1.196.137
            Cao Bằng|#5
            """), """
            63:20 - disbursed 2023 1196137 USD
            63:04 - disbursed 2023 5 USD
            * TextNumbers B3
            """);
        yield return new("Numbers_OfFormulas", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)
            Lạng Sơn|=12
            """), """
            63:20 - disbursed 2023 12 USD
            * Formulas B3
            """);
        yield return new("Numbers_ThatAreNone", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)|Số dự án
            Lạng Sơn|!REF|#2
            Cao Bằng|@2023-02-01|#2.5
            Hà Giang|#-5|không rõ
            Lào Cai|(1.200.000)|x
            Yên Bái|68 %|#7
            """), """
            63:20 - projects 2023 2 count
            63:15 - projects 2023 7 count
            ! ErrorCell B3
            ! DateCell B4
            ! TooFine C4
            ! Negative B5
            ! NotANumber C5
            ! Negative B6
            ! UnitDoesNotFit B7
            * TextNumbers B6
            """);
        yield return new("Numbers_PastAllMeasure", TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#1E25\nCao Bằng|#5"), """
            63:04 - disbursed 2023 5 USD
            ! NumberTooLarge B3
            """);
        yield return new("Sectors_OfWhichNothingSaysWhatTheyCount", TextWorkbook.Create("Năm 2023 (USD)\nTỉnh|Y tế|Giáo dục\nLạng Sơn|#5|#6"), """
            ? Table Tổng hợp
            ! Unanswered B3
            ! Unanswered C3
            """);
        yield return new("Sectors_OfWhichTheDeskSaysWhatTheyCount", TextWorkbook.Create("Năm 2023 (USD)\nTỉnh|Y tế|Giáo dục|Cộng\nLạng Sơn|#5|#6|#12"), """
            63:20 health disbursed 2023 5 USD
            63:20 education-training disbursed 2023 6 USD
            ! TotalDiffers D3
            63:20 - disbursed 2023 12 USD Doubtful:TotalDiffers
            """) { Answers = ["disbursed"] };
        yield return new("Years_OfWhichTheDeskSaysThatTheyAreNone", TextWorkbook.Create("Tỉnh|2022|2023\nLạng Sơn|#5|#6"), "") { Answers = ["-"] };
        yield return new("Units_BesideTheRate", TextWorkbook.Create("""
            Năm 2023, đơn vị tính: triệu đồng
            Tỷ giá quy đổi: 1 USD = 23.500 đồng
            Tỉnh|Giải ngân
            Lạng Sơn|#1500
            """), "63:20 - disbursed 2023 1500000000 VND");
        yield return new("Units_OfAnAmountInATitle", TextWorkbook.Create("""
            Năm 2023 tổng viện trợ đạt 12,5 triệu USD
            Tỉnh|Giải ngân
            Lạng Sơn|#1500
            """), """
            ? Unit Giải ngân
            ! Unanswered B3
            """);
        yield return new("Rates_ThatAreFractions", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Tỷ lệ giải ngân|Số dự án
            Lạng Sơn|#0.685|68 %
            """), """
            63:20 - disbursement_rate 2023 0.69 percent Doubtful:RateBelowOnePercent
            ! UnitDoesNotFit C3
            * TextNumbers C3
            """.Replace("\n* TextNumbers C3", "", StringComparison.Ordinal));
        yield return new("Totals_InTwoCurrenciesThatAgree", TextWorkbook.Create("""
            Năm 2022
            Tỉnh|Giải ngân (USD)|Giải ngân (VND)
            Lạng Sơn|#1000|#23000000
            """), "63:20 - disbursed 2022 1000 USD");
        yield return new("Units_ThatDisagree", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023
            Tên dự án|Nhà tài trợ|Giải ngân (USD)|Loại tiền
            N|Oxfam|#46|VND
            """), """
            63:20 - organisations 2023 1 count
            ! UnitsDisagree C3
            """);
    }

    static IEnumerable<ReportCase> NamesAndBases()
    {
        yield return new("Names_InAllTheirSpellings", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)
            Tỉnh Đăk Lăk|#1
            TP. Hồ Chí Minh|#2
            Thành phố Cần Thơ|#3
            Hoà Bình|#4
            UBND tỉnh Quảng Bình|#5
            Thừa Thiên - Huế|#6
            """), """
            63:66 - disbursed 2023 1 USD
            63:79 - disbursed 2023 2 USD
            63:92 - disbursed 2023 3 USD
            63:17 - disbursed 2023 4 USD
            63:44 - disbursed 2023 5 USD
            63:46 - disbursed 2023 6 USD
            """);
        yield return new("Name_OfBothBases", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)
            Quảng Trị|#1
            """), """
            ? Basis Tổng hợp
            ! Unanswered A3
            """);
        yield return new("Name_OfBothBases_Answered", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)
            Quảng Trị|#1
            """), "34:44 - disbursed 2023 1 USD") { Answers = ["34"] };
        yield return new("Names_OfWhichOneWasMerged", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)
            Quảng Trị|#1
            Quảng Bình|#2
            """), """
            63:45 - disbursed 2023 1 USD
            63:44 - disbursed 2023 2 USD
            """);
        yield return new("Names_AfterTheMerger", TextWorkbook.Create("""
            Năm 2026
            Tỉnh|Giải ngân (USD)
            Quảng Trị|#1
            """), "34:44 - disbursed 2026 1 USD");
        yield return new("Name_MisspeltIsAsked", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)
            Lạng Xơn|#1
            """), """
            ? Province Lạng Xơn
            ! Unanswered A3
            """);
        yield return new("Name_MisspeltIsAsked_Answered", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)
            Lạng Xơn|#1
            """), "63:20 - disbursed 2023 1 USD") { Answers = ["63:20"] };
        yield return new("Name_ThatWasTaught", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)
            Lạng Xơn|#1
            Văn phòng 2|#4
            """), """
            63:20 - disbursed 2023 1 USD
            * LeftOut A4
            """) { Aliases = [new(new(AliasKind.Province, "Lạng Xơn"), "63:20"), new(new(AliasKind.Province, "văn phòng 2"), Alias.LeftOutTarget)] };
        yield return new("Code_Alone", TextWorkbook.Create("""
            Năm 2023
            Mã tỉnh|Giải ngân (USD)
            44|#1
            63:44|#2
            """), """
            63:44 - disbursed 2023 2 USD
            ! CodeWithoutBasis A3
            """);
        yield return new("Code_ThatIsAnotherProvinces", TextWorkbook.Create("""
            Năm 2023
            Mã tỉnh|Tỉnh|Giải ngân (USD)
            20|Lạng Sơn|#1
            04|Lạng Sơn|#2
            """), """
            63:20 - disbursed 2023 1 USD
            ! CodeAndName A4
            """);
        yield return new("Sector_NotKnownIsAsked", TextWorkbook.Create("""
            Tỉnh Lạng Sơn năm 2023
            Lĩnh vực|Giải ngân (USD)
            Y tế, chăm sóc sức khỏe|#1
            Thủy sản|#2
            """), """
            63:20 health disbursed 2023 1 USD
            ? Sector Thủy sản
            ! Unanswered A4
            """);
        yield return new("Owner_NotSaidIsAsked", TextWorkbook.Create("""
            Năm 2023
            Lĩnh vực|Giải ngân (USD)
            Y tế|#1
            """), """
            ? Owner Tổng hợp
            ! Unanswered 3
            """);
        yield return new("Owner_NotSaidIsAsked_Answered", TextWorkbook.Create("""
            Năm 2023
            Lĩnh vực|Giải ngân (USD)
            Y tế|#1
            """), "VN health disbursed 2023 1 USD") { Answers = ["nation"] };
        yield return new("Column_NotKnownIsAsked", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân qua kho bạc của các tổ chức (USD)|Xếp hạng
            Lạng Sơn|#1|#3
            """), """
            ? Column Giải ngân qua kho bạc của các tổ chức (USD)
            ! Unanswered B3
            * ColumnNotRead C2
            """);
        yield return new("Column_ThatWasTaught_OfAnotherYearAndUnit", TextWorkbook.Create("""
            Tỉnh|GIẢI NGÂN THỰC TẾ của các tổ chức năm 2024 (triệu đồng)
            Lạng Sơn|#5
            """), "63:20 - disbursed 2024 5000000 VND") { Aliases = [new(new(AliasKind.Measure, "Giải ngân thực tế của các tổ chức"), "disbursed")] };
    }

    static IEnumerable<ReportCase> Times()
    {
        yield return new("Period_OfTheReportingYear", TextWorkbook.Create("""
            BÁO CÁO NĂM 2023 (từ ngày 15/12/2022 đến ngày 14/12/2023)
            Tỉnh|Giải ngân (USD)
            Lạng Sơn|#1
            """), "63:20 - disbursed 2022-12-15/2023-12-14 1 USD");
        yield return new("Quarters_OfTheYearInTheTitle", TextWorkbook.Create("""
            Giải ngân theo quý năm 2023 (USD)
            Tỉnh|Quý I|Quý II|Quý III|Quý IV|Cả năm
            Lạng Sơn|#1|#2|#3|#4|#10
            """), """
            63:20 - disbursed 2023-01-01/2023-03-31 1 USD
            63:20 - disbursed 2023-04-01/2023-06-30 2 USD
            63:20 - disbursed 2023-07-01/2023-09-30 3 USD
            63:20 - disbursed 2023-10-01/2023-12-31 4 USD
            63:20 - disbursed 2023 10 USD
            """);
        yield return new("Quarters_UnderTheirYears", TextWorkbook.Create("""
            Giải ngân (USD)
            Tỉnh|Năm 2022||Năm 2023|
            |Quý 1|Quý 2|Quý 1|Quý 2
            Lạng Sơn|#1|#2|#3|#4
            """), """
            63:20 - disbursed 2022-01-01/2022-03-31 1 USD
            63:20 - disbursed 2022-04-01/2022-06-30 2 USD
            63:20 - disbursed 2023-01-01/2023-03-31 3 USD
            63:20 - disbursed 2023-04-01/2023-06-30 4 USD
            """);
        yield return new("Halves_InTheirOwnColumns", TextWorkbook.Create("""
            Tình hình năm 2023 (USD)
            Tỉnh|Cam kết 6 tháng đầu năm|Giải ngân 6 tháng đầu năm|Giải ngân cả năm
            Lạng Sơn|#5|#2|#4
            """), """
            63:20 - committed 2023-01-01/2023-06-30 5 USD
            63:20 - disbursed 2023-01-01/2023-06-30 2 USD
            63:20 - disbursed 2023 4 USD
            """);
        yield return new("Halves_ThatBeginWithTheirNumber", TextWorkbook.Create("""
            Giải ngân (USD)
            Tỉnh|6 tháng đầu năm 2023|6 tháng cuối năm 2023
            Lạng Sơn|#2|#4
            """), """
            63:20 - disbursed 2023-01-01/2023-06-30 2 USD
            63:20 - disbursed 2023-07-01/2023-12-31 4 USD
            """);
        yield return new("Period_OfHalfAYear", TextWorkbook.Create("""
            KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024
            Tỉnh|Giải ngân (USD)
            Lạng Sơn|#1
            """), "63:20 - disbursed 2024-01-01/2024-06-30 1 USD");
        yield return new("Period_InARowOfItsOwn", TextWorkbook.Create("""
            Tỉnh|Năm|Giải ngân (USD)
            Lạng Sơn|#2022|#1
            Lạng Sơn|2019-2021|#2
            Lạng Sơn|Quý I/2024|#3
            Lạng Sơn|hôm qua|#4
            """), """
            63:20 - disbursed 2022 1 USD
            63:20 - disbursed 2019-01-01/2021-12-31 2 USD
            63:20 - disbursed 2024-01-01/2024-03-31 3 USD
            ! PeriodUnreadable B5
            """);
        yield return new("Period_NotSaidIsAsked", TextWorkbook.Create("""
            Báo cáo theo Nghị định 80/2020/NĐ-CP
            Tỉnh|Giải ngân (USD)
            Lạng Sơn|#1
            """), """
            ? Period Tổng hợp
            ! Unanswered B3
            """);
        yield return new("Period_NotSaidIsAsked_Answered", TextWorkbook.Create("""
            Tỉnh|Giải ngân (USD)
            Lạng Sơn|#1
            """), "63:20 - disbursed 2023 1 USD") { Answers = ["2023-01-01/2023-12-31"] };
    }

    static IEnumerable<ReportCase> Checks()
    {
        FigureKey langSon = new(Period.ForYear(2023), LangSon, null, null, Measure.Disbursed), caoBang = langSon with { Province = CaoBang };
        static Quantity Usd(decimal whole) => Quantity.FromWholeUnits(whole, Unit.Usd)!.Value;
        var book = TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)
            Lạng Sơn|#1000
            Cao Bằng|#2000
            """);
        yield return new("Figures_KnownAlready", book, """
            63:20 - disbursed 2023 1000 USD Unchanged
            63:04 - disbursed 2023 2000 USD Changed
            """) { KnownFigures = [(langSon, Usd(1000)), (caoBang, Usd(1900))] };
        yield return new("Figures_ThatJump", book, """
            63:20 - disbursed 2023 1000 USD Doubtful:Jump
            63:04 - disbursed 2023 2000 USD
            """) { KnownFigures = [(langSon, Usd(150))] };
        yield return new("Figures_AThousandTimesTooMuch", book, """
            63:20 - disbursed 2023 1000 USD Doubtful:UnitMistaken
            63:04 - disbursed 2023 2000 USD Doubtful:UnitMistaken
            """) { KnownFigures = [(langSon, Usd(1)), (caoBang with { Period = Period.ForYear(2022) }, Usd(2_500_000))] };
        yield return new("Figures_InDollarsThatAreDong", book, """
            63:20 - disbursed 2023 1000 USD Doubtful:CurrencyMistaken
            63:04 - disbursed 2023 2000 USD
            """) { KnownFigures = [(langSon, new(1000, Unit.Vnd))] };
        yield return new("Figures_OfAWindowThatOverlaps", book, """
            63:20 - disbursed 2023 1000 USD Doubtful:Overlaps
            63:04 - disbursed 2023 2000 USD
            """) { KnownFigures = [(langSon with { Period = new(new(2022, 12, 15), new(2023, 12, 14)) }, Usd(900))] };
        yield return new("Figures_InAnotherCurrency", TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (triệu đồng)\nLạng Sơn|#30"), "63:20 - disbursed 2023 30000000 VND Doubtful:UnitChanges") { KnownFigures = [(langSon, Usd(1000))] };
        yield return new("Total_OfRoundedParts", TextWorkbook.Create("""
            Năm 2023 (triệu USD)
            Tỉnh|Giải ngân
            Lạng Sơn|#1.25
            Cao Bằng|#2.25
            Tổng cộng|#3.51
            """), """
            63:20 - disbursed 2023 1250000 USD
            63:04 - disbursed 2023 2250000 USD
            """);
        yield return new("Total_ThatIsAnother", TextWorkbook.Create("""
            Năm 2023 (USD)
            Tỉnh|Giải ngân|Số tổ chức
            Lạng Sơn|#338|#3
            Cao Bằng|#50|#4
            Tổng cộng|#438|#5
            """), """
            63:20 - disbursed 2023 338 USD
            63:20 - organisations 2023 3 count
            63:04 - disbursed 2023 50 USD
            63:04 - organisations 2023 4 count
            ! TotalDiffers B5
            """);
        yield return new("Figure_SaidTwiceOtherwise", TextWorkbook.Create(
            ("A", true, "Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#1"), ("B", true, "Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#2")), """
            ? Value 2023-01-01/2023-12-31,63:20,,,disbursed
            ! Unanswered B3
            """);
        yield return new("Figure_SaidTwiceOtherwise_Answered", TextWorkbook.Create(
            ("A", true, "Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#1"), ("B", true, "Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#2")),
            "63:20 - disbursed 2023 2 USD")
        { Answers = ["bao-cao.xlsx|B!B3"] };
        yield return new("Balance_ThatDoesNotCloseUp", TextWorkbook.Create("""
            Năm 2023 (USD)
            Tỉnh|Số dư đầu kỳ|Tiếp nhận trong kỳ|Đã sử dụng|Số dư cuối kỳ|Giải ngân
            Lạng Sơn|#10|#5|#7|#8|#7
            Cao Bằng|#10|#5|#7|#9|#7
            """), """
            63:20 - disbursed 2023 7 USD
            63:04 - disbursed 2023 7 USD
            ! BalanceDiffers E4
            """);
        yield return new("Rate_OverAHundred", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Tỷ lệ giải ngân (%)
            Lạng Sơn|#685
            """), "63:20 - disbursement_rate 2023 685 percent Doubtful:RateOverHundred");
    }

    static IEnumerable<ReportCase> Texts()
    {
        const string table = "Năm 2023;\nTỉnh;Giải ngân (USD)\nLạng Sơn;1.500,5\nĐắk Lắk;2.000,0";
        const string expected = """
            63:20 - disbursed 2023 1500.5 USD
            63:66 - disbursed 2023 2000 USD
            """;
        var answers = (string[])["63"];
        yield return new("Text_Utf8WithMark", ReportCase.EncodeText(table, new UTF8Encoding(true), hasMark: true), expected) { File = "a.csv", Answers = answers };
        yield return new("Text_Utf16LittleEndian", ReportCase.EncodeText(table, Encoding.Unicode, hasMark: true), expected) { File = "a.csv", Answers = answers };
        yield return new("Text_Utf16WithoutMark", ReportCase.EncodeText(table, Encoding.BigEndianUnicode), expected) { File = "a.csv", Answers = answers };
        yield return new("Text_OfWindows1258", ReportCase.EncodeText(SplitCells(table), Windows1258), expected) { File = "a.csv", Answers = answers };
        yield return new("Text_WithTabs", ReportCase.EncodeText(table.Replace(';', '\t')), expected) { File = "a.tsv", Answers = answers };
        yield return new("Text_WithCommasAndQuotes", Csv("Năm 2023,\n\"Tỉnh,\nthành phố\",\"Giải ngân (USD)\"\nLạng Sơn,\"1.500,5\"\nĐắk Lắk,\"2.000,0\""), expected) { File = "a.csv", Answers = answers };
        yield return new("Text_OfWhichLettersAreLost", Csv("Năm 2023;\nTỉnh;Giải ngân (USD);Ghi chú\nLạng Sơn;5;V\uFFFD quê"), """
            63:20 - disbursed 2023 5 USD
            * UnreadableCharacters C3
            """) { File = "a.csv" };
        yield return new("Text_ThatNamesItsSeparator", Csv("sep=;\n" + table), expected) { File = "a.csv", Answers = answers };
    }

    static IEnumerable<ReportCase> Faults()
    {
        yield return new("Text_WithAQuotationMarkThatIsNotClosed", Csv("Năm 2023;\nTỉnh;Giải ngân (USD)\nLạng Sơn;5\n\"Cao Bằng;7\nHà Giang;9"), "! UnclosedQuote") { File = "a.csv" };
        yield return new("Formulas_ThatNobodyHasComputed", TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|=\nCao Bằng|#5"), """
            63:04 - disbursed 2023 5 USD
            ! ErrorCell B3
            * Formulas B3
            """);
        yield return new("Fault_Empty", [], "! Empty");
        yield return new("Fault_OnlyBlanks", " \r\n\t"u8.ToArray(), "! Empty");
        yield return new("Fault_Renamed", "%PDF-1.7 something"u8.ToArray(), "! Pdf");
        yield return new("Fault_Page", "<html><p>1</p></html>"u8.ToArray(), "! DocumentWithoutTable");
        yield return new("Fault_OldSpreadsheet", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]], "! Damaged");
        yield return new("Fault_Locked", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")], "! Protected");
        var whole = TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#1");
        yield return new("Fault_CutShort", whole[..(whole.Length / 2)], "! Damaged");
        yield return new("Fault_AnotherDocument", Package("word/document.xml", "<w/>"), "! Damaged");
        yield return new("Fault_PackedToUnpackWithoutEnd", Package("xl/worksheets/sheet1.xml", new string(' ', 30_000_000)), "! UnpackedTooLarge");
        yield return new("Fault_NoTable", TextWorkbook.Create("Kính gửi: Ủy ban\nChúng tôi xin báo cáo|như sau"), "! NoTable");
        yield return new("Fault_EverySheetHidden", TextWorkbook.Create(("Ẩn", false, "Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#1")), """
            ! NoSheet
            * HiddenSheet
            """);
        yield return new("Workbook_WithMacros", TextWorkbook.WithMacros(whole), """
            63:20 - disbursed 2023 1 USD
            * Macros
            """) { File = "a.xlsm" };
        // As most programs store them: each text once, for all cells that have it.
        yield return new("Workbook_WhoseTextsAreShared", ObjectWorkbook.Create(["Năm 2023"], ["Tỉnh", "Lĩnh vực", "Giải ngân (USD)"], ["Lạng Sơn", "Y tế", 5], ["Cao Bằng", "Y tế", 7]), """
            63:20 health disbursed 2023 5 USD
            63:04 health disbursed 2023 7 USD
            """);
        yield return new("Rows_Hidden", TextWorkbook.Create("Năm 2023\nTỉnh|Giải ngân (USD)\nLạng Sơn|#1\n~Cao Bằng|#2"), """
            63:20 - disbursed 2023 1 USD
            63:04 - disbursed 2023 2 USD
            * HiddenRows 1
            """);
    }

    static byte[] Csv(string text) => ReportCase.EncodeText(text);

    /// <summary>The text as that code page stores it: tone marks apart, circumflex and horn not.</summary>
    static string SplitCells(string text)
    {
        var apart = new StringBuilder();
        foreach (var letter in text.Normalize())
        {
            if (Windows1258.GetString(Windows1258.GetBytes($"{letter}")) == $"{letter}")
            {
                apart.Append(letter);
                continue;
            }

            // Compose all but the tone: "ế" is "ê" and an acute.
            var all = $"{letter}".Normalize(NormalizationForm.FormD);
            apart.Append(all[..^1].Normalize()).Append(all[^1]);
        }

        return apart.ToString();
    }

    static byte[] Package(string entry, string content)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            using var writer = new StreamWriter(zip.CreateEntry(entry).Open());
            writer.Write(content);
        }

        return memory.ToArray();
    }
}
