using NgoDashboard.Figures.Cube;
using NgoDashboard.Language;
using NgoDashboard.Reports.Places;
using NgoDashboard.Reports.Questions;
using NgoDashboard.Reports.Sheets;
using NgoDashboard.Reports.Values;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Reports.Values;

/// <summary>What single texts mean: units, periods, numbers, places.</summary>
public sealed class ValueParserTests
{
    [Theory]
    [InlineData("đồng", Unit.Vnd, 1)]
    [InlineData("Triệu đồng", Unit.Vnd, 1_000_000)]
    [InlineData("tỷ VNĐ", Unit.Vnd, 1_000_000_000)]
    [InlineData("1.000 USD", Unit.Usd, 1_000)]
    [InlineData("1000 đồng", Unit.Vnd, 1_000)]
    [InlineData("nghìn đô la Mỹ", Unit.Usd, 1_000)]
    [InlineData("US$", Unit.Usd, 1)]
    [InlineData("USD million", Unit.Usd, 1_000_000)]
    [InlineData("tr đ", Unit.Vnd, 1_000_000)]
    public void Unit_OfAWholeText_IsItsCurrencyAndScale(string text, Unit currency, int scale) =>
        Assert.Equal(new MoneyUnit(currency, scale), MoneyUnit.ParseWhole(text));

    [Theory]
    [InlineData("Y tế")]
    [InlineData("(1)")]
    [InlineData("hoạt động cộng đồng")]
    [InlineData("")]
    public void Unit_OfATextThatIsNone_IsNotFound(string text) => Assert.Null(MoneyUnit.ParseWhole(text));

    [Theory]
    [InlineData("Giá trị giải ngân (triệu đồng)", Unit.Vnd, 1_000_000)]
    [InlineData("ĐVT: USD", Unit.Usd, 1)]
    [InlineData("Đơn vị tính: tỷ đồng", Unit.Vnd, 1_000_000_000)]
    [InlineData("Giải ngân, nghìn USD", Unit.Usd, 1_000)]
    [InlineData("Disbursed (USD million)", Unit.Usd, 1_000_000)]
    public void Unit_AmongOtherWords_IsFound(string text, Unit currency, int scale) => Assert.Equal(new MoneyUnit(currency, scale), MoneyUnit.FindIn(text));

    [Theory]
    [InlineData("Phát triển cộng đồng tỉnh Đồng Nai")]
    [InlineData("Số dự án (dự án)")]
    public void Unit_OfATextThatNamesNone_IsNone(string text) => Assert.True(MoneyUnit.FindIn(text).IsNone);

    [Theory]
    [InlineData("2023", "2023-01-01/2023-12-31")]
    [InlineData("Năm 2023", "2023-01-01/2023-12-31")]
    [InlineData("2019–2022", "2019-01-01/2022-12-31")]
    [InlineData("giai đoạn 2019-2022", "2019-01-01/2022-12-31")]
    [InlineData("15/12/2022 đến 14/12/2023", "2022-12-15/2023-12-14")]
    [InlineData("1 January 2022 to 30 June 2022", "2022-01-01/2022-06-30")]
    [InlineData("ngày 30/4/2024", "2024-04-30/2024-04-30")]
    [InlineData("on 30 April 2024", "2024-04-30/2024-04-30")]
    [InlineData("2024-04-30", "2024-04-30/2024-04-30")]
    [InlineData("Quý II/2024", "2024-04-01/2024-06-30")]
    [InlineData("6 tháng đầu năm 2024", "2024-01-01/2024-06-30")]
    [InlineData("1–6/2022", "2022-01-01/2022-06-30")]
    [InlineData("từ 2021 đến 6/2024", "2021-01-01/2024-06-30")]
    [InlineData("từ 6/2021 đến tháng 6/2024", "2021-06-01/2024-06-30")]
    public void Period_OfAWholeText_IsItsWindow(string text, string expected) => Assert.Equal(expected, PeriodParser.ParseWhole(text)?.ToString());

