using NgoDashboard.Figures.Text;

namespace NgoDashboard.Tests.Figures.Text;

public sealed class NameKeyTests
{
    [Theory]
    [InlineData("Hà Nội", "HANOI", "Ha Noi", "Hà-Nội", "  hà  nội ", "HàNội", "Hà – Nội")]
    [InlineData("Đắk Lắk", "Daklak", "ĐắkLắk", "DAK LAK", "Đăk Lăk")]
    [InlineData("Bà Rịa - Vũng Tàu", "Bà Rịa-Vũng Tàu", "BaRia Vung Tau")]
    [InlineData("Hòa Bình", "Hoà Bình", "HOABINH")]
    [InlineData("Giáo dục - đào tạo", "Giáo dục, đào tạo", "Giáo dục đào tạo")]
    [InlineData("Y tế", "Y-tế", "y  TẾ")]
    public void Key_OfSpellingsOfOneName_IsOne(string name, params string[] spellings) =>
        Assert.All(spellings, spelling => Assert.Equal(NameKey.From(name), NameKey.From(spelling)));

    [Theory]
    [InlineData("T.T. Huế", "TT-Huế")]
    [InlineData("T.T. Huế", "TT Huế")]
    [InlineData("Hà Nam", "Hà Nội")]
    [InlineData("BR-VT", "Bà Rịa - Vũng Tàu")]
    [InlineData("", "-0")]
    public void Key_OfDifferentNames_Differs(string one, string other) => Assert.NotEqual(NameKey.From(one), NameKey.From(other));

    [Theory]
    [InlineData("")]
    [InlineData(" - ")]
    [InlineData("\uD800")]
    public void Key_WithoutLetters_IsEmpty(string text) => Assert.Equal(("", default(NameKey).Text), (NameKey.From(text).Text, ""));
}
