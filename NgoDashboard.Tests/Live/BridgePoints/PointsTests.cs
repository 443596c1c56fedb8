using System.Text;
using NgoDashboard.Language;
using NgoDashboard.Live;
using NgoDashboard.Live.BridgePoints;
using NgoDashboard.Meeting.Points;
using NgoDashboard.Storage.Meeting;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;
using Point = NgoDashboard.Meeting.Points.Point;

namespace NgoDashboard.Tests.Live.BridgePoints;

public sealed class PointsTests : IDisposable
{
    readonly TestBriefing briefing = TestBriefing.Create([(National(), Usd(1))]);
    readonly Points points;

    public PointsTests() => points = new(new PointStore(briefing.Database));

    public void Dispose() => briefing.Dispose();

    [Theory]
    [InlineData("HỘI TRƯỜNG")]
    [InlineData("  hội   trường ")]
    public void Name_ThatDiffersInCaseAndBlanksOnly_IsTakenInItsProvinceAlone(string name)
    {
        var point = points.Save([new(0, PointKind.Province, LangSon, "Hội trường")])[0];
        var other = name.Normalize(NormalizationForm.FormD);

        Assert.Equal(point, points.FindOrAdd(other, LangSon));
        Assert.Throws<NotSavedException>(() => points.Save([new(0, PointKind.Local, LangSon, other)]));
        Assert.Equal([PointFaultKind.NameTaken], PointRules.Check(new(0, PointKind.Local, LangSon, other), points.Index).Select(fault => fault.Kind));
        Assert.Empty(PointRules.Check(point with { Name = "HỘI TRƯỜNG" }, points.Index));
        Assert.Equal(2, points.Save([new(0, PointKind.Province, HaiPhong, other)])[0].Id);
    }

    [Fact]
    public void FindOrAdd_OfANewName_AddsAPointOfTheProvinceOrAMinistry()
    {
        Assert.Equal((PointKind.Province, LangSon), (points.FindOrAdd("Hội trường", LangSon).Kind, points.FindOrAdd("Hội trường", LangSon).Province));
        Assert.Equal((PointKind.Ministry, null), (points.FindOrAdd("Bộ A", null).Kind, points.FindOrAdd("Bộ A", null).Province));
        Assert.Equal(2, points.All.Length);
    }

    [Fact]
    public void Put_OfTwoOfOneName_KeepsNeither()
    {
        var refused = Assert.Throws<NotSavedException>(
            () => points.Save([new(0, PointKind.Ministry, null, "Bộ A"), new(0, PointKind.Ministry, null, "BỘ A")]));
        var sentences = DisplayLanguage.All.Select(refused.ToSentence).ToArray();
        Assert.Contains("trùng tên", sentences[0], StringComparison.Ordinal);
        Assert.Contains("the same name", sentences[1], StringComparison.Ordinal);
        Assert.Empty(points.All);
        Assert.Empty(new Points(new PointStore(briefing.Database)).All);
    }

    [Fact]
    public void Put_UnderTheNameOfAnother_IsRefused()
    {
        var both = points.Save([new(0, PointKind.Ministry, null, "Bộ A"), new(0, PointKind.Ministry, null, "Bộ B")]);
        Assert.Throws<NotSavedException>(() => points.Save([both[0] with { Name = "Bộ B" }]));
    }

    [Fact]
    public void Remove_AndRestore_BringsThePointBackAsItWasUnlessItsNameIsTaken()
    {
        var point = points.Save([new(0, PointKind.Province, LangSon, "Hội trường", "Tầng 2"), new(0, PointKind.Ministry, null, "Bộ A")])[0];
        points.Remove(point.Id);
        Assert.Null(points.FindById(point.Id));
        Assert.Single(new Points(new PointStore(briefing.Database)).All);

        points.Restore(point);
        Assert.Equal([point.Id, 2], points.All.Select(saved => saved.Id));
        Assert.Equal(point, new Points(new PointStore(briefing.Database)).FindById(point.Id));

        points.Remove(point.Id);
        points.Save([new(0, PointKind.Local, LangSon, "hội trường")]);
        Assert.Throws<NotSavedException>(() => points.Restore(point));
    }

    [Fact]
    public void Order_OfPoints_IsTheCentreThenProvinceByProvinceWithNumbersAsNumbers()
    {
        Point[] all =
        [
            new(1, PointKind.Local, QuangTri, "Xã 10"), new(2, PointKind.Local, HaiPhong, "Phường"), new(3, PointKind.Ministry, null, "Bộ Y tế"),
            new(4, PointKind.Province, QuangTri, "Đông Hà"), new(5, PointKind.Local, QuangTri, "Xã 9"),
        ];
        Assert.Equal([3, 2, 4, 5, 1], all.InDisplayOrder(CountryReference, DisplayLanguage.Vietnamese).Select(point => point.Id));
    }
}