    [Theory]
    [InlineData("hôm qua")]
    [InlineData("80/2020/NĐ-CP")]
    [InlineData("31/2/2023")]
    [InlineData("Giải ngân 2023")]
    [InlineData("12345")]
    [InlineData("từ năm 2021 đến nay")]
    [InlineData("2021 - nay")]
    [InlineData("từ ngày 01/7/2021 đến nay")]
    [InlineData("năm học 2022-2023")]
    [InlineData("since 2021")]
    public void Period_OfATextThatIsNone_IsNotFound(string text) => Assert.Null(PeriodParser.ParseWhole(text));

    [Fact]
    public void Period_OfTitles_IsTheOneWhoseDaysAreWritten() => Assert.Equal(
        "2022-12-15/2023-12-14",
        PeriodParser.FindInTitles(["Báo cáo số 12/BC-SNgV ngày 20/12/2023", "VIỆN TRỢ NĂM 2023", "(từ ngày 15/12/2022 đến ngày 14/12/2023)"])?.ToString());

    [Theory]
    [InlineData("2023-01-01/2023-12-31", "Lạng Sơn, ngày     tháng 01 năm 2024", "KẾT QUẢ NĂM 2023")]
    [InlineData("2019-01-01/2022-12-31", "VIỆN TRỢ TỪ NĂM 2019 ĐẾN NĂM 2022")]
    [InlineData("2022-12-15/2023-12-14", "NĂM 2023 (từ ngày 15 tháng 12 năm 2022 đến ngày 14 tháng 12 năm 2023)")]
    [InlineData("2023-01-01/2023-12-31", "(Kèm theo Công văn số 2045/SNgV-HTQT)", "NĂM 2023")]
    [InlineData(null, "CHƯƠNG TRÌNH GIAI ĐOẠN 2019-2025", "BÁO CÁO NĂM 2023")]
    [InlineData(null, "BÁO CÁO THÁNG 6 NĂM 2023")]
    [InlineData("2023-01-01/2023-06-30", "SÁU THÁNG ĐẦU NĂM 2023")]
    [InlineData(null, "BẢY THÁNG ĐẦU NĂM 2023")]
    [InlineData("2024-01-01/2024-06-30", "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024")]
    [InlineData(null, "KẾT QUẢ VẬN ĐỘNG VIỆN TRỢ TỪ NĂM 2021 ĐẾN NAY")]
    [InlineData(null, "VIỆN TRỢ CHO GIÁO DỤC NĂM HỌC 2022 – 2023")]
    public void Period_OfTitles_IsNotThatOfASignatureOrADecree(string? expected, params string[] titles) => Assert.Equal(expected, PeriodParser.FindInTitles(titles)?.ToString());

    [Theory]
    [InlineData("0", "A")]
    [InlineData("25", "Z")]
    [InlineData("26", "AA")]
    [InlineData("701", "ZZ")]
    [InlineData("702", "AAA")]
    public void Column_OfAPlace_IsWrittenAsSpreadsheetsDo(string column, string letters) =>
        Assert.Equal(letters, CellReference.ColumnLetters(int.Parse(column, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Names_OfTheReference_AreEachFoundByThemselves()
    {
        var reference = PublishedData.ReferenceAndFigures.Reference;
        var names = new NameLookup(reference, []);

        Assert.All(reference.Provinces, province => Assert.Contains(province.Code, names.FindProvinces($"tỉnh {province.Name}")));
        Assert.All(reference.Sectors, sector => Assert.Equal(sector.Id, names.FindSector($"Lĩnh vực {sector.Name.ToUpperInvariant()}")));
    }

    [Fact]
    public void Sentences_OfAllKinds_AreThere()
    {
        Assert.All(Enum.GetValues<ReportFindingKind>().Where(kind => kind != ReportFindingKind.EditRule), kind =>
            Assert.NotEmpty(new ReportFinding(kind, "tệp", null, "a", "b", "c").ToSentence(PublishedData.ReferenceAndFigures.Reference, DisplayLanguage.Vietnamese)));
        Assert.All(Enum.GetValues<QuestionKind>(), kind => Assert.NotEmpty(new Question("id", kind, "tệp", default, "a", []).ToSentence(PublishedData.ReferenceAndFigures.Reference, DisplayLanguage.Vietnamese)));
    }
}
