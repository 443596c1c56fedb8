using CsCheck;
using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Tests.TestKit.Samples;

namespace NgoDashboard.Tests.Live.Scenes;

/// <summary>Scenes, their parameters, and the rules for what can go on air.</summary>
public class SceneTests
{
    static readonly Gen<ProvinceCode> Codes = Gen.OneOf<ProvinceCode>([.. SampleData.CurrentProvinces, .. SampleData.OldProvinces]);

    static readonly Gen<Scene> Scenes =
        from kind in Gen.OneOf<string>([.. SceneKinds.All])
        from year in Gen.Int[SceneKinds.FirstYear, SceneKinds.LastYear]
        from province in Codes.Nullable()
        from against in Gen.Int[SceneKinds.FirstYear, SceneKinds.LastYear].Nullable()
        from provinces in Codes.Array[0, 4]
        from sector in Gen.OneOf<string?>("health", "education", null)
        from title in Gen.String.AlphaNumeric
        from text in Gen.OneOf<string?>("Một dòng", "Hai\ndòng \"có\" ngoặc", "", null)
        select new Scene(kind, year, province) { Against = against, Provinces = [.. provinces], Sector = sector, Title = title, Text = text };

    [Fact]
    public void Scene_StoredAndReadBack_IsTheSame() => Scenes.Sample(scene => Scene.FromEntry(scene.ToEntry()) == scene);

    [Fact]
    public void Scene_FittedToItsKind_HasNothingThatTheKindDoesNotTake() =>
        Scenes.Sample(scene => SceneRules.Check(SceneKinds.FitToKind(scene), SampleData.CountryReference).All(finding => finding.Kind != FindingKind.UnknownParameter));

    [Fact]
    public void Scenes_WithEqualProvinces_AreEqual()
    {
        Scene Beside(params ProvinceCode[] provinces) => new(SceneKinds.Beside, SampleData.Year) { Provinces = [.. provinces] };

        Assert.Equal(Beside(SampleData.HaiPhong, SampleData.LangSon), Beside(SampleData.HaiPhong, SampleData.LangSon));
        Assert.Equal(Beside(SampleData.HaiPhong, SampleData.LangSon).GetHashCode(), Beside(SampleData.HaiPhong, SampleData.LangSon).GetHashCode());
        Assert.NotEqual(Beside(SampleData.HaiPhong, SampleData.LangSon), Beside(SampleData.LangSon, SampleData.HaiPhong));
    }

    [Fact]
    public void Texts_OfAScene_AreTrimmedAndTheirLinesBrokenInOneWay()
    {
        var scene = new Scene(SceneKinds.Text, SampleData.Year) { Title = "  ", Text = " Một\r\n\r\nHai  " };

        Assert.Null(scene.Title);
        Assert.Equal(["Một", "Hai"], scene.Lines);
        Assert.DoesNotContain("title", scene.GivenParameters);
    }

    public static TheoryData<Scene, string, FindingKind> Refused => new()
    {
        { new("weather", 2023), "scene", FindingKind.UnknownScene },
        { new(SceneKinds.Overview, 1989), "year", FindingKind.InvalidYear },
        { new(SceneKinds.Overview, 2101), "year", FindingKind.InvalidYear },
        { new(SceneKinds.Overview, 2023) { Sector = "health" }, "sector", FindingKind.UnknownParameter },
        { new(SceneKinds.Years, 2023) { Sector = "mining" }, "sector", FindingKind.UnknownSector },
        { new(SceneKinds.Overview, 2023) { Against = 2022 }, "against", FindingKind.UnknownParameter },
        { new(SceneKinds.Compare, 2023) { Against = 2023 }, "against", FindingKind.SameYears },
        { new(SceneKinds.Compare, 2023) { Against = 1066 }, "against", FindingKind.InvalidYear },
        { new(SceneKinds.Province, 2023), "province", FindingKind.ProvinceMissing },
        { new(SceneKinds.Province, 2023, new(34, "99")), "province", FindingKind.UnknownProvince },
        { new(SceneKinds.Overview, 2023) { Provinces = [SampleData.HaiPhong, SampleData.LangSon] }, "provinces", FindingKind.UnknownParameter },
        { new(SceneKinds.Beside, 2023), "provinces", FindingKind.ProvincesCount },
        { new(SceneKinds.Beside, 2023) { Provinces = [SampleData.HaiPhong] }, "provinces", FindingKind.ProvincesCount },
        { new(SceneKinds.Beside, 2023) { Provinces = [.. SampleData.OldProvinces] }, "provinces", FindingKind.ProvincesCount },
        { new(SceneKinds.Beside, 2023) { Provinces = [SampleData.HaiPhong, SampleData.HaiPhong] }, "provinces", FindingKind.RepeatedProvince },
        { new(SceneKinds.Beside, 2023) { Provinces = [SampleData.HaiPhong, new(63, "99")] }, "provinces", FindingKind.UnknownProvince },
        { new(SceneKinds.Overview, 2023) { Text = "Kết luận" }, "text", FindingKind.UnknownParameter },
        { new(SceneKinds.Text, 2023), "text", FindingKind.TextMissing },
        { new(SceneKinds.Text, 2023) { Text = new('a', 601) }, "text", FindingKind.TextTooLong },
        { new(SceneKinds.Text, 2023) { Text = string.Join('\n', Enumerable.Repeat("a", 11)) }, "text", FindingKind.TooManyLines },
        { new(SceneKinds.Text, 2023) { Text = "a\u0007" + "b" }, "text", FindingKind.ControlCharacter },
        { new(SceneKinds.Overview, 2023) { Title = "a\nb" }, "title", FindingKind.ControlCharacter },
        { new(SceneKinds.Overview, 2023) { Title = new('a', 121) }, "title", FindingKind.TextTooLong },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Scene_ThatCannotBeOnAir_IsRefusedByField(Scene scene, string field, FindingKind kind)
    {
        var finding = Assert.Single(SceneRules.Check(scene, SampleData.CountryReference));
        Assert.Equal((field, kind), (finding.Field, finding.Kind));
    }

    [Theory]
    [InlineData(1990)]
    [InlineData(2100)]
    public void Scene_OfTheFirstAndTheLastYear_IsTaken(int year) =>
        Assert.Empty(SceneRules.Check(new(SceneKinds.Overview, year), SampleData.CountryReference));

    [Fact]
    public void Scene_OfEveryKind_WithWhatItNeeds_IsTaken() =>
        Assert.All(SceneKinds.All, kind => Assert.Empty(SceneRules.Check(SampleData.CreateScene(kind), SampleData.CountryReference)));
}
