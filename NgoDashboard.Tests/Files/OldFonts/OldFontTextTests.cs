using NgoDashboard.Files.OldFonts;

namespace NgoDashboard.Tests.Files.OldFonts;

public sealed class OldFontTextTests
{
    /// <summary>Every vowel with every tone, and đ.</summary>
    const string Vowels = "aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ đ";

    [Theory]
    [InlineData("tØnh L¹ng S¬n n¨m 2023", "tỉnh Lạng Sơn năm 2023")]
    [InlineData("Gi¸ trÞ gi¶i ng©n (triÖu ®ång)", "Giá trị giải ngân (triệu đồng)")]
    [InlineData("Ph­¬ng ¸n hç trî nh÷ng x· khã kh¨n", "Phương án hỗ trợ những xã khó khăn")]
    [InlineData("§¾k L¾k, Kr«ng N¨ng, VN§", "Đắk Lắk, Krông Năng, VNĐ")]
    [InlineData("ñY BAN NH¢N D¢N TØNH", "ỦY BAN NHÂN DÂN TỈNH")]
    public void Tcvn3_Decoded_IsVietnamese(string written, string expected) =>
        Assert.Equal(expected, OldFontText.Convert(written, OldFontCoding.Tcvn3, hasOldFont: false));

    [Theory]
    [InlineData("tænh Laïng Sôn naêm 2023", "tỉnh Lạng Sơn năm 2023")]
    [InlineData("giaûi ngaân (trieäu ñoàng)", "giải ngân (triệu đồng)")]
    [InlineData("ÑAÊK LAÊK, ÑOÀNG NAI, NÖÔÙC", "ĐĂK LĂK, ĐỒNG NAI, NƯỚC")]
    [InlineData("Hoã trôï ngöôøi khuyeát taät, kyõ thuaät, kyø nghæ", "Hỗ trợ người khuyết tật, kỹ thuật, kỳ nghỉ")]
    [InlineData("UÛy ban, Ñieän Bieân", "Ủy ban, Điện Biên")]
    public void Vni_Decoded_IsVietnamese(string written, string expected) =>
        Assert.Equal(expected, OldFontText.Convert(written, OldFontCoding.Vni, hasOldFont: false));

    [Fact]
    public void Tables_OfBothCodings_HaveEveryVowelWithEveryTone()
    {
        Assert.Equal(Vowels, OldFontText.Convert("aµ¶·¸¹ ¨»¼½¾Æ ©ÇÈÉÊË eÌÎÏÐÑ ªÒÓÔÕÖ i×ØÜÝÞ oßáâãä «åæçèé ¬êëìíî uïñòóô ­õö÷øù yúûüýþ ®", OldFontCoding.Tcvn3, hasOldFont: true), ignoreCase: false);
        Assert.Equal("ĂÂÊÔƠƯĐ", Tcvn3Table.Decode("¡¢£¤¥¦§"));
        Assert.Equal(Vowels, VniTable.Decode("aaøaûaõaùaï aêaèaúaüaéaë aâaàaåaãaáaä eeøeûeõeùeï eâeàeåeãeáeä iìæóíò ooøoûoõoùoï oâoàoåoãoáoä ôôøôûôõôùôï uuøuûuõuùuï ööøöûöõöùöï yyøyûyõyùî ñ"));
        Assert.Equal("ĐẮK LẮK ỲỶỸÝỴ", VniTable.Decode("ÑAÉK LAÉK YØYÛYÕYÙÎ"));
    }

    [Theory]
    [InlineData("Müller")]
    [InlineData("Médecins du Monde")]
    [InlineData("Brot für die Welt")]
    [InlineData("Norsk Folkehjelp på norsk")]
    [InlineData("São Tomé e Príncipe; Côte d'Ivoire; Curaçao; Åland")]
    [InlineData("Société Coopérative Œuvre déjà vu naïve Noël")]
    [InlineData("Diakonie Österreich, Köln, Größe, Übergangshilfe")]
    [InlineData("Cộng hòa xã hội chủ nghĩa Việt Nam")]
    [InlineData("3 × 4 = 12 §5 ® 20 °C ± 2 µm «Plan»")]
    public void Text_InUnicode_GivesNoOldFont(string text)
    {
        var statistics = new OldFontStatistics();
        foreach (var part in (string[])[text, .. text.Split(' ')])
            statistics.Add(part);

        Assert.Null(statistics.Coding);
    }

    [Theory]
    [InlineData("nghiêng")]
    [InlineData("quyết")]
    [InlineData("GIẢI")]
    [InlineData("thuở")]
    [InlineData("khuỷu")]
    [InlineData("Đắk")]
    public void Word_SpeltAsVietnamese_IsASyllable(string word) => Assert.True(VietnameseSyllable.IsSyllable(word));

    [Theory]
    [InlineData("Mỹller")]
    [InlineData("fỹr")]
    [InlineData("Mộdecins")]
    [InlineData("gỏt")]
    [InlineData("b")]
    [InlineData("")]
    public void Word_SpeltOtherwise_IsNoSyllable(string word) => Assert.False(VietnameseSyllable.IsSyllable(word));

    [Theory]
    [InlineData(".VnTime", "Tcvn3", false)]
    [InlineData(".VnTimeH", "Tcvn3", true)]
    [InlineData("'.VnArial Narrow'", "Tcvn3", false)]
    [InlineData("VNI-Times", "Vni", false)]
    [InlineData("Times New Roman", null, false)]
    [InlineData(null, null, false)]
    public void Font_ByItsName_IsOfACoding(string? name, string? coding, bool isCapital)
    {
        var font = OldFont.FromName(name);

        Assert.Equal(coding, font?.Coding.ToString());
        Assert.Equal(isCapital, font?.IsCapital ?? false);
    }
}
