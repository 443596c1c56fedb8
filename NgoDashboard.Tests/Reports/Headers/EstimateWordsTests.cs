using NgoDashboard.Reports.Captions;
using NgoDashboard.Reports.Headers;

namespace NgoDashboard.Tests.Reports.Headers;

/// <summary>Which captions and titles speak of an estimate.</summary>
public sealed class EstimateWordsTests
{
    [Theory]
    [InlineData("ƯỚC GIẢI NGÂN NĂM 2024", true)]
    [InlineData("Kết quả ước thực hiện 6 tháng", true)]
    [InlineData("UTH 2024", true)]
    [InlineData("Số liệu tạm tính đến 15/12", true)]
    [InlineData("Giải ngân năm 2024", false)]
    [InlineData("Dự án Ước mơ xanh", false)]
    [InlineData("Thực hiện Công ước về quyền trẻ em", false)]
    public void Text_OfAnEstimate_IsToldFromOthers(string text, bool isEstimate) =>
        Assert.Equal(isEstimate, EstimateWords.IsEstimate(text));

    [Theory]
    [InlineData("Ước giải ngân 2024", "giai ngan")]
    [InlineData("Ước thực hiện", "thuc hien")]
    [InlineData("UTH 2024", "thuc hien")]
    [InlineData("Giải ngân (tạm tính)", "giai ngan")]
    public void Caption_OfAnEstimate_IsThatOfTheFigure(string caption, string normalized) =>
        Assert.Equal(normalized, HeaderCellParser.NormalizeCaption(caption));
}
