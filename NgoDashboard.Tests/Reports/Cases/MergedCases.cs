using NgoDashboard.Tests.TestKit.Workbooks;

namespace NgoDashboard.Tests.Reports.Cases;

/// <summary>
/// Merged cells: in headers, where one is the caption of all columns under it, and over rows, where a name applies to each row and a number
/// to none.
/// </summary>
static class MergedCases
{
    public static IEnumerable<ReportCase> All => [.. Heads(), .. Totals(), .. Grants()];

    static IEnumerable<ReportCase> Heads()
    {
        yield return new("MergedHead_MeasuresOverYears", TextWorkbook.Create("""
            Tổng hợp (USD)|<|<|<|<|<|<
            TT|Tỉnh|Cam kết|<|Giải ngân|<|Ghi chú
            ^|^|#2022|#2023|#2022|#2023|^
            1|Lạng Sơn|#3|#4|#1|#2|
            """), """
            63:20 - committed 2022 3 USD
            63:20 - committed 2023 4 USD
            63:20 - disbursed 2022 1 USD
            63:20 - disbursed 2023 2 USD
            """);
        yield return new("MergedHead_YearsOverMeasures", TextWorkbook.Create("""
            TT|Tỉnh|Năm 2022|<|Năm 2023|<
            ^|^|Giải ngân (USD)|Số tổ chức|Giải ngân (USD)|Số tổ chức
            1|Lạng Sơn|#3|#4|#1|#2
            """), """
            63:20 - disbursed 2022 3 USD
            63:20 - organisations 2022 4 count
            63:20 - disbursed 2023 1 USD
            63:20 - organisations 2023 2 count
            """);
        yield return new("SpanningHead_YearsOverMeasures", ReportCase.EncodeText("""
            TT;Tỉnh;2022;;2023;
            ;;Giải ngân (USD);Số tổ chức;Giải ngân (USD);Số tổ chức
            1;Lạng Sơn;3;4;1;2
            """), """
            63:20 - disbursed 2022 3 USD
            63:20 - organisations 2022 4 count
            63:20 - disbursed 2023 1 USD
            63:20 - organisations 2023 2 count
            """) { File = "a.csv" };
        yield return new("MergedHead_SectorsOverMeasures", TextWorkbook.Create("""
            Năm 2023 (USD)
            Tỉnh|Y tế|<|Giáo dục|<
            ^|Cam kết|Giải ngân|Cam kết|Giải ngân
            Lạng Sơn|#9|#5|#8|#6
            """), """
            63:20 health committed 2023 9 USD
            63:20 health disbursed 2023 5 USD
            63:20 education-training committed 2023 8 USD
            63:20 education-training disbursed 2023 6 USD
            """);
        yield return new("MergedHead_SectorsOverAmountsAndShares", TextWorkbook.Create("""
            Giải ngân năm 2023 (USD)
            Tỉnh|Y tế|<|Giáo dục|<
            ^|Số tiền|Tỷ trọng (%)|Số tiền|Tỷ trọng (%)
            Lạng Sơn|#5|#45|#6|#55
            """), """
            63:20 health disbursed 2023 5 USD
            63:20 education-training disbursed 2023 6 USD
            """);
        yield return new("MergedHead_MeasuresOverSectorsAndTheirSum", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Cam kết (USD)|<|<|Giải ngân (USD)|<|<
            ^|Tổng số|Y tế|Giáo dục|Tổng số|Y tế|Giáo dục
            Lạng Sơn|#17|#9|#8|#12|#5|#6
            """), """
            63:20 health committed 2023 9 USD
            63:20 education-training committed 2023 8 USD
            63:20 health disbursed 2023 5 USD
            63:20 education-training disbursed 2023 6 USD
            ! TotalDiffers E4
            63:20 - committed 2023 17 USD
            63:20 - disbursed 2023 12 USD Doubtful:TotalDiffers
            """);
        yield return new("MergedHead_YearsOverSectorsAndTheirSum", TextWorkbook.Create("""
            Giải ngân (USD)
            Tỉnh|Năm 2022|<|<|Năm 2023|<|<
            ^|Y tế|Giáo dục|Cộng|Y tế|Giáo dục|Cộng
            Lạng Sơn|#1|#2|#3|#4|#5|#10
            """), """
            63:20 health disbursed 2022 1 USD
            63:20 education-training disbursed 2022 2 USD
            63:20 health disbursed 2023 4 USD
            63:20 education-training disbursed 2023 5 USD
            ! TotalDiffers G4
            63:20 - disbursed 2022 3 USD
            63:20 - disbursed 2023 10 USD Doubtful:TotalDiffers
            """);
        yield return new("MergedHead_OfThreeLines", TextWorkbook.Create("""
            Tổng hợp (nghìn USD)
            Tỉnh|Giải ngân|<|<|<
            ^|Năm 2022|<|Năm 2023|<
            ^|Y tế|Giáo dục|Y tế|Giáo dục
            Lạng Sơn|#1|#2|#3|#4
            """), """
            63:20 health disbursed 2022 1000 USD
            63:20 education-training disbursed 2022 2000 USD
            63:20 health disbursed 2023 3000 USD
            63:20 education-training disbursed 2023 4000 USD
            """);
        // What stands beside a merged cell is not below it.
        yield return new("MergedHead_EndsWhereItIsMerged", TextWorkbook.Create("""
            Năm 2023
            Tỉnh|Giải ngân (USD)|<|
            ^|Y tế|Giáo dục|Xếp hạng
            Lạng Sơn|#5|#6|#1
            """), """
            63:20 health disbursed 2023 5 USD
            63:20 education-training disbursed 2023 6 USD
            * ColumnNotRead D3
            """);
    }

    static IEnumerable<ReportCase> Totals()
    {
        yield return new("Merged_ProvinceOverItsSectors", TextWorkbook.Create("""
            Năm 2023 (USD)
            Tỉnh|Lĩnh vực|Giải ngân
            Lạng Sơn|Y tế|#5
            ^|Giáo dục|#6
            Cao Bằng|Y tế|#7
            Tổng cộng||#18
            """), """
            63:20 health disbursed 2023 5 USD
            63:20 education-training disbursed 2023 6 USD
            63:04 health disbursed 2023 7 USD
            """);
        yield return new("Merged_SectorOverItsProvinces", TextWorkbook.Create("""
            Năm 2023 (USD)
            Lĩnh vực|Tỉnh|Giải ngân
            Y tế|Lạng Sơn|#5
            ^|Cao Bằng|#6
            Giáo dục|Lạng Sơn|#7
            |Cao Bằng|#8
            """), """
            63:20 health disbursed 2023 5 USD
            63:04 health disbursed 2023 6 USD
            63:20 education-training disbursed 2023 7 USD
            ! SectorMissing A6
            """);
        yield return new("Merged_ProvinceOverItsMeasures", TextWorkbook.Create("""
            Tỉnh|Chỉ tiêu|#2022|#2023
            Lạng Sơn|Giải ngân (USD)|#5|#6
            ^|Số tổ chức|#2|#3
            Tổng cộng|Giải ngân (USD)|#5|#7
            ^|Số tổ chức|#2|#3
            """), """
            63:20 - disbursed 2022 5 USD
            63:20 - disbursed 2023 6 USD
            63:20 - organisations 2022 2 count
            63:20 - organisations 2023 3 count
            ! TotalDiffers D4
            """);
        yield return new("Merged_YearOverItsProvinces", TextWorkbook.Create("""
            Năm|Tỉnh|Giải ngân (USD)
            #2022|Lạng Sơn|#5
            ^|Cao Bằng|#6
            #2023|Lạng Sơn|#7
            ^|Cao Bằng|#8
            """), """
            63:20 - disbursed 2022 5 USD
            63:04 - disbursed 2022 6 USD
            63:20 - disbursed 2023 7 USD
            63:04 - disbursed 2023 8 USD
            """);
        yield return new("Merged_NumberOverTwoSectors", TextWorkbook.Create("""
            Năm 2023 (USD)
            Tỉnh|Lĩnh vực|Giải ngân
            Lạng Sơn|Y tế|#11
            ^|Giáo dục|^
            Cao Bằng|Y tế|#7
            """), """
            63:04 health disbursed 2023 7 USD
            ! SharedAmount C3
            """);
        yield return new("Merged_NumberOverTwoYears", TextWorkbook.Create("""
            Giải ngân (USD)
            Tỉnh|#2022|#2023
            Lạng Sơn|#11|<
            Cao Bằng|#7|#8
            """), """
            63:04 - disbursed 2022 7 USD
            63:04 - disbursed 2023 8 USD
            ! SharedAmount B3
            ! SharedAmount C3
            """);
    }

    static IEnumerable<ReportCase> Grants()
    {
        yield return new("Merged_SectorAndProvinceOverGrants", TextWorkbook.Create("""
            Năm 2023 (USD)
            Lĩnh vực|Địa bàn|Tên dự án|Nhà tài trợ|Giải ngân
            Y tế|Lạng Sơn|A|Oxfam|#10
            ^|^|B|Plan|#20
            ^|Cao Bằng|C|Plan|#40
            Giáo dục|^|D|Plan|#80
            |Lạng Sơn|E|Oxfam|#160
            """), """
            63:20 - disbursed 2023 190 USD
            63:20 health disbursed 2023 30 USD
            63:04 - disbursed 2023 120 USD
            63:04 health disbursed 2023 40 USD
            63:04 education-training disbursed 2023 80 USD
            63:20 - organisations 2023 2 count
            63:04 - organisations 2023 1 count
            """);
        yield return new("Grouped_SectorAndProvinceOverGrants", ReportCase.EncodeText("""
            Năm 2023 (USD);;;;
            Lĩnh vực;Địa bàn;Tên dự án;Nhà tài trợ;Giải ngân
            Y tế;Lạng Sơn;A;Oxfam;10
            ;;B;Plan;20
            ;Cao Bằng;C;Plan;40
            Giáo dục;Lạng Sơn;D;Plan;80
            Tổng cộng;;;;150
            """), """
            63:20 - disbursed 2023 110 USD
            63:20 health disbursed 2023 30 USD
            63:20 education-training disbursed 2023 80 USD
            63:04 - disbursed 2023 40 USD
            63:04 health disbursed 2023 40 USD
            63:20 - organisations 2023 2 count
            63:04 - organisations 2023 1 count
            * FilledDown A4
            * FilledDown B4
            """) { File = "a.csv" };
        // The same name twice: the empty cell below the first may belong to any province.
        yield return new("Grants_OfWhichOneHasNoPlace", TextWorkbook.Create("""
            Năm 2023 (USD)
            Địa bàn|Tên dự án|Nhà tài trợ|Giải ngân
            Lạng Sơn|A|Oxfam|#10
            |B|Plan|#20
            Lạng Sơn|C|Plan|#40
            """), """
            63:20 - disbursed 2023 50 USD
            63:20 - organisations 2023 2 count
            ? Owner Tổng hợp
            ! Unanswered 4
            """);
        yield return new("Merged_GrantOverItsPlaces", TextWorkbook.Create("""
            Năm 2023 (USD)
            Tên dự án|Hình thức|Nhà tài trợ|Địa bàn|Lĩnh vực|Giải ngân
            N|DA|Oxfam|Lạng Sơn|Y tế|#10
            ^|^|^|Lạng Sơn|Giáo dục|#10
            ^|^|^|Cao Bằng|Y tế|#40
            """), """
            63:20 - disbursed 2023 20 USD
            63:20 health disbursed 2023 10 USD
            63:20 education-training disbursed 2023 10 USD
            63:04 - disbursed 2023 40 USD
            63:04 health disbursed 2023 40 USD
            63:20 - organisations 2023 1 count
            63:20 - projects 2023 1 count
            63:04 - organisations 2023 1 count
            63:04 - projects 2023 1 count
            """);
        yield return new("Grant_AboveItsSecondPlace", ReportCase.EncodeText("""
            Năm 2023 (USD);;;
            Tên dự án;Hình thức;Địa bàn;Giải ngân
            N;DA;Lạng Sơn;10
            ;;Cao Bằng;40
            M;DA;Cao Bằng;80
            """), """
            63:20 - disbursed 2023 10 USD
            63:20 - projects 2023 1 count
            63:04 - disbursed 2023 120 USD
            """) { File = "a.csv" };
        yield return new("Merged_AmountOverTwoPlaces", TextWorkbook.Create("""
            Năm 2023 (USD)
            Tên dự án|Hình thức|Nhà tài trợ|Địa bàn|Giải ngân
            N|DA|Oxfam|Lạng Sơn|#30
            ^|^|^|Cao Bằng|^
            M|DA|Oxfam|Lạng Sơn|#1
            """), """
            63:20 - disbursed 2023 1 USD Doubtful:SumIncomplete
            63:20 - organisations 2023 1 count
            63:20 - projects 2023 2 count
            63:04 - organisations 2023 1 count
            63:04 - projects 2023 1 count
            ! SharedAmount E3
            ! SharedAmount E4
            """);
        yield return new("Merged_AmountOverTwoDonors", TextWorkbook.Create("""
            Tỉnh Lạng Sơn, năm 2023 (USD)
            Tên dự án|Nhà tài trợ|Giải ngân
            N|Oxfam|#30
            ^|Plan|^
            """), """
            63:20 - disbursed 2023 30 USD
            63:20 - organisations 2023 2 count
            """);
    }
}
