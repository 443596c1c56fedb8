using NgoDashboard.Access;
using NgoDashboard.Access.Keys;
using NgoDashboard.Access.Scope;
using NgoDashboard.Access.ScreenPairing;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Access.ScreenPairing;

public sealed class PairablePointsTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Create();

    public PairablePointsTests()
    {
        briefing.Points.FindOrAdd("Sở Ngoại vụ", HaiPhong);
        briefing.Points.FindOrAdd("Sở Ngoại vụ", LangSon);
        briefing.Points.FindOrAdd("Bộ Tài chính", null);
    }

    [Fact]
    public void Points_ForTheDesk_AreAll() => Assert.Equal([HaiPhong, LangSon, null], ProvincesFor(Roles.Desk, null));

    [Fact]
    public void Points_ForAnOfficer_AreThoseOfTheOwnProvince() => Assert.Equal([HaiPhong], ProvincesFor(Roles.Province, HaiPhong));

    [Fact]
    public void Points_ForAnOfficerOfNoProvince_AreNone() => Assert.Empty(ProvincesFor(Roles.Province, null));

    [Fact]
    public void Points_ForAScreen_AreNone() => Assert.Empty(ProvincesFor(Roles.Screen, HaiPhong));

    public void Dispose() => briefing.Dispose();

    IEnumerable<ProvinceCode?> ProvincesFor(string role, ProvinceCode? province) =>
        new PairablePoints(briefing.Points).ForReader(new AccessKey("k1", role, province, "Ai đó", DateTimeOffset.UnixEpoch).ToPrincipal("test"))
            .Select(point => point.Province);
}
