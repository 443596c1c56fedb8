using NgoDashboard.Reports.Lists;

namespace NgoDashboard.Tests.Reports.Lists;

public sealed class DonorNameTests
{
    [Theory]
    [InlineData("Oxfam", "oxfam")]
    [InlineData("Tổ chức Oxfam tại Việt Nam", "oxfam")]
    [InlineData("Plan International Việt Nam", "plan international")]
    [InlineData("Tổ chức Plan International (Anh)", "plan international")]
    [InlineData("SCI (Save the Children International)", "save the children international")]
    [InlineData("Save the Children International (SCI)", "save the children international")]
    [InlineData("Save the Children; Oxfam", "save the children|oxfam")]
    [InlineData("CARE / Oxfam", "care|oxfam")]
    [InlineData("World Vision, CARE", "world vision|care")]
    [InlineData("Room to Read, Inc.", "room to read inc")]
    [InlineData("Hội Chữ thập đỏ Na Uy", "hoi chu thap do na uy")]
    [InlineData("–", "")]
    public void Name_InACell_IsComparedByItsCore(string cell, string cores) =>
        Assert.Equal(cores, string.Join('|', DonorName.ParseCell(cell).Select(name => name.Core)));

    [Theory]
    [InlineData("Chưa rõ")]
    [InlineData("Bà Nguyễn")]
    [InlineData("Công ty TNHH Sao Mai")]
    [InlineData("Samsung Electronics Co., Ltd.")]
    [InlineData("Đại sứ quán Nhật Bản")]
    [InlineData("Các tổ chức khác")]
    public void Name_OfNoOrganisation_IsTold(string cell) => Assert.All(DonorName.ParseCell(cell), name => Assert.NotEqual(DonorKind.Organisation, name.Kind));

    [Theory]
    [InlineData("Bánh mì cho thế giới")]
    [InlineData("Anh em Maryknoll")]
    public void Name_ThatBeginsLikeAnAddress_MayBeAnOrganisation(string cell) => Assert.NotEmpty(DonorName.ParseCell(cell));
}
