using NgoDashboard.Figures;
using NgoDashboard.Live;

namespace NgoDashboard.Tests.TestKit;

/// <summary>A country small enough to reckon in one's head: three provinces that were five, three sectors, two rates.</summary>
static class Sample
{
    public const int Year = 2023;

    /// <summary>Of the years of the sample only this one has no rate.</summary>
    public const int YearWithoutRate = 2024;

    public const decimal Rate = 24_000;

    public static readonly ProvinceCode HaiPhong = new(34, "31"), LangSon = new(34, "20"), QuangTri = new(34, "44");
    public static readonly ProvinceCode OldHaiPhong = new(63, "31"), OldHaiDuong = new(63, "30"), OldLangSon = new(63, "20");
    public static readonly ProvinceCode OldQuangBinh = new(63, "44"), OldQuangTri = new(63, "45");

    public static readonly Reference Country = new(
        [
            Province(OldLangSon, "Lạng Sơn", LangSon),
            Province(OldHaiDuong, "Hải Dương", HaiPhong),
            Province(OldHaiPhong, "Hải Phòng", HaiPhong),
            Province(OldQuangBinh, "Quảng Bình", QuangTri),
            Province(OldQuangTri, "Quảng Trị", QuangTri),
            Province(LangSon, "Lạng Sơn", null),
            Province(HaiPhong, "Hải Phòng", null),
            Province(QuangTri, "Quảng Trị", null),
        ],
        [Sector("health", "Y tế"), Sector("education", "Giáo dục"), Sector("other", "Khác")],
        [new("relief", CampaignKind.Campaign, "Cứu trợ", "Relief")],
        [new(2022, 23_000, "mẫu", true), new(Year, Rate, "mẫu", true)]);

    public static readonly IReadOnlyList<ProvinceCode> Current = [LangSon, HaiPhong, QuangTri];
    public static readonly IReadOnlyList<ProvinceCode> Old = [OldLangSon, OldHaiDuong, OldHaiPhong, OldQuangBinh, OldQuangTri];
    public static readonly IReadOnlyList<string> Sectors = ["health", "education", "other"];

    public static FigureKey Nation(Measure measure = Measure.Disbursed, int year = Year) => FigureKey.National(year, measure);

    public static FigureKey At(ProvinceCode province, Measure measure = Measure.Disbursed) => Nation(measure) with { Province = province };

    public static FigureKey In(string sector, Measure measure = Measure.Disbursed) => Nation(measure) with { Sector = sector };

    public static Quantity Usd(decimal whole) => Quantity.Of(whole, Unit.Usd)!.Value;

    public static Quantity Vnd(decimal whole) => Quantity.Of(whole, Unit.Vnd)!.Value;

    public static Quantity Count(long number) => new(number, Unit.Count);

    public static Quantity Percent(decimal percent) => Quantity.Of(percent, Unit.Percent)!.Value;

    public static Source Source(string publisher = "Báo mẫu") => new(publisher, "Bài mẫu", "https://example.org/bai", "2024-04");

    public static Statement Statement(long id, Quantity value, bool adopted = true, Qualifier qualifier = Qualifier.Exact) =>
        new(id, value, qualifier, Status.Confirmed, new DateOnly(2023, 12, 31), Source(), null, adopted, ByDesk: false, Version: 1);

    /// <summary>One adopted statement at each place, with ids from 1.</summary>
    public static IReadOnlyList<Figure> Figures(params IEnumerable<(FigureKey Key, Quantity Value)> stated) =>
        [.. stated.Select((one, i) => new Figure(one.Key, [Statement(i + 1, one.Value)]))];

    public static Snapshot Cube(params IEnumerable<(FigureKey Key, Quantity Value)> stated) =>
        Snapshot.Of(Country, Figures(stated));

    public static Restatement Say(FigureKey key, Quantity value, long? expected = null, bool accepted = false) =>
        new(key, value, Qualifier.Exact, null, "Tỉnh báo lại", expected, accepted);

    /// <summary>A scene of that kind with what it cannot be without.</summary>
    public static Scene Of(string kind, int year = Year, ProvinceCode? province = null) =>
        new(kind, year, province ?? (SceneKinds.Needs(kind, SceneParameters.Province) ? HaiPhong : null))
        {
            Provinces = SceneKinds.Needs(kind, SceneParameters.Provinces) ? [HaiPhong, LangSon] : [],
            Text = SceneKinds.Needs(kind, SceneParameters.Text) ? "Giao Ủy ban theo dõi.\nBáo cáo trước quý III." : null,
        };

    static Province Province(ProvinceCode code, string name, ProvinceCode? successor) => new(code, name, name, "Miền mẫu", false, successor, []);

    static Sector Sector(string id, string name) => new(id, name, id, name, id, ["cũng là " + name]);
}
